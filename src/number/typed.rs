//! How a typed decimal is read: as people write it, and never as anything it does not say.
//! May import its parent `number` alone. Read next: `rubric`.

use super::{Exact, Repr, UNIT};

/// The most digits before the decimal point a typed number may have.
pub const MAX_WHOLE_DIGITS: usize = 12;
/// The most digits after the decimal point a typed number may have.
pub const MAX_PLACES: usize = 6;

/// Why a typed text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedError {
    /// There is something in it that is no part of a number.
    NotANumber,
    /// More than [`MAX_WHOLE_DIGITS`] digits before the point.
    TooLarge,
    /// More than [`MAX_PLACES`] digits after the point.
    TooManyPlaces,
}

/// Reads a decimal as people type it: full-width digits of a Chinese input method, thousands separators,
/// a leading `¥` and blanks at the ends are understood. An empty text is `Ok(None)`: blank is not zero.
///
/// # Errors
/// [`TypedError::NotANumber`], [`TypedError::TooLarge`] or [`TypedError::TooManyPlaces`], as named there.
///
/// ```
/// use gongping::number::{parse_typed, Exact};
/// assert_eq!(parse_typed("１８６，０００.５０"), Ok(Exact::fraction(372_001, 2)));
/// assert_eq!(parse_typed("  "), Ok(None));
/// assert!(parse_typed("12a").is_err());
/// ```
pub fn parse_typed(text: &str) -> Result<Option<Exact>, TypedError> {
    if let Some(value) = plain_whole(text) {
        return Ok(Some(value));
    }
    let text = text.trim();
    let text = text.strip_prefix(['¥', '￥']).unwrap_or(text).trim_start();
    if text.is_empty() {
        return Ok(None);
    }
    let mut negative = false;
    let (mut whole_digits, mut places, mut digits, mut seen_point) = (0_usize, 0_usize, 0_i64, false);
    let mut any = false;
    // Thousands separators must stand three digits apart, or a comma meant as a decimal point would make 15 of 1,5.
    let (mut separated, mut run) = (false, 0_usize);
    for (at, character) in text.chars().enumerate() {
        match narrow(character) {
            '-' if at == 0 => negative = true,
            '+' if at == 0 => {}
            '.' if !seen_point => seen_point = true,
            ',' if !seen_point && (run == 3 || (!separated && (1..3).contains(&run))) => {
                (separated, run) = (true, 0);
            }
            digit @ '0'..='9' => {
                any = true;
                if seen_point {
                    places += 1;
                } else {
                    run += 1;
                    whole_digits += usize::from(whole_digits > 0 || digit != '0');
                }
                if whole_digits > MAX_WHOLE_DIGITS {
                    return Err(TypedError::TooLarge);
                }
                if places > MAX_PLACES {
                    return Err(TypedError::TooManyPlaces);
                }
                // At most 18 digits get here, which an i64 holds.
                digits = digits * 10 + i64::from(digit as u32 - '0' as u32);
            }
            _ => return Err(TypedError::NotANumber),
        }
    }
    if !any || (separated && run != 3) {
        return Err(TypedError::NotANumber);
    }
    let millionths = (places..MAX_PLACES).fold(digits, |value, _| value * 10);
    Ok(Some(Exact(Repr::Decimal(if negative { -millionths } else { millionths }))))
}

/// A bare whole number, which most facts are, read without looking for signs, separators and wide digits.
fn plain_whole(text: &str) -> Option<Exact> {
    if text.is_empty() || text.len() > MAX_WHOLE_DIGITS {
        return None;
    }
    // At most 12 digits get here, whose millionths an i64 holds.
    let value = text
        .bytes()
        .try_fold(0_i64, |value, byte| byte.is_ascii_digit().then(|| value * 10 + i64::from(byte - b'0')))?;
    Some(Exact(Repr::Decimal(value * UNIT)))
}

/// The ASCII form of a full-width digit or sign.
fn narrow(character: char) -> char {
    match character {
        '０'..='９' => char::from_u32(character as u32 - '０' as u32 + '0' as u32).unwrap_or(character),
        '．' | '。' => '.',
        '，' => ',',
        '－' | '−' => '-',
        '＋' => '+',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        Exact::parse_canonical(text).unwrap()
    }

    #[track_caller]
    fn check_typed(text: &str, expected: Result<Option<&str>, TypedError>) {
        assert_eq!(parse_typed(text), expected.map(|value| value.map(exact)));
    }

    #[test]
    fn typed_numbers_are_read_as_people_write_them() {
        check_typed("", Ok(None));
        check_typed("0", Ok(Some("0")));
        check_typed("0.60", Ok(Some("0.6")));
        check_typed("¥186,000.00", Ok(Some("186000")));
        check_typed("９１", Ok(Some("91")));
        check_typed("-3", Ok(Some("-3")));
        check_typed("5.", Ok(Some("5")));
        check_typed("1,234,567.5", Ok(Some("1234567.5")));
        check_typed("12，000", Ok(Some("12000")));
        check_typed("999999999999.999999", Ok(Some("999999999999.999999")));
    }

    #[test]
    fn a_bare_whole_number_is_read_as_with_a_sign() {
        for text in ["0", "7", "007", "999999999999", "000000000001", "1000000000000", "0000000000001"] {
            assert_eq!(parse_typed(text), parse_typed(&format!("+{text}")));
        }
    }

    #[test]
    fn a_comma_that_separates_no_thousands_is_refused() {
        for text in ["1,5", "2，5", "1,", ",5", "1,2,3", "1,,234", "1234,567", "18,6000", "1,23.4", "12,34"]
        {
            check_typed(text, Err(TypedError::NotANumber));
        }
    }

    #[test]
    fn what_is_no_number_is_refused_and_never_becomes_zero() {
        for text in ["a", "1a", "--1", "1.2.3", "-", ".", "1e5", "NaN", "∞", "1,", "一百"] {
            check_typed(text, Err(TypedError::NotANumber));
        }
        check_typed("1234567890123", Err(TypedError::TooLarge));
        check_typed("0.1234567", Err(TypedError::TooManyPlaces));
    }
}
