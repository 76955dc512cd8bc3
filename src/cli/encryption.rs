//! Encryption in the age format (age-encryption.org/v1), with a passphrase or for recipients.

use crate::cli::{Context, Failure, safe};
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Encryptor, Identity, IdentityFile, Recipient, scrypt, x25519};
use clap::Args;
use std::fs::File;
use std::io::{self, BufRead, BufReader, IsTerminal as _, Read, Write as _};
use std::path::{Path, PathBuf};

/// The first bytes of every encrypted file.
pub(super) const HEADER: &[u8] = b"age-encryption.org/v1\n";
/// How many bytes of a passphrase file are read.
const LONGEST: u64 = 4096;

/// How what is written is encrypted.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct EncryptArgs {
    /// Encrypt with a passphrase, or for the recipients in config.toml (age format)
    #[arg(long)]
    encrypt: bool,
    /// Encrypt for this recipient (age1...); repeat for more
    #[arg(long, value_name = "AGE1...")]
    recipient: Vec<String>,
    /// Read the passphrase from the first line of this file
    #[arg(long, value_name = "PATH", conflicts_with = "recipient")]
    passphrase_file: Option<PathBuf>,
}

/// How what is read is decrypted. That it is encrypted, its content says.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct DecryptArgs {
    /// The file with your age key, for a file encrypted for a recipient
    #[arg(long, value_name = "PATH")]
    identity: Option<PathBuf>,
    /// Read the passphrase of an encrypted file from the first line of this file
    #[arg(long, value_name = "PATH")]
    passphrase_file: Option<PathBuf>,
    /// The passphrase, where it was asked for before.
    #[arg(skip)]
    known: Option<SecretString>,
}

/// How the files of a sync are encrypted and decrypted: with one passphrase, or for keys.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct SyncKeyArgs {
    /// Encrypt this computer's file with a passphrase, or for the recipients in config.toml (age format)
    #[arg(long)]
    encrypt: bool,
    /// Encrypt for this recipient (age1...); repeat for more
    #[arg(long, value_name = "AGE1...")]
    recipient: Vec<String>,
    /// The file with your age key, for files encrypted for a recipient
    #[arg(long, value_name = "PATH")]
    identity: Option<PathBuf>,
    /// Read the passphrase from the first line of this file
    #[arg(long, value_name = "PATH")]
    passphrase_file: Option<PathBuf>,
}

/// What is needed to open an encrypted file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    /// A passphrase.
    Passphrase,
    /// The private key of a recipient.
    Keys,
}

/// What is needed to open the file at `path`; `None` if it is not encrypted or cannot be read.
pub(super) fn lock_of(path: &Path) -> Option<Lock> {
    let mut head = Vec::new();
    // Reading a pipe could block forever.
    if !std::fs::metadata(path).ok()?.is_file() {
        return None;
    }
    let file = File::open(path).ok()?;
    file.take(128).read_to_end(&mut head).ok()?;
    let stanza = head.strip_prefix(HEADER)?;
    Some(if stanza.starts_with(b"-> scrypt ") {
        Lock::Passphrase
    } else {
        Lock::Keys
    })
}

impl SyncKeyArgs {
    /// The keys to decrypt the files of a folder, which need these `locks`, and the key to encrypt this computer's own
    /// file, if any. A file that was encrypted stays encrypted.
    pub(super) fn keys(
        &self,
        locks: &[Lock],
        own: Option<Lock>,
        context: &Context<'_>,
    ) -> Result<(DecryptArgs, Option<Key>), Failure> {
        let named = !self.recipient.is_empty();
        let asks = self.encrypt || named || self.passphrase_file.is_some();
        let stays = own == Some(Lock::Passphrase) && !self.encrypt;
        let recipients = match (named, self.passphrase_file.is_some() || stays) {
            (true, _) => self.recipient.as_slice(),
            (false, true) => &[],
            (false, false) => &context.config.encrypt_to,
        };
        if !asks && own == Some(Lock::Keys) && recipients.is_empty() {
            let text = "This computer's file is encrypted for a key. Add --recipient AGE1..., or \
                encrypt_to in config.toml.";
            return Err(Failure::usage(text));
        }
        let encrypts = asks || own.is_some();
        let passphrase = match &self.passphrase_file {
            Some(path) => Some(from_file(path)?),
            None if locks.contains(&Lock::Passphrase) => {
                Some(asked("Passphrase of the shared folder: ")?)
            }
            None if encrypts && recipients.is_empty() => Some(asked_twice()?),
            None => None,
        };
        let key = match (&passphrase, recipients) {
            _ if !encrypts => None,
            (Some(passphrase), []) => Some(Key::Passphrase(passphrase.clone())),
            (_, recipients) => Some(Key::Recipients(parsed(recipients)?)),
        };
        let decrypt = DecryptArgs {
            identity: self.identity.clone(),
            passphrase_file: None,
            known: passphrase,
        };
        Ok((decrypt, key))
    }
}

