//! Words of the home page. Read next: `new`.

use super::{pick, table};
use gongping::score::sentence::Language;

table! {
    /// Words of the home page.
    Home {
        site: "全站", "Site";
        pitch: "填事实，出分数：照官方细则给购买服务项目打分，扣的每一分都说得出理由。", "Facts in, points out: score a purchased service by the official rubric, with a reason for every point lost.";
        lead: "您只管填数出来的数、核对过的材料；分数按印发的规则逐项算出，随时看到还能补哪几分，最后打印官方评估表。", "Type what you counted and checked. The printed rules do the arithmetic, you see at any time which points can still be won, and the official form comes out of the printer.";
        example: "举例", "An example";
        example_row: "例：服务内容与项目书一致率 ≥ 95%，4 分", "Example: agreement with the project plan ≥ 95 %, 4 points";
        example_counted: "项", "items";
        example_points: "分", "points";
        example_why: "低于标准 4 个百分点，每不足 5% 扣 1 分，计 1 档，扣 1 分。", "4 percentage points below the standard; each begun 5 % costs 1 point: one step, 1 point lost.";
        start: "开始自评", "Start a self-assessment";
        start_text: "填写项目信息，选定细则，马上开始", "Enter the project, choose the rubric, and go";
        open_sample: "打开示例", "Open the sample";
        open_sample_text: "看一份填好的评估表；示例不会混入您的项目", "See a filled form; it never mixes with your projects";
        import_text: "打开别处导出的评估文件或备份", "Open an assessment exported elsewhere, or a backup";
        local: "数据只保存在这台设备的浏览器里，不上传任何地方；带走数据请用“导出”。", "Data stays in this device's browser and is never uploaded. To take it along, export it.";
        see_rubrics: "先看看有哪些评估细则", "Look at the rubrics first";
        search: "搜索项目", "Search projects";
        search_hint: "搜索项目、机构、年度", "Project, organisation, year";
        new: "新建评估", "New assessment";
        add: "加一份评估", "Add an assessment";
        see_sample: "看示例", "See the sample";
        continue_: "继续填写", "Continue";
        begin: "开始填写", "Begin";
        view: "查看", "Open";
        copy: "复制为新的评估", "Copy as a new assessment";
        not_begun: "还没有填", "Nothing filled in yet";
        nothing_found: "没有找到匹配的项目。", "No project matches.";
        clear_search: "清除搜索", "Clear the search";
        delete_text: "删除后可以马上撤销；提示消失后不能恢复，建议先导出。", "It can be undone at once, but not after the message has gone. Export it first if in doubt.";
        export_first: "先导出", "Export first";
    }
}

/// What is on the line below a project's name.
pub fn details(language: Language, implementer: &str, year: &str, sum: Option<&str>) -> String {
    let year = (!year.is_empty()).then(|| pick(language, || format!("{year} 年度"), || year.to_owned()));
    let sum = sum.map(|sum| pick(language, || format!("合同额 ¥{sum}"), || format!("contract ¥{sum}")));
    let implementer = (!implementer.is_empty()).then(|| implementer.to_owned());
    let parts: Vec<String> = [implementer, year, sum].into_iter().flatten().collect();
    parts.join(" · ")
}

/// The name of the menu of an assessment.
pub fn more(language: Language, assessment: &str) -> String {
    pick(language, || format!("更多：{assessment}"), || format!("More: {assessment}"))
}

/// The figures of a list entry, beside the base.
pub fn beside_base(language: Language, bonus: &str, total: &str, provisional: bool) -> String {
    if provisional {
        pick(language, || format!("＋{bonus} 暂计"), || format!("+ {bonus} provisional"))
    } else {
        pick(language, || format!("＋{bonus} ＝ {total}"), || format!("+ {bonus} = {total}"))
    }
}

/// How many projects a search leaves.
pub fn found(language: Language, count: usize) -> String {
    pick(language, || format!("找到 {count} 个项目"), || format!("{count} projects found"))
}

/// Shows the next projects.
pub fn show_more(language: Language, left: usize) -> String {
    pick(
        language,
        || format!("再显示一些（还有 {left} 个项目）"),
        || format!("Show more ({left} projects left)"),
    )
}

/// Asks before an assessment is deleted.
pub fn delete_question(language: Language, assessment: &str) -> String {
    pick(language, || format!("删除“{assessment}”？"), || format!("Delete “{assessment}”?"))
}

/// What would be deleted.
pub fn delete_what(language: Language, project: &str, answered: usize) -> String {
    pick(
        language,
        || format!("{project}：已评 {answered} 项。"),
        || format!("{project}: {answered} rows scored."),
    )
}
