//! Exact numbers: fractions of unlimited size, and the one place that rounds. No binary floating point anywhere.
//! Imports nothing of this crate. Read next: `number/typed.rs`, how a decimal is read, then `rubric`.

use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};

mod typed;

pub use typed::{MAX_PLACES, MAX_WHOLE_DIGITS, TypedError, parse_typed};

/// One, in millionths: as many decimal places as may be typed.
const UNIT: i64 = 1_000_000;

/// An exact rational number. Equal values are equal whatever way they were computed.
///
/// What has at most six decimal places, as everything typed has, lives in a machine word; thirds and the like, and
/// what does not fit, move to big fractions by themselves and back, so no operation overflows or rounds.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Repr);

/// Invariant: `Fraction` holds only what `Decimal` cannot, so equality of the representation is equality of value.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    /// Millionths, any but `i64::MIN`, which has no positive counterpart.
    Decimal(i64),
    Fraction(Box<BigRational>),
}

impl Exact {
    /// Nought.
    pub const ZERO: Self = Self(Repr::Decimal(0));
    /// One.
    pub const ONE: Self = Self(Repr::Decimal(UNIT));
    /// One hundred, the base of percentages.
    pub const HUNDRED: Self = Self(Repr::Decimal(100 * UNIT));

    /// The exact value `numerator / denominator`, or `None` for a denominator of zero.
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        Self::from(numerator).divided_by(&Self::from(denominator))
    }

    /// The exact quotient, or `None` where `divisor` is zero.
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        if let (Repr::Decimal(a), Repr::Decimal(b)) = (&self.0, &divisor.0) {
            let scaled = i128::from(*a) * i128::from(UNIT);
            if scaled % i128::from(*b) == 0
                && let Some(quotient) = Self::from_millionths(scaled / i128::from(*b))
            {
                return Some(quotient);
            }
        }
        Some(Self::from_big(self.to_big() / divisor.to_big()))
    }

    /// The exact quotient rounded up to a whole number, or `None` where `divisor` is zero.
    pub fn divided_up(&self, divisor: &Self) -> Option<Self> {
        match (&self.0, &divisor.0) {
            (Repr::Decimal(a), Repr::Decimal(b)) if *b > 0 => Some(Self::from(Integer::div_ceil(a, b))),
            _ => self.divided_by(divisor).map(|quotient| quotient.ceil()),
        }
    }

    /// Whether the value is exactly zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Decimal(0))
    }

    /// Whether the value is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Decimal(value) => *value < 0,
            Repr::Fraction(value) => value.is_negative(),
        }
    }

    /// Whether the value is above zero.
    pub fn is_positive(&self) -> bool {
        !self.is_zero() && !self.is_negative()
    }

    /// Whether the value has no fractional part.
    pub fn is_whole(&self) -> bool {
        match &self.0 {
            Repr::Decimal(value) => value % UNIT == 0,
            Repr::Fraction(value) => value.is_integer(),
        }
    }

    /// Whether the value is a whole multiple of `grid`. A grid of zero allows everything.
    pub fn is_multiple_of(&self, grid: &Self) -> bool {
        self.divided_by(grid).is_none_or(|quotient| quotient.is_whole())
    }

    /// Whether the value can be written with at most that many decimal places, 0 to 18.
    pub fn fits_places(&self, places: u32) -> bool {
        let scale = || 10_i64.pow(places.min(18));
        match &self.0 {
            // Most figures are whole, which needs no division by what is not known beforehand.
            Repr::Decimal(value) if value % UNIT == 0 => true,
            Repr::Decimal(value) => scale() >= UNIT || value % (UNIT / scale()) == 0,
            Repr::Fraction(value) => (BigInt::from(scale()) % value.denom()).is_zero(),
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
            Repr::Decimal(value) => Self::from(value.div_floor(&UNIT)),
            Repr::Fraction(value) => Self::from_big(value.floor()),
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
            Repr::Decimal(value) => (value % UNIT == 0).then_some(value / UNIT),
            Repr::Fraction(value) if value.is_integer() => value.numer().to_i64(),
            Repr::Fraction(_) => None,
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
        match &self.0 {
            Repr::Fraction(value) if !self.fits_places(18) => format!("{}/{}", value.numer(), value.denom()),
            _ => self.display(18),
        }
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

    fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Decimal(value) => BigRational::new((*value).into(), UNIT.into()),
            Repr::Fraction(value) => value.as_ref().clone(),
        }
    }

    fn from_big(value: BigRational) -> Self {
        let (scaled, rest) = (value.numer() * UNIT).div_rem(value.denom());
        rest.is_zero()
            .then(|| scaled.to_i128().and_then(Self::from_millionths))
            .flatten()
            .unwrap_or_else(|| Self(Repr::Fraction(Box::new(value))))
    }

    /// `None` where they do not fit.
    fn from_millionths(value: i128) -> Option<Self> {
        i64::try_from(value).ok().filter(|value| *value != i64::MIN).map(|value| Self(Repr::Decimal(value)))
    }

    /// What two decimals give in millionths where they can, else what two fractions give.
    fn combine(
        &self,
        other: &Self,
        decimal: impl Fn(i64, i64) -> Option<i64>,
        big: impl Fn(BigRational, BigRational) -> BigRational,
    ) -> Self {
        if let (Repr::Decimal(a), Repr::Decimal(b)) = (&self.0, &other.0)
            && let Some(result) = decimal(*a, *b)
            && result != i64::MIN
        {
            return Self(Repr::Decimal(result));
        }
        Self::from_big(big(self.to_big(), other.to_big()))
    }
}

