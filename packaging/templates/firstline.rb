class Firstline < Formula
  desc "Coach for moving and feeling better, in your terminal"
  homepage "@HOMEPAGE@"
  url "@REPOSITORY@/releases/download/v@VERSION@/firstline-@VERSION@.src.tar.gz"
  sha256 "@SUM_SOURCE@"
  license "MIT"

  depends_on "rust" => :build

  def install
    system "cargo", "install", *std_cargo_args
    generate_completions_from_executable(bin/"firstline", "completions")
    system bin/"firstline", "man", "--all", "-o", buildpath/"man1"
    man1.install Dir["man1/*.1"]
  end

  test do
    assert_match "mood 7", shell_output("#{bin}/firstline --db #{testpath}/t.db checkin 7 && #{bin}/firstline --db #{testpath}/t.db today")
  end
end
