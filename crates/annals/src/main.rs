//! The command line of Annals.

mod check;
mod cli;
mod code;
mod codebook;
mod csv_format;
mod inputs;
mod shard;
mod store_commands;
mod table;
mod texts;

use std::{io, process::ExitCode};

use clap::{CommandFactory, Parser};
use cli::{Cli, Command};

/// The model takes and gives back large buffers for every batch, which the system's allocator does through the kernel.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// All inputs coded.
const DONE: u8 = 0;
/// Some inputs failed.
const FAILED: u8 = 1;
/// The command itself was wrong or could not run.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(code) => ExitCode::from(code),
        Err(error) if is_broken_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            eprintln!("annals: {error:#}");
            ExitCode::from(USAGE)
        }
    }
}

fn run(command: Command) -> anyhow::Result<u8> {
    match command {
        Command::Code(options) => code::run(&options),
        Command::CodeShard(options) => shard::run(&options),
        Command::Parse { files } => texts::parse(&files),
        Command::Explain { file, id, date } => texts::explain(&file, &id, date),
        Command::Check { data } => check::run(data.as_deref()),
        Command::Codebook { kind } => codebook::run(kind.as_deref()).map(|()| DONE),
        Command::Eval { folder, only, errors, format } => texts::eval(&folder, &only, errors, format),
        Command::Store(command) => store_commands::run(command),
        Command::Schema => texts::schema(),
        Command::Man => Ok(clap_mangen::Man::new(Cli::command()).render(&mut io::stdout()).map(|()| DONE)?),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "annals", &mut io::stdout());
            Ok(DONE)
        }
    }
}

/// Whoever reads our output may stop whenever he likes.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| {
        let plain = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        plain.or_else(|| cause.downcast_ref::<serde_json::Error>()?.io_error_kind())
    };
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}