/// Why an encrypted file was not opened.
pub(super) enum Unopened {
    /// The passphrase or key is missing or wrong.
    Key(Failure),
    /// It is cut short, damaged, or of an unknown kind.
    Damaged(Failure),
}

impl From<Unopened> for Failure {
    fn from(unopened: Unopened) -> Self {
        match unopened {
            Unopened::Key(failure) | Unopened::Damaged(failure) => failure,
        }
    }
}

fn parsed(recipients: &[String]) -> Result<Vec<x25519::Recipient>, Failure> {
    let read = |text: &String| {
        text.parse::<x25519::Recipient>().map_err(|_| {
            let text = safe(&text.chars().take(20).collect::<String>());
            Failure::usage(format!(
                "\"{text}\" isn't an age recipient. Recipients start with age1."
            ))
        })
    };
    recipients.iter().map(read).collect()
}

impl EncryptArgs {
    /// Whether encryption was requested.
    pub(super) const fn is_given(&self) -> bool {
        self.encrypt || !self.recipient.is_empty() || self.passphrase_file.is_some()
    }

    /// Asks for a passphrase or parses the recipients once, before the work starts.
    pub(super) fn key(&self, context: &Context<'_>) -> Result<Key, Failure> {
        let named = &self.recipient;
        let usual = &context.config.encrypt_to;
        let recipients = match (named.is_empty(), &self.passphrase_file) {
            (false, _) => named,
            (true, None) => usual,
            (true, Some(_)) => &Vec::new(),
        };
        if recipients.is_empty() {
            let passphrase = match &self.passphrase_file {
                Some(path) => from_file(path)?,
                None => asked_twice()?,
            };
            return Ok(Key::Passphrase(passphrase));
        }
        Ok(Key::Recipients(parsed(recipients)?))
    }
}

/// The work factor of passphrases in debug builds, as a power of two.
const TEST_WORK_FACTOR: u8 = 8;

/// The key for encrypting.
pub(super) enum Key {
    /// A passphrase.
    Passphrase(SecretString),
    /// The public keys of the recipients.
    Recipients(Vec<x25519::Recipient>),
}

impl Key {
    /// Encrypts `bytes`.
    pub(super) fn encrypt(&self, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
        let failed = |error: &dyn std::fmt::Display| {
            Failure::runtime(format!("Couldn't encrypt: {error}. Nothing was written."))
        };
        let encryptor = match self {
            // Guessing a passphrase is made expensive, a second on this computer. Tests needn't wait for it.
            Self::Passphrase(passphrase) if cfg!(debug_assertions) => {
                let mut recipient = scrypt::Recipient::new(passphrase.clone());
                recipient.set_work_factor(TEST_WORK_FACTOR);
                let one = std::iter::once(&recipient as &dyn Recipient);
                Encryptor::with_recipients(one).map_err(|error| failed(&error))?
            }
            Self::Passphrase(passphrase) => Encryptor::with_user_passphrase(passphrase.clone()),
            Self::Recipients(recipients) => {
                let recipients = recipients.iter().map(|one| one as &dyn Recipient);
                Encryptor::with_recipients(recipients).map_err(|error| failed(&error))?
            }
        };
        let mut encrypted = Vec::with_capacity(bytes.len() + 1024);
        let mut writer = encryptor
            .wrap_output(&mut encrypted)
            .map_err(|error| failed(&error))?;
        writer
            .write_all(bytes)
            .and_then(|()| writer.finish().map(drop))
            .map_err(|error| failed(&error))?;
        Ok(encrypted)
    }
}

