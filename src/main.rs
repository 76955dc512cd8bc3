//! Reads the command line and hands over: to the screens, or to one command.

use std::process::ExitCode;

fn main() -> ExitCode {
    firstline::start::main()
}
