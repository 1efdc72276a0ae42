//! Looking up departments and roles by name.

/// Names with the row that bears each; where two rows bear the same name, the first one's.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    /// At the place of its hash or behind it: a name and its row. At least half of the places are free.
    places: Vec<Option<(Box<str>, u32)>>,
}

impl Names {
    /// Of rows with two names each; an empty one is none.
    pub(crate) fn new(rows: impl Iterator<Item = [String; 2]>) -> Self {
        let named = rows.zip(0_u32..).flat_map(|(names, row)| names.map(|name| (name, row)));
        let named: Vec<(String, u32)> = named.filter(|(name, _)| !name.is_empty()).collect();
        let size = named.len().saturating_mul(2).checked_next_power_of_two().unwrap_or(1).max(2);
        let mut names = Self { places: vec![None; size] };
        for (name, row) in named {
            let Some(place) = names.place(&name) else { continue };
            if let Some(slot @ None) = names.places.get_mut(place) {
                *slot = Some((name.into_boxed_str(), row));
            }
        }
        names
    }

    /// The first row that bears a name.
    #[inline]
    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        if name.is_empty() {
            return None;
        }
        let place = self.place(name)?;
        self.places.get(place)?.as_ref().map(|(_, row)| *row)
    }

    /// Where a name stands, or would stand.
    #[inline]
    fn place(&self, name: &str) -> Option<usize> {
        let mask = self.places.len().checked_sub(1)?;
        let mut place = usize::try_from(hash(name.as_bytes())).ok()? & mask;
        for _ in 0..=mask {
            match self.places.get(place)? {
                Some((found, _)) if **found != *name => place = place.wrapping_add(1) & mask,
                _ => return Some(place),
            }
        }
        None
    }
}

/// Spreads names over places; nothing else depends on it. Looks at the length, and at the first and the last 8 bytes: names
/// that differ only in the middle of it are told apart where they stand.
#[inline]
fn hash(bytes: &[u8]) -> u64 {
    const MIX: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut hash = u64::try_from(bytes.len()).unwrap_or(0);
    let mut add = |part: u64| hash = (hash ^ part).wrapping_mul(MIX);
    if let Some((first, last)) = bytes.first_chunk::<8>().zip(bytes.last_chunk::<8>()) {
        add(u64::from_le_bytes(*first));
        add(u64::from_le_bytes(*last));
    } else if let Some((first, last)) = bytes.first_chunk::<4>().zip(bytes.last_chunk::<4>()) {
        add(u64::from(u32::from_le_bytes(*first)));
        add(u64::from(u32::from_le_bytes(*last)));
    } else {
        bytes.iter().for_each(|byte| add(u64::from(*byte)));
    }
    (hash ^ (hash >> 32)).wrapping_mul(MIX) >> 33
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        let rows: Vec<[String; 2]> = (0..300).map(|n| [format!("第{n}局"), format!("{}", n % 7)]).collect();
        let names = Names::new(rows.clone().into_iter());
        for (row, [name, short]) in rows.iter().enumerate() {
            assert_eq!(names.find(name), u32::try_from(row).ok());
            assert_eq!(names.find(short), u32::try_from(row % 7).ok(), "the first that bears it");
        }
        assert_eq!(names.find(""), None);
        assert_eq!(names.find("第300局"), None);
        assert_eq!(Names::new(std::iter::empty()).find("甲"), None);
    }
}