impl From<i64> for Exact {
    fn from(value: i64) -> Self {
        match value.checked_mul(UNIT) {
            Some(value) => Self(Repr::Decimal(value)),
            None => Self::from_big(BigRational::from(BigInt::from(value))),
        }
    }
}

impl Add for &Exact {
    type Output = Exact;
    #[inline]
    fn add(self, other: &Exact) -> Exact {
        self.combine(other, i64::checked_add, |a, b| a + b)
    }
}

impl AddAssign<&Self> for Exact {
    #[inline]
    fn add_assign(&mut self, other: &Self) {
        match (&mut self.0, &other.0) {
            (Repr::Decimal(a), Repr::Decimal(b)) if a.checked_add(*b).is_some_and(|sum| sum != i64::MIN) => {
                *a += b;
            }
            _ => *self = &*self + other,
        }
    }
}

impl Sub for &Exact {
    type Output = Exact;
    #[inline]
    fn sub(self, other: &Exact) -> Exact {
        self.combine(other, i64::checked_sub, |a, b| a - b)
    }
}

impl Mul for &Exact {
    type Output = Exact;
    #[inline]
    fn mul(self, other: &Exact) -> Exact {
        let product = |a: i64, b: i64| match (a % UNIT, b % UNIT) {
            (0, _) => (a / UNIT).checked_mul(b),
            (_, 0) => a.checked_mul(b / UNIT),
            _ => {
                let product = i128::from(a) * i128::from(b);
                (product % i128::from(UNIT) == 0)
                    .then(|| i64::try_from(product / i128::from(UNIT)).ok())
                    .flatten()
            }
        };
        self.combine(other, product, |a, b| a * b)
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
        values.fold(Self::ZERO, |mut total, value| {
            total += &value;
            total
        })
    }
}

impl<'a> Sum<&'a Self> for Exact {
    fn sum<I: Iterator<Item = &'a Self>>(values: I) -> Self {
        values.fold(Self::ZERO, |mut total, value| {
            total += value;
            total
        })
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    #[inline]
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Decimal(a), Repr::Decimal(b)) => a.cmp(b),
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

    /// Every operation against the same done in big fractions, on values at the edges of a machine word.
    #[test]
    fn decimals_and_fractions_agree_wherever_they_meet() {
        let edges = "0 1 -1 0.000001 -0.000001 9223372036854.775807 -9223372036854.775807 9223372036855 1/3 -2/3 \
                     0.0000001 1000000 3.333333 999999999999.999999 7/1000000";
        let edges: Vec<Exact> = edges.split(' ').map(exact).collect();
        let big = |value: &Exact| value.to_big();
        for a in &edges {
            for b in &edges {
                assert_eq!(big(&(a + b)), big(a) + big(b), "{a} + {b}");
                assert_eq!(big(&(a - b)), big(a) - big(b), "{a} - {b}");
                assert_eq!(big(&(a * b)), big(a) * big(b), "{a} × {b}");
                assert_eq!(
                    a.divided_by(b).map(|c| big(&c)),
                    (!b.is_zero()).then(|| big(a) / big(b)),
                    "{a} / {b}"
                );
                assert_eq!(
                    a.divided_up(b).map(|c| big(&c)),
                    (!b.is_zero()).then(|| (big(a) / big(b)).ceil())
                );
                assert_eq!(a.cmp(b), big(a).cmp(&big(b)), "{a} and {b}");
                assert_eq!(a == b, big(a) == big(b));
                // What comes back to the same value comes back to the same representation.
                assert_eq!(&(&(a + b) - b), a);
            }
            assert_eq!(big(&a.floor()), big(a).floor());
            assert_eq!(big(&a.ceil()), big(a).ceil());
            assert_eq!(a.is_whole(), big(a).is_integer());
            assert_eq!(Exact::parse_canonical(&a.canonical()), Some(a.clone()));
        }
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
}
