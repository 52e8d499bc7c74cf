//! Flags of `annals serve` and `annals demo`.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;

use super::StorePath;

/// Flags of `annals demo`.
#[derive(Args)]
pub struct DemoOptions {
    /// The store to fill; a temporary one if not given
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
    #[command(flatten)]
    pub server: ServerOptions,
}

/// Flags of `annals serve`.
#[derive(Args)]
pub struct ServeOptions {
    #[command(flatten)]
    pub store: StorePath,
    #[command(flatten)]
    pub server: ServerOptions,
}

/// How to serve.
#[derive(Args)]
pub struct ServerOptions {
    /// Address and port to listen on; port 0 takes any that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// What must be shown to add reviews and, beyond this machine, to see anything; made up if not given
    #[arg(long, env = "ANNALS_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// A name by which the server is called, beside addresses and `localhost`
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// Open the page in the browser
    #[arg(long)]
    pub open: bool,
}
