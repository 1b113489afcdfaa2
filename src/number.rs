//! Exact numbers: fractions of unlimited size, the reading of typed decimals, and the one place that rounds.
//! No binary floating point anywhere. Imports nothing of this crate. Read next: `rubric`.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, One, Signed, ToPrimitive, Zero};

/// The most digits before the decimal point a typed number may have.
pub const MAX_WHOLE_DIGITS: usize = 12;
/// The most digits after the decimal point a typed number may have.
pub const MAX_PLACES: usize = 6;

/// An exact rational number. Equal values are equal whatever way they were computed.
///
/// Small values live in machine words; a result that does not fit moves to big integers by itself, so no
/// operation overflows.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Repr);

/// Invariant: `Big` holds only what does not fit `Small`, so equality of the representation is equality of value.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Small(Ratio<i64>),
    Big(Box<BigRational>),
}

impl Exact {
    /// Nought.
    pub const ZERO: Self = Self(Repr::Small(Ratio::new_raw(0, 1)));
    /// One.
    pub const ONE: Self = Self(Repr::Small(Ratio::new_raw(1, 1)));
    /// One hundred, the base of percentages.
    pub const HUNDRED: Self = Self(Repr::Small(Ratio::new_raw(100, 1)));

    /// The exact value `numerator / denominator`, or `None` for a denominator of zero.
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        Self::from(numerator).divided_by(&Self::from(denominator))
    }

    /// The exact quotient, or `None` where `divisor` is zero.
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        Some(match (&self.0, &divisor.0) {
            (Repr::Small(a), Repr::Small(b)) => match a.checked_div(b) {
                Some(quotient) => Self(Repr::Small(quotient)),
                None => Self::from_big(self.to_big() / divisor.to_big()),
            },
            _ => Self::from_big(self.to_big() / divisor.to_big()),
        })
    }

    /// Whether the value is exactly zero.
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Repr::Small(value) => *value.numer() == 0,
            Repr::Big(value) => value.is_zero(),
        }
    }

    /// Whether the value is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Small(value) => *value.numer() < 0,
            Repr::Big(value) => value.is_negative(),
        }
    }

    /// Whether the value is above zero.
    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    /// Whether the value has no fractional part.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Small(value) => *value.denom() == 1,
            Repr::Big(value) => value.is_integer(),
        }
    }

    /// Whether the value is a whole multiple of `grid`. A grid of zero allows everything.
    pub fn is_multiple_of(&self, grid: &Self) -> bool {
        self.divided_by(grid).is_none_or(|quotient| quotient.is_whole())
    }

    /// Whether the value can be written with at most that many decimal places, 0 to 18.
    pub fn fits_places(&self, places: u32) -> bool {
        match &self.0 {
            Repr::Small(value) if *value.denom() == 1 => true,
            Repr::Small(value) => 10_i64.pow(places.min(18)) % value.denom() == 0,
            Repr::Big(value) => (BigInt::from(10).pow(places.min(18)) % value.denom()).is_zero(),
        }
    }

    /// The smallest whole number not below the value.
    #[must_use]
    pub fn ceil(&self) -> Self {
        -(-self).floor()
    }

    /// The largest whole number not above the value.
    #[must_use]
    pub fn floor(&self) -> Self {
        match &self.0 {
            Repr::Small(value) => Self::from(value.numer().div_floor(value.denom())),
            Repr::Big(value) => Self::from_big(value.floor()),
        }
    }

    /// The smaller of the two.
    #[must_use]
    pub fn at_most(&self, limit: &Self) -> Self {
        if self > limit { limit.clone() } else { self.clone() }
    }

    /// The larger of the two.
    #[must_use]
    pub fn at_least(&self, limit: &Self) -> Self {
        if self < limit { limit.clone() } else { self.clone() }
    }

    /// The value as an `i64`, where it is a whole number that fits.
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Small(value) if *value.denom() == 1 => Some(*value.numer()),
            _ => None,
        }
    }

    /// The value rounded half up (away from zero) to `places` decimal places, 0 to 18, without trailing zeros.
    ///
    /// This is the only rounding in the product, and it is for reading only: nothing computes with its result.
    pub fn display(&self, places: u32) -> String {
        let text = self.display_fixed(places);
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    }

    /// As [`Exact::display`], with all `places` written out: `2.40`.
    pub fn display_fixed(&self, places: u32) -> String {
        let places = places.min(18);
        let scale = BigInt::from(10).pow(places);
        let value = self.to_big();
        let doubled = value.abs() * BigRational::from(&scale * BigInt::from(2)) + BigRational::one();
        let units = doubled.numer().div_floor(&(doubled.denom() * BigInt::from(2)));
        let (whole, part) = units.div_rem(&scale);
        let sign = if value.is_negative() && !units.is_zero() { "-" } else { "" };
        if places == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{part:0>width$}", width = places as usize)
        }
    }

    /// The value as an exact decimal where one of at most 18 places exists, else as a fraction `1/3`.
    ///
    /// [`Exact::parse_canonical`] reads it back to the same value.
    pub fn canonical(&self) -> String {
        let (numerator, denominator) = self.parts();
        let mut scale = BigInt::one();
        for places in 0..=18_u32 {
            if (&scale % &denominator).is_zero() {
                return self.display(places);
            }
            scale *= 10;
        }
        format!("{numerator}/{denominator}")
    }

    /// Reads what [`Exact::canonical`] writes: a plain decimal or `numerator/denominator`.
    pub fn parse_canonical(text: &str) -> Option<Self> {
        let whole = |digits: &str| -> Option<BigInt> {
            let bare = digits.strip_prefix('-').unwrap_or(digits);
            let plain = !bare.is_empty() && bare.len() <= 400 && bare.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| digits.parse().ok()).flatten()
        };
        if let Some((numerator, denominator)) = text.split_once('/') {
            let (numerator, denominator) = (whole(numerator)?, whole(denominator)?);
            return (denominator.is_positive())
                .then(|| Self::from_big(BigRational::new(numerator, denominator)));
        }
        let (before, after) = text.split_once('.').unwrap_or((text, ""));
        if after.len() > 18 || text.ends_with('.') || !after.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        whole(before)?;
        let digits = whole(&format!("{before}{after}"))?;
        let scale = BigInt::from(10).pow(u32::try_from(after.len()).ok()?);
        Some(Self::from_big(BigRational::new(digits, scale)))
    }

    fn parts(&self) -> (BigInt, BigInt) {
        match &self.0 {
            Repr::Small(value) => ((*value.numer()).into(), (*value.denom()).into()),
            Repr::Big(value) => (value.numer().clone(), value.denom().clone()),
        }
    }

    fn to_big(&self) -> BigRational {
        let (numerator, denominator) = self.parts();
        BigRational::new_raw(numerator, denominator)
    }

    fn from_big(value: BigRational) -> Self {
        match (value.numer().to_i64(), value.denom().to_i64()) {
            // i64::MIN has no positive counterpart; keeping it out lets `Small` negate freely.
            (Some(numerator), Some(denominator)) if numerator != i64::MIN => {
                Self(Repr::Small(Ratio::new_raw(numerator, denominator)))
            }
            _ => Self(Repr::Big(Box::new(value))),
        }
    }

    fn combine(
        &self,
        other: &Self,
        small: impl Fn(&Ratio<i64>, &Ratio<i64>) -> Option<Ratio<i64>>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Repr::Small(a), Repr::Small(b)) = (&self.0, &other.0)
            && let Some(result) = small(a, b)
            && *result.numer() != i64::MIN
        {
            return Self(Repr::Small(result));
        }
        Self::from_big(big(self.to_big(), other.to_big()))
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        if value == i64::MIN {
            Self::from_big(BigRational::from(BigInt::from(value)))
        } else {
            Self(Repr::Small(Ratio::new_raw(value, 1)))
        }
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: &Exact) -> Exact {
        // Points are mostly whole numbers: add those without looking for a common divisor.
        self.combine(
            other,
            |a, b| match (a.denom(), b.denom()) {
                (1, 1) => a.numer().checked_add(b.numer()).map(Ratio::from),
                _ => a.checked_add(b),
            },
            |a, b| a + b,
        )
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: &Exact) -> Exact {
        self.combine(
            other,
            |a, b| match (a.denom(), b.denom()) {
                (1, 1) => a.numer().checked_sub(b.numer()).map(Ratio::from),
                _ => a.checked_sub(b),
            },
            |a, b| a - b,
        )
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: &Exact) -> Exact {
        self.combine(
            other,
            |a, b| match (a.denom(), b.denom()) {
                (1, 1) => a.numer().checked_mul(b.numer()).map(Ratio::from),
                _ => a.checked_mul(b),
            },
            |a, b| a * b,
        )
    }
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        &Exact::ZERO - self
    }
}

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        -&self
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(values: I) -> Self {
        values.fold(Self::ZERO, |total, value| &total + &value)
    }
}

