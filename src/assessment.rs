//! What a person entered: the project, and for each indicator its facts, override, factors and note.
//! Everything typed is kept as it was typed; `score` reads it. [`Assessment::apply`] is the one way to change it.
//! May import `rubric`, `number` and `order`. Read next: `score`.

use crate::order::in_order;
pub use crate::rubric::Role;
use crate::rubric::adjust::Adjustment;
use crate::rubric::fields::extra_number;
use crate::rubric::{FieldKey, IndicatorIx, Rubric, StageId};

/// One project × rubric × stage × role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Random and never reused.
    pub id: String,
    /// What is assessed.
    pub project: Project,
    /// When in the project's life; one of the rubric's stages.
    pub stage: StageId,
    /// Who rates.
    pub role: Role,
    /// What was changed of the rubric for this assessment, in the order it was done. It is scored with the rubric that
    /// [`Rubric::read_adjusted`] gives for them.
    pub adjustments: Vec<Adjustment>,
    /// One sheet for each indicator, in the rubric's order.
    sheets: Vec<Sheet>,
}

/// The purchased service.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Project {
    /// Random and never reused.
    pub id: String,
    /// 项目名称
    pub name: String,
    /// 执行单位
    pub implementer: String,
    /// 购买主体
    pub purchaser: String,
    /// 年度, as typed
    pub year: String,
    /// 合同额 in yuan, as typed
    pub contract_sum: String,
    /// First day, ISO 8601, or empty
    pub starts: String,
    /// Last day, ISO 8601, or empty
    pub ends: String,
}

/// Everything entered for one indicator, as typed. A missing or empty value is blank.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// In the order of the cells, each once, none empty. A sheet holds a dozen at most, for which a plain list is the
    /// quickest and smallest map.
    cells: Vec<(Cell, String)>,
}

/// A place in a [`Sheet`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// A fact the rule asks for.
    Fact(FieldKey),
    /// 改判: the score set by hand.
    OverridePoints,
    /// 改判理由
    OverrideReason,
    /// 扣分因素, where the person replaced the engine's draft.
    Factors,
    /// 备注: a free note, without effect.
    Note,
    /// 不适用: `yes` where the person says that the indicator does not apply.
    NotApplicable,
    /// 不适用的理由; compulsory then.
    NotApplicableWhy,
}

impl Cell {
    /// The cell's name in storage: a fact's own key, the others with a leading `#`, which no fact key has.
    pub fn key(&self) -> &str {
        match self {
            Self::Fact(key) => key.as_str(),
            Self::OverridePoints => "#override",
            Self::OverrideReason => "#override.reason",
            Self::Factors => "#factors",
            Self::Note => "#note",
            Self::NotApplicable => "#na",
            Self::NotApplicableWhy => "#na.why",
        }
    }

    /// The cell of that name in storage; `None` for an unknown name with a leading `#`.
    pub fn from_key(key: &str) -> Option<Self> {
        Some(match key {
            "#override" => Self::OverridePoints,
            "#override.reason" => Self::OverrideReason,
            "#factors" => Self::Factors,
            "#note" => Self::Note,
            "#na" => Self::NotApplicable,
            "#na.why" => Self::NotApplicableWhy,
            other if other.starts_with('#') || other.is_empty() => return None,
            fact => Self::Fact(FieldKey::new(fact)),
        })
    }
}

impl Sheet {
    /// What was typed into a cell; blank is the empty text.
    pub fn get(&self, cell: &Cell) -> &str {
        if let Cell::Fact(key) = cell {
            return self.fact(key);
        }
        // The others stand behind the facts, and mostly there are none.
        let mut others = self.cells.iter().rev().take_while(|(one, _)| !matches!(one, Cell::Fact(_)));
        others.find(|(one, _)| one == cell).map_or("", |(_, value)| value)
    }

    /// What was typed for a fact; blank is the empty text.
    pub fn fact(&self, key: &FieldKey) -> &str {
        // In so short a list, looking at each in turn is quicker than halving it.
        let it = |cell: &Cell| matches!(cell, Cell::Fact(one) if one == key);
        self.cells.iter().find(|(cell, _)| it(cell)).map_or("", |(_, value)| value)
    }

    /// Writes a cell and gives back what stood there. The empty text clears it.
    pub fn set(&mut self, cell: Cell, value: String) -> String {
        match self.cells.binary_search_by(|(one, _)| one.cmp(&cell)) {
            Ok(at) if value.is_empty() => self.cells.remove(at).1,
            Ok(at) => {
                self.cells.get_mut(at).map_or_else(String::new, |(_, held)| std::mem::replace(held, value))
            }
            Err(_) if value.is_empty() => value,
            Err(at) => {
                self.cells.insert(at, (cell, value));
                String::new()
            }
        }
    }

    /// Every cell that is not blank, facts first, in a fixed order.
    pub fn cells(&self) -> impl Iterator<Item = (&Cell, &str)> {
        self.cells.iter().map(|(cell, value)| (cell, value.as_str()))
    }

    /// The numbers of the list items the person added, in order, each once.
    pub fn added_items(&self) -> Vec<u32> {
        let number = |cell: &Cell| match cell {
            Cell::Fact(key) => extra_number(key),
            _ => None,
        };
        let numbers = self.cells.iter().filter_map(|(cell, _)| number(cell)).collect();
        let mut numbers: Vec<u32> = in_order(numbers, u32::cmp);
        numbers.dedup();
        numbers
    }

    /// Whether nothing at all was entered.
    pub fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }
}

/// One change: what a cell is to hold from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where.
    pub indicator: IndicatorIx,
    /// Where on its sheet.
    pub cell: Cell,
    /// The new text; empty clears the cell.
    pub value: String,
}

impl Assessment {
    /// A blank assessment of `rubric`, with what was changed of it.
    pub fn new(id: String, project: Project, rubric: &Rubric, stage: StageId, role: Role) -> Self {
        let sheets = vec![Sheet::default(); rubric.indicators().len()];
        Self { id, project, stage, role, adjustments: rubric.adjustments(), sheets }
    }

    /// The sheets in the rubric's order.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The sheet of an indicator.
    pub fn sheet(&self, at: IndicatorIx) -> Option<&Sheet> {
        self.sheets.get(at.0)
    }

    /// Makes one change and gives back the edit that undoes it; `None` where the rubric has no such indicator.
    pub fn apply(&mut self, edit: Edit) -> Option<Edit> {
        let sheet = self.sheets.get_mut(edit.indicator.0)?;
        let before = sheet.set(edit.cell.clone(), edit.value);
        Some(Edit { value: before, ..edit })
    }
}
