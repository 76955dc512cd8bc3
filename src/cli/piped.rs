//! Input files that may come through a pipe: `-` for standard input, or a named pipe, as from `<(…)`.

use crate::cli::encryption::{DecryptArgs, Unopened, lock_of};
use crate::cli::{Failure, safe};
use crate::environment::temporary;
use crate::fs::cause;
use crate::fs::spool::{self, Spooled};
use crate::import::limits;
use std::fs::File;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

/// The name for standard input and standard output.
pub(super) const DASH: &str = "-";

/// A file to read: the named one, or a private copy of what came through a pipe or was decrypted.
#[derive(Debug)]
pub(super) struct Input {
    path: PathBuf,
    _copy: Option<Spooled>,
}

impl Input {
    /// Reads a pipe to its end and decrypts encrypted files; other files are used in place.
    ///
    /// # Errors
    /// If nothing is piped in, the pipe cannot be read, the input is larger than the limit for files, or the key does
    /// not fit.
    pub(super) fn open(named: &Path, keys: &DecryptArgs) -> Result<Self, Failure> {
        Self::plain(named)?.decrypted(keys)
    }

    /// A private decrypted copy, if the file is encrypted.
    fn decrypted(self, keys: &DecryptArgs) -> Result<Self, Failure> {
        if lock_of(&self.path).is_none() {
            return Ok(self);
        }
        let copy = decrypted(&self.path, keys)?;
        Ok(Self {
            path: copy.path().to_owned(),
            _copy: Some(copy),
        })
    }

    fn plain(named: &Path) -> Result<Self, Failure> {
        let copy = if named.as_os_str() == DASH {
            if io::stdin().is_terminal() {
                let text = "Nothing is piped in. Name a file instead of -, or pipe one in.";
                return Err(Failure::usage(text));
            }
            copied("standard input", "standard input", Ok(io::stdin().lock()))?
        } else if is_pipe(named) {
            let name = named.to_string_lossy();
            copied(&name, &safe(&name), File::open(named))?
        } else {
            return Ok(Self {
                path: named.to_owned(),
                _copy: None,
            });
        };
        Ok(Self {
            path: copy.path().to_owned(),
            _copy: Some(copy),
        })
    }

    /// The path to read from.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// The file's name, for messages.
    pub(super) fn name(&self) -> String {
        safe(&spool::name_of(&self.path).to_string_lossy())
    }
}

/// Opens every named file; `-` may be named once.
pub(super) fn open_all(named: &[PathBuf], keys: &DecryptArgs) -> Result<Vec<Input>, Failure> {
    let dashes = named.iter().filter(|path| path.as_os_str() == DASH);
    if dashes.count() > 1 {
        return Err(Failure::usage("- can be named once."));
    }
    named.iter().map(|path| Input::open(path, keys)).collect()
}

/// A private, decrypted copy of an encrypted file.
pub(super) fn decrypted(path: &Path, keys: &DecryptArgs) -> Result<Spooled, Unopened> {
    let shown = safe(&spool::name_of(path).to_string_lossy());
    let file = File::open(path);
    let file = file.map_err(|error| Unopened::Damaged(unread(&shown, &error)))?;
    let name = path.with_extension("");
    let name = name
        .file_name()
        .map_or_else(|| shown.clone().into(), std::ffi::OsStr::to_string_lossy);
    copied(&name, &shown, Ok(keys.open(file, &shown)?)).map_err(Unopened::Damaged)
}

/// A private copy with the name `name`; messages call it `shown`.
fn copied(name: &str, shown: &str, from: io::Result<impl io::Read>) -> Result<Spooled, Failure> {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let copy = from.and_then(|from| Spooled::copy(from, &temporary(), file, limits::FILE));
    match copy {
        Ok(Some(copy)) => Ok(copy),
        Ok(None) => Err(Failure::runtime(format!(
            "{shown}: {}. Nothing was changed.",
            limits::beyond("it has", &limits::size(limits::FILE))
        ))),
        Err(error) => Err(unread(shown, &error)),
    }
}

fn unread(shown: &str, error: &io::Error) -> Failure {
    let why = match error.kind() {
        // The errors that end decryption.
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            "it's cut short or damaged".to_owned()
        }
        _ => cause(error),
    };
    Failure::runtime(format!(
        "Couldn't read {shown}: {why}. Nothing was changed."
    ))
}

#[cfg(unix)]
fn is_pipe(path: &Path) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    std::fs::metadata(path).is_ok_and(|meta| meta.file_type().is_fifo())
}

/// Other systems have no named pipes in the file system.
#[cfg(not(unix))]
const fn is_pipe(_path: &Path) -> bool {
    false
}
