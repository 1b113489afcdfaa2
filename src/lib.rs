//! 公评: the domain. Everything that decides a figure or a file lives here and builds and tests natively;
//! the app (`src/main.rs`, `src/app/`) shows it and stores it. The arrows between modules never turn.
//!
//! Modules in reading order, each importing only those above it:
//!
//! 1. [`order`]: putting a list in order.
//! 2. [`number`]: exact fractions, the reading of typed numbers, the one place that rounds.
//! 3. [`json`]: the one tree that every JSON text is read through, and the one layout it is written in.
//! 4. [`rubric`]: the checked rubric, its rules as data, the JSON it is read from, the catalogue of those that ship.
//! 5. [`assessment`]: the project, the facts typed for each indicator, and the one way to change them.
//! 6. [`score`]: `score(&Rubric, &Assessment) -> Scorecard`, pure and total, with a trace for each lost point.
//! 7. [`report`]: the official form as rows and merged cells, the same for screen and paper.
//! 8. [`record`]: what lies in the store as plain texts, and the assessment put together from it.
//! 9. [`exchange`]: files in and out, a frozen wire form per version.
//! 10. [`package`]: archives of an assessment and of everything, and what is sealed with a passphrase.
//! 11. [`editing`]: an open assessment: undo and redo, and the state machine of saving.
//!
//! The library has no clock, randomness, storage, logging, globals or binary floats; what it needs it is given.
//!
//! # The field's words
//!
//! | 中文 | here | meaning |
//! |---|---|---|
//! | 评估细则 | rubric | a versioned tree of indicators with points and rules; a data file |
//! | 维度 / 一级…n级指标 | section | an inner node, at any depth |
//! | 指标 | indicator | a leaf that carries points |
//! | 分值 | points | exact |
//! | 扣分/得分规则 | rule | how facts become a score |
//! | 指标数据 | fact | what is typed: numbers, ticks, a level, an amount |
//! | 读法 | reading | the interpretation chosen for an ambiguous rule |
//! | 扣分因素 | factors | why points were lost; drafted by the engine, editable by the person |
//! | 评估表 | assessment | one project × rubric version × stage × role |
//! | 改判 | override | a score set by hand against the computed one, with a reason |
//! | 暂计 | provisional | a total with blanks in it |
//!
//! Blank, not applicable and zero are three different things everywhere.
#![forbid(unsafe_code)]

pub mod assessment;
pub mod editing;
pub mod exchange;
pub mod json;
pub mod number;
pub mod order;
pub mod package;
pub mod record;
pub mod report;
pub mod rubric;
pub mod score;
