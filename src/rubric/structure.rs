//! What a rubric says beyond points and rules: who may rate, what is rated, how sections make up their points,
//! what becomes of an indicator that does not apply, and what a veto does to the whole result.
//! May import `rubric` and `number`. Read next: `rule`.

use super::rule::Condition;
use crate::number::Exact;

/// What a rubric assesses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object {
    /// 项目
    Project,
    /// 三社联动
    Linkage,
    /// 社工岗位
    Post,
    /// 社会组织
    Organisation,
    /// 第三方机构
    ThirdParty,
    /// 立项申报
    Proposal,
    /// 承接主体
    Eligibility,
    /// 服务对象
    Survey,
}

impl Object {
    /// Every object, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Project,
        Self::Linkage,
        Self::Post,
        Self::Organisation,
        Self::ThirdParty,
        Self::Proposal,
        Self::Eligibility,
        Self::Survey,
    ];

    /// The object's name in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Linkage => "linkage",
            Self::Post => "post",
            Self::Organisation => "organisation",
            Self::ThirdParty => "third_party",
            Self::Proposal => "proposal",
            Self::Eligibility => "eligibility",
            Self::Survey => "survey",
        }
    }

    /// The object of that name in files.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|object| object.id() == id)
    }
}

/// Who rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// 自评: the organisation itself.
    SelfAssessment,
    /// 评估: an evaluator.
    Evaluation,
    /// 购买主体
    Purchaser,
    /// 承接方
    Provider,
    /// 居民、服务对象
    Resident,
    /// 部门
    Department,
    /// 专家
    Expert,
}

impl Role {
    /// Every role, in the order they are offered.
    pub const ALL: [Self; 7] = [
        Self::SelfAssessment,
        Self::Evaluation,
        Self::Purchaser,
        Self::Provider,
        Self::Resident,
        Self::Department,
        Self::Expert,
    ];

    /// The role's name in files.
    pub fn id(self) -> &'static str {
        match self {
            Self::SelfAssessment => "self",
            Self::Evaluation => "evaluation",
            Self::Purchaser => "purchaser",
            Self::Provider => "provider",
            Self::Resident => "resident",
            Self::Department => "department",
            Self::Expert => "expert",
        }
    }

    /// The role's name on paper and in the names of files.
    pub fn printed(self) -> &'static str {
        match self {
            Self::SelfAssessment => "自评",
            Self::Evaluation => "评估",
            Self::Purchaser => "购买主体",
            Self::Provider => "承接方",
            Self::Resident => "服务对象",
            Self::Department => "部门",
            Self::Expert => "专家",
        }
    }

    /// The role of that name in files.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }
}

/// How a section makes up its points from what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// S21. The sum.
    Points,
    /// S22. Each child's share of its full points counts by its weight.
    Weighted,
    /// S23. The sum, of which no more counts than the section's points.
    Capped,
}

/// S20. What becomes of an indicator that a person says does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotApplicable {
    /// Nobody can say so.
    Forbid,
    /// It counts with full points.
    FullMarks,
    /// It leaves both the points and the full points.
    Rescale,
}

/// S19. What takes effect on the whole result, beside the indicator's own score.
#[derive(Debug, Clone, PartialEq)]
pub struct Veto {
    /// When it is in force.
    pub on: VetoOn,
    /// What it does.
    pub effect: Effect,
}

/// When a veto is in force.
#[derive(Debug, Clone, PartialEq)]
pub enum VetoOn {
    /// Where this is not met.
    Condition(Box<Condition>),
    /// Where the indicator has a score, and it is 0.
    Zero,
}

/// What a veto does to the whole result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// 总分为 0
    Zero,
    /// The grade is no better than this one.
    GradeAtMost {
        /// The grade's id in the rubric's own set.
        grade: String,
        /// Its printed wording.
        label: String,
        /// Its lower bound in percent, by which it is found in another set.
        from: Exact,
    },
}
