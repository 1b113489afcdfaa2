//! An entry inflated piece by piece, with every byte counted while it comes: no entry gets to hold more than it says,
//! than any entry may, or than a hundred times what it takes in the archive.
//! May import this module's `error` and `checksum`. Read next: `writing`.

use miniz_oxide::inflate::stream::{InflateState, inflate};
use miniz_oxide::{DataFormat, MZFlush, MZStatus};
use sha2::{Digest, Sha256};

use super::super::error::PackageError;
use super::super::{RATIO_LIMIT, hexadecimal};
use super::checksum::Checksum;
use super::{END, ENTRY, Entry};
use crate::json::shown;

/// How many bytes are inflated at a time.
const PIECE: usize = 32 * 1024;

impl Entry<'_> {
    /// All its bytes.
    ///
    /// # Errors
    /// As for [`Entry::digest`].
    pub(in super::super) fn read(&self) -> Result<Vec<u8>, PackageError> {
        let mut all = Vec::new();
        self.pour(|piece| all.extend_from_slice(piece))?;
        Ok(all)
    }

    /// SHA-256 of its bytes, in hexadecimal. Never holds more than a piece of them.
    ///
    /// # Errors
    /// `Ratio`, `WrongSize`, `Damaged` or `Nested`, with its name.
    pub(in super::super) fn digest(&self) -> Result<String, PackageError> {
        let mut digest = Sha256::new();
        self.pour(|piece| digest.update(piece))?;
        Ok(hexadecimal(&digest.finalize()))
    }

    /// Hands its bytes on, piece by piece.
    fn pour(&self, mut into: impl FnMut(&[u8])) -> Result<(), PackageError> {
        let entry = || shown(self.name);
        let (mut count, mut checksum) = (0_u64, Checksum::new());
        let most = (self.data.len() as u64).saturating_mul(RATIO_LIMIT);
        let mut take = |piece: &[u8]| {
            if count == 0 && (piece.starts_with(ENTRY) || piece.starts_with(END)) {
                return Err(PackageError::Nested { entry: entry() });
            }
            count = count.saturating_add(piece.len() as u64);
            if count > self.size {
                return Err(PackageError::WrongSize { entry: entry() });
            }
            if count > most {
                return Err(PackageError::Ratio { entry: entry(), limit: RATIO_LIMIT });
            }
            checksum.add(piece);
            into(piece);
            Ok(())
        };
        let left = if self.is_deflated { self.inflate(&mut take)? } else { take(self.data).map(|()| 0)? };
        if count != self.size || left > 0 {
            return Err(PackageError::WrongSize { entry: entry() });
        }
        if checksum.value() != self.checksum {
            return Err(PackageError::Damaged { entry: entry() });
        }
        Ok(())
    }

    /// Inflates the entry and says how many bytes are left behind the end of the stream.
    fn inflate(
        &self,
        take: &mut dyn FnMut(&[u8]) -> Result<(), PackageError>,
    ) -> Result<usize, PackageError> {
        let damaged = || PackageError::Damaged { entry: shown(self.name) };
        let mut state = InflateState::new_boxed(DataFormat::Raw);
        let (mut piece, mut rest) = (vec![0; PIECE], self.data);
        loop {
            let step = inflate(&mut state, rest, &mut piece, MZFlush::None);
            rest = rest.get(step.bytes_consumed..).ok_or_else(damaged)?;
            take(piece.get(..step.bytes_written).ok_or_else(damaged)?)?;
            match step.status {
                Ok(MZStatus::StreamEnd) => return Ok(rest.len()),
                Ok(_) if step.bytes_consumed > 0 || step.bytes_written > 0 => {}
                _ => return Err(damaged()),
            }
        }
    }
}
