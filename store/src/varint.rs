//! Numbers of as many bytes as they need: seven bits a byte, lowest first, as in postcard.

/// Most bytes of a number.
const MOST: usize = 10;

/// Appends a number.
pub fn write(to: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        to.push((number as u8 & 0x7f) | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// How many bytes a number takes.
#[must_use]
pub fn length(number: u64) -> usize {
    let bits = u64::BITS.saturating_sub(number.leading_zeros()).max(1);
    bits.div_ceil(7) as usize
}

/// Reads a number and moves on; none if there is none.
pub fn read(from: &mut &[u8]) -> Option<u64> {
    let mut number: u64 = 0;
    for (at, byte) in (0_u32..).zip(from.iter().take(MOST)) {
        let bits = u64::from(byte & 0x7f);
        let shifted = bits.checked_shl(at.saturating_mul(7))?;
        if shifted.checked_shr(at.saturating_mul(7)) != Some(bits) {
            return None;
        }
        number |= shifted;
        if byte & 0x80 == 0 {
            *from = from.get((at as usize).saturating_add(1)..)?;
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back() {
        for number in [0, 1, 127, 128, 16_383, 16_384, u64::from(u32::MAX), u64::MAX - 1, u64::MAX] {
            let mut bytes = Vec::new();
            write(&mut bytes, number);
            assert_eq!(bytes.len(), length(number), "{number}");
            let mut rest = bytes.as_slice();
            assert_eq!((read(&mut rest), rest.len()), (Some(number), 0));
        }
        for bad in [
            &[][..],
            &[0x80][..],
            &[0xff; 11][..],
            &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2][..],
        ] {
            assert_eq!(read(&mut &*bad), None);
        }
    }
}