impl<'a> Sum<&'a Self> for Exact {
    fn sum<I: Iterator<Item = &'a Self>>(values: I) -> Self {
        values.fold(Self::ZERO, |total, value| &total + value)
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a), Repr::Small(b)) if a.denom() == b.denom() => a.numer().cmp(b.numer()),
            (Repr::Small(a), Repr::Small(b)) => a.cmp(b),
            _ => self.to_big().cmp(&other.to_big()),
        }
    }
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.canonical())
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.canonical())
    }
}

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
    let text = text.trim();
    let text = text.strip_prefix(['¥', '￥']).unwrap_or(text).trim_start();
    if text.is_empty() {
        return Ok(None);
    }
    let mut negative = false;
    let (mut whole_digits, mut places, mut digits, mut seen_point) = (0_usize, 0_usize, 0_i64, false);
    let mut any = false;
    let mut last_was_separator = false;
    for (at, character) in text.chars().enumerate() {
        last_was_separator = false;
        match narrow(character) {
            '-' if at == 0 => negative = true,
            '+' if at == 0 => {}
            '.' if !seen_point => seen_point = true,
            ',' if !seen_point && any => last_was_separator = true,
            digit @ '0'..='9' => {
                any = true;
                if seen_point {
                    places += 1;
                } else if whole_digits > 0 || digit != '0' {
                    whole_digits += 1;
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
    if !any || last_was_separator {
        return Err(TypedError::NotANumber);
    }
    let scale = (0..places).fold(1_i64, |scale, _| scale * 10);
    let signed = if negative { -digits } else { digits };
    Ok(Some(Exact(Repr::Small(Ratio::new(signed, scale)))))
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

    #[test]
    fn three_less_four_times_six_tenths_is_exactly_six_tenths() {
        assert_eq!(&exact("3") - &(&exact("0.6") * &exact("4")), exact("0.6"));
    }

    #[test]
    fn a_sum_too_large_for_machine_words_stays_exact_and_comes_back() {
        let big = Exact::from(i64::MAX);
        let more = &big + &Exact::ONE;
        assert_eq!(more.to_i64(), None);
        assert_eq!(&more - &Exact::ONE, big);
        assert_eq!(more.canonical(), "9223372036854775808");
    }

    #[test]
    fn floor_and_ceil_go_the_right_way_below_zero() {
        let half = exact("-1/2");
        assert_eq!(half.floor(), Exact::from(-1));
        assert_eq!(half.ceil(), Exact::ZERO);
        assert_eq!(exact("4.000001").ceil(), Exact::from(5));
    }

    #[track_caller]
    fn check_display(value: &str, places: u32, expected: &str) {
        assert_eq!(exact(value).display(places), expected);
    }

    #[test]
    fn display_rounds_half_up_and_drops_trailing_zeros() {
        check_display("2.40", 2, "2.4");
        check_display("0.125", 2, "0.13");
        check_display("-0.125", 2, "-0.13");
        check_display("-0.001", 2, "0");
        check_display("2/3", 2, "0.67");
        check_display("100", 2, "100");
        check_display("86.9", 0, "87");
    }

    #[test]
    fn canonical_text_reads_back_to_the_same_value() {
        for text in ["0", "1/3", "-2.5", "0.000001", "123456789012345678901/7"] {
            assert_eq!(exact(text).canonical(), text);
        }
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
        check_typed("999999999999.999999", Ok(Some("999999999999.999999")));
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
