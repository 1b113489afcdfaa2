//! Words of an assessment that does not open. Read next: `fill`.

use super::{pick, saving};
use crate::app::state::library::OpenError;
use gongping::score::sentence::Language;

/// Why it does not open, and what to do.
pub fn trouble(language: Language, why: &OpenError) -> String {
    match why {
        OpenError::NotFound => pick(
            language,
            || {
                "找不到这份评估表。它可能已被删除，或者保存在另一台设备、另一个浏览器里；若有导出的文件，可以导入。".into()
            },
            || {
                "This assessment was not found. It may have been deleted, or be kept on another device or in \
                 another browser; if you have an exported file, import it."
                    .into()
            },
        ),
        OpenError::UnknownRubric(id) => pick(
            language,
            || {
                format!(
                    "这份评估表使用的细则（{id}）不在本版本中。数据仍在这台设备上；请更新“公评”后再打开。"
                )
            },
            || {
                format!(
                    "The rubric of this assessment ({id}) is not part of this version. The data is still on this \
                     device; update the app and open it again."
                )
            },
        ),
        OpenError::Store(why) => saving::trouble(language, why, 0),
    }
}
