//! What a release needs: one place for names and addresses, and recipes that are filled from it.

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && !["target", ".git", "snapshots"].contains(&&*name.to_string_lossy()) {
            files(&path, found);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

#[test]
fn the_owner_fills_in_names_and_addresses_in_one_place() {
    let mut all = Vec::new();
    files(&root(), &mut all);
    let own = PathBuf::from(file!());
    for path in all {
        let is_place = path.ends_with("Cargo.toml") || path.ends_with(own.file_name().unwrap());
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let placeholder = concat!("OWNER", "/firstline");
        assert!(
            is_place || !text.contains(placeholder),
            "{}",
            path.display()
        );
    }
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).unwrap();
    for field in ["authors", "repository", "homepage", "documentation"] {
        assert!(manifest.contains(&format!("\n{field} = ")), "{field}");
    }
}

#[cfg(unix)]
#[test]
fn recipes_are_filled_from_the_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let sums = folder.path().join("SHA256SUMS");
    let version = env!("CARGO_PKG_VERSION");
    let sum = "a".repeat(64);
    std::fs::write(&sums, format!("{sum}  firstline-{version}.src.tar.gz\n")).unwrap();
    let out = folder.path().join("recipes");
    let ran = Command::new(root().join("packaging/recipes"))
        .args([&out, &sums])
        .output()
        .unwrap();
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    for name in ["PKGBUILD", "firstline.rb", "firstline.json", "flake.nix"] {
        let recipe = std::fs::read_to_string(out.join(name)).unwrap();
        assert!(recipe.contains(version), "{name}: {recipe}");
        let unfilled = [
            "@VERSION",
            "@REPOSITORY",
            "@HOMEPAGE",
            "@MAINTAINER",
            "@SUM_",
        ];
        assert!(
            unfilled.iter().all(|mark| !recipe.contains(mark)),
            "{name}: {recipe}"
        );
    }
    let recipe = std::fs::read_to_string(out.join("PKGBUILD")).unwrap();
    assert!(recipe.contains(&sum), "{recipe}");
    let scoop: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(out.join("firstline.json")).unwrap())
            .unwrap();
    // The program is in a folder of the archive, as packaging/archive packs it.
    let scoop = &scoop["architecture"]["64bit"];
    let folder = scoop["extract_dir"].as_str().unwrap();
    let address = scoop["url"].as_str().unwrap();
    assert!(
        address.ends_with(&format!("/{folder}.zip")),
        "{address} {folder}"
    );
}

#[cfg(unix)]
#[test]
fn the_notes_of_a_release_are_its_part_of_the_changelog() {
    let notes = |version: &str| {
        let script = root().join("packaging/notes");
        Command::new(script).arg(version).output().unwrap()
    };
    let ran = notes(env!("CARGO_PKG_VERSION"));
    let text = String::from_utf8_lossy(&ran.stdout);
    assert!(ran.status.success() && text.contains("### New"), "{text}");
    assert!(!text.contains("\n## "), "{text}");
    assert!(!notes("99.0.0").status.success());
}
