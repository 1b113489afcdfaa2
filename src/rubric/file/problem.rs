//! What can be wrong with a rubric file, one variant each, with the values and limits concerned.
//! May import `json` and `number`. Read next: `check`, which finds them.

use std::fmt;

use crate::json::Fault;
use crate::number::Exact;

/// Something wrong in a rubric file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The place in the JSON, `sections[1].indicators[3].rule.per`; empty for the file as a whole.
    pub path: String,
    /// What is wrong there.
    pub what: What,
}

/// What is wrong at a place in a rubric file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// No JSON, or nested too deep.
    NotJson {
        /// Line in the file, from 1.
        line: usize,
        /// Column in the line, in characters from 1.
        column: usize,
        /// What the reader expected.
        message: String,
    },
    /// Not of the format's shape: a field is missing, unknown, repeated or of the wrong type.
    Shape(Fault),
    /// The list must have so many items.
    WrongLength {
        /// How many it has.
        length: usize,
        /// How many there must be.
        expected: usize,
    },
    /// The file is of a format this build does not read.
    Format {
        /// The file's format.
        found: u64,
        /// The format this build reads.
        known: u32,
    },
    /// The text is neither a plain decimal nor a fraction.
    NotANumber {
        /// The text as it stands.
        text: String,
    },
    /// The number is above what a rubric may hold.
    TooLarge {
        /// The largest number allowed.
        limit: Exact,
    },
    /// The number must be above 0.
    NotPositive {
        /// The number as it stands.
        value: Exact,
    },
    /// The number must not be below 0.
    Negative {
        /// The number as it stands.
        value: Exact,
    },
    /// The number must not be above 1.
    AboveOne {
        /// The number as it stands.
        value: Exact,
    },
    /// More decimal places than a typed number may have.
    TooManyPlaces {
        /// The places asked for.
        places: u64,
        /// The most there may be.
        limit: u32,
    },
    /// The printed points are not the sum of what stands below.
    SumMismatch {
        /// The printed points.
        printed: Exact,
        /// What the parts add up to.
        sum: Exact,
    },
    /// The text must not be empty.
    EmptyText,
    /// The list must not be empty.
    EmptyList,
    /// An id is made of 1 to 64 ASCII letters, digits, `-` and `_`.
    BadId {
        /// The id as it stands.
        id: String,
    },
    /// The id is already taken.
    DuplicateId {
        /// The id as it stands.
        id: String,
    },
    /// Two fields of the indicator would be saved under the same key.
    ClashingKey {
        /// The key.
        key: String,
    },
    /// A section holds either sections or indicators: one of the two, and not both.
    MixedSection,
    /// The kind is stated at the top and holds for everything below.
    KindBelowTop,
    /// A bonus indicator is scored by an award.
    DeductionInBonus,
    /// A base indicator cannot be an award: awards come on top of the base.
    AwardInBase,
    /// The cap of an award is the points of its indicator.
    CapIsNotPoints {
        /// The cap.
        cap: Exact,
        /// The points.
        points: Exact,
    },
    /// The best level or band carries the full points.
    FirstLevelNotFull {
        /// Points of the first one.
        level: Exact,
        /// The full points.
        points: Exact,
    },
    /// Levels stand best first, each with fewer points than the one before.
    LevelsNotFalling {
        /// Points of this level.
        level: Exact,
        /// Points of the level before.
        before: Exact,
    },
    /// The figure must be below the one of the same kind before it.
    NotFalling {
        /// The figure.
        value: Exact,
        /// The one before it.
        before: Exact,
    },
    /// The figure must be above the one of the same kind before it.
    NotRising {
        /// The figure.
        value: Exact,
        /// The one before it.
        before: Exact,
    },
    /// More tests met cannot give fewer marks.
    Falling {
        /// The marks.
        value: Exact,
        /// The marks for one test fewer.
        before: Exact,
    },
    /// All tests met give the full points.
    LastNotFull {
        /// The last marks.
        marks: Exact,
        /// The full points.
        points: Exact,
    },
    /// The list has fewer items than it must have.
    TooFew {
        /// How many it has.
        length: usize,
        /// How many there must be at least.
        least: usize,
    },
    /// Ranges may touch; this one reaches into the better one before it.
    RangesOverlap {
        /// Where this range ends.
        high: Exact,
        /// Where the better one begins.
        low: Exact,
    },
    /// No value lies in the range.
    EmptyRange {
        /// Where it begins.
        low: Exact,
        /// Where it ends.
        high: Exact,
    },
    /// A range of coefficients ends where the better one begins, and the best at 1.
    NotAdjoining {
        /// Where it ends.
        high: Exact,
        /// Where it must end.
        expected: Exact,
    },
    /// The mark does not stand on the grid.
    OffGrid {
        /// The mark.
        value: Exact,
        /// The grid.
        grid: Exact,
    },
    /// The number has more decimal places than what is typed.
    TooFine {
        /// The number.
        value: Exact,
        /// The places of what is typed.
        places: u32,
    },
    /// The number must not be above the points.
    AbovePoints {
        /// The number.
        value: Exact,
        /// The points.
        points: Exact,
    },
    /// The number must be a whole one.
    NotWhole {
        /// The number.
        value: Exact,
    },
    /// The guide has no input of that id.
    UnknownInput {
        /// The id.
        id: String,
    },
    /// A factor is an input of the guide or a number.
    UnknownFactor {
        /// The text as it stands.
        text: String,
    },
    /// There is no level of that id.
    UnknownLevel {
        /// The id.
        id: String,
    },
    /// The best level as a ceiling takes nothing away.
    CeilingAtBest {
        /// The id of the best level.
        id: String,
    },
    /// The points are no whole multiple of the grid.
    GridDoesNotDivide {
        /// The grid.
        grid: Exact,
        /// The points.
        points: Exact,
    },
    /// The grid needs more decimal places than a typed number may have.
    GridTooFine {
        /// The grid.
        grid: Exact,
        /// The most places there may be.
        limit: u32,
    },
    /// Something is cumulative, but no stage scales cumulative targets.
    CumulativeWithoutScale,
    /// The threshold of a ratio is a percentage, which does not accumulate; its whole may.
    CumulativeRate,
    /// Only what stands in a weighted section has a weight.
    WeightOutsideWeighted,
    /// The weights in a weighted section add up to 100.
    WeightsNotHundred {
        /// What they add up to.
        sum: Exact,
    },
    /// A capped section cuts off what exceeds its points, so what stands in it comes to as many at least.
    CapOutOfReach {
        /// The section's points.
        points: Exact,
        /// What the parts add up to.
        sum: Exact,
    },
    /// The cap on the total lets the base be reached in full.
    CapBelowBase {
        /// The cap.
        cap: Exact,
        /// The base.
        base: Exact,
    },
    /// An indicator may not apply only where the rubric says what becomes of it.
    NotApplicableForbidden,
    /// A bonus that does not apply is a bonus not gained.
    NotApplicableBonus,
    /// The rubric has no grade of that id.
    UnknownGrade {
        /// The id.
        id: String,
    },
    /// Grades stand best first, each with a lower bound below the one before.
    BandsNotFalling {
        /// The bound.
        from: Exact,
        /// The bound before it.
        before: Exact,
    },
    /// The last grade begins at 0, so that every result has one.
    LastBandNotZero {
        /// Where it begins.
        from: Exact,
    },
    /// The rubric has no indicator of that id.
    UnknownIndicator {
        /// The id.
        id: String,
    },
    /// A stage replaces a threshold or target where the rule, or the part it names, has one.
    NoThreshold,
    /// Only the list of a whole indicator can be extended on the spot, not the list of a part.
    ExtensiblePart,
    /// An alternative with an id is one that can be chosen, so it says what changes with it, and something does.
    NoEffect,
    /// There is no stage of that id.
    UnknownStage {
        /// The id.
        id: String,
    },
    /// With this alternative chosen the rubric would not be valid.
    Alternative(Box<Problem>),
    /// More alternatives of the whole form than can each be tried.
    TooManyAlternatives {
        /// The most there may be.
        limit: usize,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            write!(f, "{}", self.what)
        } else {
            write!(f, "{}: {}", self.path, self.what)
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column, message } => write!(f, "line {line}, column {column}: {message}"),
            Self::Shape(fault) => fault.fmt(f),
            Self::WrongLength { length, expected } => {
                write!(f, "the list has {length} items, not {expected}")
            }
            Self::Format { found, known } => write!(f, "format {found} is not known here, only {known}"),
            Self::NotANumber { text } => write!(f, "{text:?} is no decimal number"),
            Self::TooLarge { limit } => write!(f, "the number is above the limit of {limit}"),
            Self::NotPositive { value } => write!(f, "must be above 0, is {value}"),
            Self::Negative { value } => write!(f, "must not be below 0, is {value}"),
            Self::AboveOne { value } => write!(f, "must not be above 1, is {value}"),
            Self::TooManyPlaces { places, limit } => {
                write!(f, "{places} decimal places are more than the limit of {limit}")
            }
            Self::SumMismatch { printed, sum } => {
                write!(f, "{printed} is printed, but the parts add up to {sum}")
            }
            Self::EmptyText => f.write_str("the text is empty"),
            Self::EmptyList => f.write_str("the list is empty"),
            Self::BadId { id } => {
                write!(f, "the id {id:?} is not made of 1 to 64 ASCII letters, digits, - and _")
            }
            Self::DuplicateId { id } => write!(f, "the id {id:?} is already taken"),
            Self::ClashingKey { key } => write!(f, "two fields would be saved under the key {key:?}"),
            Self::MixedSection => f.write_str("a section holds either sections or indicators, and not both"),
            Self::KindBelowTop => f.write_str("the kind is stated at the top section only"),
            Self::DeductionInBonus => f.write_str("a bonus indicator is scored by an award"),
            Self::AwardInBase => f.write_str("an award stands in a bonus section only"),
            Self::CapIsNotPoints { cap, points } => write!(f, "the cap is {cap}, the points are {points}"),
            Self::FirstLevelNotFull { level, points } => {
                write!(f, "the best one gives {level} of {points} points")
            }
            Self::LevelsNotFalling { level, before } => {
                write!(f, "the level has {level} points, the better one before it {before}")
            }
            Self::NotFalling { value, before } => write!(f, "{value} must be below the {before} before it"),
            Self::NotRising { value, before } => write!(f, "{value} must be above the {before} before it"),
            Self::Falling { value, before } => {
                write!(f, "{value} is less than the {before} for one test fewer")
            }
            Self::LastNotFull { marks, points } => {
                write!(f, "all tests met give {marks} of {points} points")
            }
            Self::TooFew { length, least } => {
                write!(f, "the list has {length} items, at least {least} are needed")
            }
            Self::RangesOverlap { high, low } => {
                write!(f, "the range ends at {high}, above the {low} where the better one begins")
            }
            Self::EmptyRange { low, high } => write!(f, "nothing lies from {low} to {high}"),
            Self::NotAdjoining { high, expected } => {
                write!(f, "the range ends at {high} and must end at {expected}")
            }
            Self::OffGrid { value, grid } => write!(f, "{value} is not on the grid of {grid}"),
            Self::TooFine { value, places } => {
                write!(f, "{value} has more decimal places than the {places} of what is typed")
            }
            Self::AbovePoints { value, points } => write!(f, "{value} is above the {points} points"),
            Self::NotWhole { value } => write!(f, "must be a whole number, is {value}"),
            Self::UnknownInput { id } => write!(f, "there is no input {id:?}"),
            Self::UnknownFactor { text } => {
                write!(f, "{text:?} is neither an input of the guide nor a number")
            }
            Self::UnknownLevel { id } => write!(f, "there is no level {id:?}"),
            Self::CeilingAtBest { id } => write!(f, "a ceiling at the best level {id:?} takes nothing away"),
            Self::GridDoesNotDivide { grid, points } => {
                write!(f, "the grid of {grid} does not divide {points} points")
            }
            Self::GridTooFine { grid, limit } => {
                write!(f, "the grid of {grid} needs more than {limit} decimal places")
            }
            Self::CumulativeWithoutScale => f.write_str("cumulative, but no stage has a scale"),
            Self::CumulativeRate => f.write_str("a percentage does not accumulate; the ratio's whole may"),
            Self::WeightOutsideWeighted => f.write_str("a weight stands in a weighted section only"),
            Self::WeightsNotHundred { sum } => write!(f, "the weights add up to {sum}, not to 100"),
            Self::CapOutOfReach { points, sum } => {
                write!(f, "capped at {points}, but the parts add up to {sum} only")
            }
            Self::CapBelowBase { cap, base } => write!(f, "the cap of {cap} is below the base of {base}"),
            Self::NotApplicableForbidden => {
                f.write_str("the rubric does not say under not_applicable what becomes of it")
            }
            Self::NotApplicableBonus => f.write_str("a bonus that does not apply is just not gained"),
            Self::UnknownGrade { id } => write!(f, "the rubric has no grade {id:?}"),
            Self::BandsNotFalling { from, before } => {
                write!(f, "the bound of {from} is not below the {before} before it")
            }
            Self::LastBandNotZero { from } => write!(f, "the last grade begins at {from}, not at 0"),
            Self::UnknownIndicator { id } => write!(f, "there is no indicator {id:?}"),
            Self::NoThreshold => f.write_str("has no threshold or target that a stage could replace"),
            Self::ExtensiblePart => f.write_str("the list of a part cannot be extended on the spot"),
            Self::NoEffect => f.write_str("the alternative has an id, but nothing changes with it"),
            Self::UnknownStage { id } => write!(f, "there is no stage {id:?}"),
            Self::Alternative(problem) => write!(f, "with this alternative, {problem}"),
            Self::TooManyAlternatives { limit } => {
                write!(f, "more than {limit} alternatives of the whole form can be chosen")
            }
        }
    }
}
