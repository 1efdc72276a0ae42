//! The files of a store as a machine that loses its power leaves them.

use crate::dice::Dice;
use std::io;
use std::path::{Path, PathBuf};

/// What a disk writes whole or not at all.
const SECTOR: usize = 512;

/// A store in a folder.
#[derive(Clone, Debug)]
pub struct Disk {
    file: PathBuf,
}

/// What stands in its files: the main file, and the write-ahead log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    main: Vec<u8>,
    log: Vec<u8>,
}

impl Disk {
    /// The store with this file.
    #[must_use]
    pub fn new(file: PathBuf) -> Self {
        Self { file }
    }

    /// The main file.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }

    fn beside(&self, suffix: &str) -> PathBuf {
        let mut name = self.file.as_os_str().to_owned();
        name.push(suffix);
        name.into()
    }

    /// What stands in the files now.
    ///
    /// # Errors
    /// Those of the system.
    pub fn image(&self) -> io::Result<Image> {
        let read = |path: &Path| match std::fs::read(path) {
            Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
            other => other,
        };
        Ok(Image { main: read(&self.file)?, log: read(&self.beside("-wal"))? })
    }

    /// Puts an image in place of what is there; nobody may have the store open.
    ///
    /// # Errors
    /// Those of the system.
    pub fn restore(&self, image: &Image) -> io::Result<()> {
        for suffix in ["-shm", "-wal"] {
            match std::fs::remove_file(self.beside(suffix)) {
                Err(why) if why.kind() != io::ErrorKind::NotFound => return Err(why),
                _ => {}
            }
        }
        std::fs::write(&self.file, &image.main)?;
        if !image.log.is_empty() {
            std::fs::write(self.beside("-wal"), &image.log)?;
        }
        Ok(())
    }
}

/// Where the power went during one commit that leads from one image to another.
///
/// A commit appends to the log, or begins the log anew, and syncs it; only then may the main file be written to, of which
/// the log has everything until that is synced as well. So either the main file is as it was and any of the sectors of
/// the log have arrived, or the log is whole and any of those of the main file have.
#[must_use]
pub fn torn(before: &Image, after: &Image, dice: &mut Dice) -> Image {
    if before.main == after.main || dice.percent(50) {
        return Image { main: before.main.clone(), log: mixed(&before.log, &after.log, dice) };
    }
    Image { main: mixed(&before.main, &after.main, dice), log: after.log.clone() }
}

/// Some sectors of the one, some of the other: none, those up to a point, all but some, or any.
fn mixed(before: &[u8], after: &[u8], dice: &mut Dice) -> Vec<u8> {
    let changed = |at: usize| before.chunks(SECTOR).nth(at) != after.chunks(SECTOR).nth(at);
    let sectors: Vec<usize> = (0..after.len().div_ceil(SECTOR)).filter(|at| changed(*at)).collect();
    let (how, up_to) = (dice.below(5), dice.below(sectors.len() + 1));
    let mut bytes = before.to_vec();
    for (n, at) in sectors.iter().enumerate() {
        let arrived = match how {
            0 => false,
            1 | 2 => n < up_to,
            3 => dice.percent(85),
            _ => dice.percent(40),
        };
        let from = at * SECTOR;
        let to = after.len().min(from + SECTOR);
        if arrived {
            // What lies before a sector that has arrived and was never written reads as zeros.
            bytes.resize(bytes.len().max(to), 0);
            bytes[from..to].copy_from_slice(&after[from..to]);
        }
    }
    // A file that became shorter did so at once.
    if after.len() < before.len() && dice.percent(50) {
        bytes.truncate(after.len());
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_image_is_made_of_sectors_of_both() {
        let image =
            |byte: u8, log: usize| Image { main: vec![byte; 4 * SECTOR], log: vec![byte; log * SECTOR] };
        let (before, after) = (image(1, 3), image(2, 9));
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..200 {
            let Image { main, log } = torn(&before, &after, &mut Dice::new(seed));
            assert!(main == before.main || log == after.log, "the main file is written behind a whole log");
            for sector in main.chunks(SECTOR).chain(log.chunks(SECTOR)) {
                assert!(sector.iter().all(|byte| *byte == sector[0]) && sector[0] <= 2);
                seen.insert(sector[0]);
            }
        }
        assert_eq!(seen.into_iter().collect::<Vec<_>>(), [0, 1, 2]);
    }
}
