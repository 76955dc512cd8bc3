{
  description = "Coach for moving and feeling better, in your terminal";
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
  outputs = { self, nixpkgs }:
    let
      systems = [ "x86_64-linux" "aarch64-linux" "x86_64-darwin" "aarch64-darwin" ];
      each = f: nixpkgs.lib.genAttrs systems (system: f nixpkgs.legacyPackages.${system});
    in {
      packages = each (pkgs: {
        default = pkgs.rustPlatform.buildRustPackage {
          pname = "firstline";
          version = "@VERSION@";
          src = self;
          cargoLock.lockFile = ./Cargo.lock;
          nativeBuildInputs = [ pkgs.installShellFiles ];
          # The tests in a real terminal want one.
          cargoTestFlags = [ "--lib" ];
          postInstall = ''
            $out/bin/firstline man --all -o man1
            installManPage man1/*.1
            installShellCompletion --cmd firstline \
              --bash <($out/bin/firstline completions bash) \
              --zsh <($out/bin/firstline completions zsh) \
              --fish <($out/bin/firstline completions fish)
          '';
          meta = {
            homepage = "@HOMEPAGE@";
            license = pkgs.lib.licenses.mit;
            mainProgram = "firstline";
          };
        };
      });
    };
}
