//! The locations of the database and the config file: the XDG folders, on macOS too.

use crate::environment::Environment;
use color_eyre::eyre::{Result, WrapErr as _};
use etcetera::AppStrategy as _;
use std::path::{Path, PathBuf};

/// The files in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paths {
    /// The database.
    pub db: PathBuf,
    /// The config file, which may not exist.
    pub config: PathBuf,
}

impl Paths {
    /// The files from the command line, otherwise from the environment, otherwise the defaults.
    pub fn find(
        db: Option<PathBuf>,
        config: Option<PathBuf>,
        environment: &Environment,
    ) -> Result<Self> {
        let db = db.or_else(|| environment.db.clone());
        let config = config.or_else(|| environment.config.clone());
        if let (Some(db), Some(config)) = (&db, &config) {
            return Ok(Self {
                db: db.clone(),
                config: config.clone(),
            });
        }
        let places = etcetera::choose_app_strategy(etcetera::AppStrategyArgs {
            top_level_domain: String::new(),
            author: String::new(),
            app_name: "firstline".to_owned(),
        })
        .wrap_err("No home folder was found. Name the files with --db and --config.")?;
        Ok(Self {
            db: db.unwrap_or_else(|| places.in_data_dir("firstline.db")),
            config: config.unwrap_or_else(|| places.in_config_dir("config.toml")),
        })
    }
}

/// The home folder; `otherwise` if it is unknown.
pub fn home(otherwise: &Path) -> PathBuf {
    etcetera::home_dir().unwrap_or_else(|_| otherwise.to_owned())
}
