//! A store that is made to fail, by a seed: power that goes at any write, torn sectors, a full disk, writes of which
//! nobody hears whether they succeeded; and hosts that send events twice, too late and out of order, and whose clock goes
//! back. Demanded is safety — what was acknowledged is there, once, and nothing else; `verify` finds nothing; a case stands
//! where its events lead — and, once the faults have ended, progress: every case comes to its end.

mod disk;
mod ending;
mod faulty;
mod model;
mod office;
mod recovery;
mod tally;

pub use disk::{Disk, Image, torn};
pub use faulty::{Faults, Faulty};
pub use office::run;
pub use tally::Tally;

use std::path::Path;

/// Runs the store of a seed in a new folder beside others, which is taken away if everything holds.
///
/// # Errors
/// What does not hold, and where the store is.
pub fn in_folder(seed: u64, turns: usize, beside: &Path) -> Result<Tally, String> {
    let folder = beside.join(format!("lianban-faults-{}-{seed}", std::process::id()));
    let place = |why: String| format!("{why} ({})", folder.display());
    std::fs::create_dir_all(&folder).map_err(|why| place(why.to_string()))?;
    let tally = run(seed, turns, &folder).map_err(place)?;
    std::fs::remove_dir_all(&folder).map_err(|why| place(why.to_string()))?;
    Ok(tally)
}
