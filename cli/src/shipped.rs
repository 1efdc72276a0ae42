//! The bundles that travel inside the binary, for `demo`.

use lianban_compiler::Host;
use lianban_runtime::time::CalendarData;

/// Path inside the repository, and text.
pub const BUNDLES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/bundles.rs"));

/// A host that holds the shipped bundles and nothing else.
pub struct Shipped {
    /// The calendar of this run.
    pub calendar: CalendarData,
}

impl Host for Shipped {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let found = BUNDLES.iter().find(|(name, _)| *name == path);
        found.map(|(_, text)| text.as_bytes().to_vec()).ok_or_else(|| format!("没有自带 {path}"))
    }

    fn calendar(&self) -> CalendarData {
        self.calendar.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::BUNDLES;
    use std::path::Path;

    #[test]
    fn every_bundle_of_the_repository_is_shipped() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let found =
            crate::paths::bundles(&[root.join("bundles")]).map_err(|failure| failure.message).unwrap();
        let found: Vec<String> =
            found.iter().map(|path| crate::files::shown(path.strip_prefix(&root).unwrap())).collect();
        let shipped: Vec<&str> = BUNDLES.iter().map(|(name, _)| *name).collect();
        assert_eq!(found, shipped);
    }
}
