//! The checksum of an archive's entries: CRC-32 with the polynomial of ISO 3309, lowest bit first. It finds what a
//! transfer damaged; against what somebody changed on purpose stand the digests of the manifest.
//! Imports nothing. Read next: `inflating`.

/// A checksum in the making.
#[derive(Debug, Clone, Copy)]
pub(super) struct Checksum(u32);

/// What each value of the lowest byte leaves.
const TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte: u32 = 0;
    let mut rest = table.as_mut_slice();
    while let Some((first, others)) = rest.split_first_mut() {
        let mut value = byte;
        let mut bit = 0;
        while bit < 8 {
            value = if value & 1 == 1 { 0xEDB8_8320 ^ (value >> 1) } else { value >> 1 };
            bit += 1;
        }
        *first = value;
        byte += 1;
        rest = others;
    }
    table
}

impl Checksum {
    /// That of no bytes.
    pub(super) fn new() -> Self {
        Self(!0)
    }

    /// Takes more bytes in.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |sum, byte| {
            let [lowest, ..] = sum.to_le_bytes();
            TABLE.get(usize::from(lowest ^ byte)).copied().unwrap_or_default() ^ (sum >> 8)
        });
    }

    /// The checksum of all bytes.
    pub(super) fn value(self) -> u32 {
        !self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Checksum;

    #[test]
    fn the_checksum_is_the_one_of_the_standard() {
        // The check value of CRC-32/ISO-HDLC in Greg Cook's catalogue of checksums.
        let mut sum = Checksum::new();
        sum.add(b"12345");
        sum.add(b"6789");
        assert_eq!(sum.value(), 0xCBF4_3926);
        assert_eq!(Checksum::new().value(), 0);
    }
}