impl DecryptArgs {
    /// The decrypted contents of a file called `name`. They must be read to the end, because a truncated file is
    /// detected only there.
    pub(super) fn open(&self, file: File, name: &str) -> Result<impl Read + use<>, Unopened> {
        let failed = |error: DecryptError| {
            let (why, wrap): (_, fn(Failure) -> Unopened) = match error {
                DecryptError::NoMatchingKeys if self.identity.is_some() => {
                    ("this key doesn't open it", Unopened::Key)
                }
                DecryptError::DecryptionFailed | DecryptError::NoMatchingKeys => {
                    ("wrong passphrase", Unopened::Key)
                }
                DecryptError::ExcessiveWork { .. } => {
                    ("checking its passphrase would take too long", Unopened::Key)
                }
                _ => (
                    "it's cut short, damaged, or another kind of age file",
                    Unopened::Damaged,
                ),
            };
            wrap(Failure::runtime(format!(
                "Couldn't open {name}: {why}. Nothing was changed."
            )))
        };
        let decryptor = Decryptor::new_buffered(BufReader::new(file)).map_err(failed)?;
        if decryptor.is_scrypt() {
            let passphrase = match (&self.known, &self.passphrase_file) {
                (Some(passphrase), _) => Ok(passphrase.clone()),
                (None, Some(path)) => from_file(path),
                (None, None) => asked(&format!("Passphrase for {name}: ")),
            };
            let identity = scrypt::Identity::new(passphrase.map_err(Unopened::Key)?);
            let one = std::iter::once(&identity as &dyn Identity);
            return decryptor.decrypt(one).map_err(failed);
        }
        let Some(path) = &self.identity else {
            let text = format!(
                "{name} is encrypted for a key. Add the file with that key: --identity PATH"
            );
            return Err(Unopened::Key(Failure::usage(text)));
        };
        let identities = identities(path).map_err(Unopened::Key)?;
        let all = identities.iter().map(|one| &**one as &dyn Identity);
        decryptor.decrypt(all).map_err(failed)
    }
}

fn identities(path: &Path) -> Result<Vec<Box<dyn Identity + Send + Sync>>, Failure> {
    let shown = safe(&path.display().to_string());
    let unread = |why: String| Failure::runtime(format!("Couldn't read {shown}: {why}."));
    let file = File::open(path).map_err(|error| unread(crate::fs::cause(&error)))?;
    IdentityFile::from_buffer(BufReader::new(file))
        .map_err(|_| unread("it isn't a file with age keys".to_owned()))?
        .into_identities()
        .map_err(|_| unread("it isn't a file with age keys".to_owned()))
}

/// Reads the passphrase from the first line of a file.
fn from_file(path: &Path) -> Result<SecretString, Failure> {
    let shown = safe(&path.display().to_string());
    let mut line = String::new();
    let read =
        File::open(path).and_then(|file| BufReader::new(file.take(LONGEST)).read_line(&mut line));
    if let Err(error) = read {
        let why = crate::fs::cause(&error);
        return Err(Failure::runtime(format!("Couldn't read {shown}: {why}.")));
    }
    let passphrase = line.trim_end_matches(['\r', '\n']).to_owned();
    if passphrase.is_empty() {
        return Err(Failure::usage(format!(
            "{shown} has no passphrase in its first line. Add one."
        )));
    }
    Ok(SecretString::from(passphrase))
}

/// Asks on the terminal without echo; does not read standard input.
fn asked(question: &str) -> Result<SecretString, Failure> {
    if !io::stderr().is_terminal() {
        let text = "Not in a terminal, so firstline can't ask for the passphrase. Add \
            --passphrase-file PATH.";
        return Err(Failure::usage(text));
    }
    // Before the question is there to be answered: it may be answered at once.
    #[cfg(unix)]
    let _unseen = Unseen::begin();
    let answer = rpassword::prompt_password(question);
    let answer =
        answer.map_err(|_| Failure::runtime("No passphrase given. Nothing was changed."))?;
    if answer.is_empty() {
        return Err(Failure::usage("No passphrase given. Nothing was changed."));
    }
    Ok(SecretString::from(answer))
}

/// A terminal that doesn't show what is typed; shows it again when dropped.
#[cfg(unix)]
struct Unseen(File, rustix::termios::Termios);

#[cfg(unix)]
impl Unseen {
    fn begin() -> Option<Self> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let terminal = File::open("/dev/tty").ok()?;
        let found = tcgetattr(&terminal).ok()?;
        let mut modes = found.clone();
        modes.local_modes.remove(LocalModes::ECHO);
        tcsetattr(&terminal, OptionalActions::Now, &modes).ok()?;
        Some(Self(terminal, found))
    }
}

#[cfg(unix)]
impl Drop for Unseen {
    fn drop(&mut self) {
        let now = rustix::termios::OptionalActions::Now;
        let _ = rustix::termios::tcsetattr(&self.0, now, &self.1);
    }
}

fn asked_twice() -> Result<SecretString, Failure> {
    use age::secrecy::ExposeSecret as _;
    let one = asked("Passphrase: ")?;
    let other = asked("Once more: ")?;
    if one.expose_secret() == other.expose_secret() {
        Ok(one)
    } else {
        let text = "The two passphrases differ. Nothing was written.";
        Err(Failure::usage(text))
    }
}
