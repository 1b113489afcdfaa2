//! The official form: merged cells as printed in the source of the 海盐 rubric, the figures of the form worked
//! by hand in the domain notes, provisional totals, edited factors, overrides and the annex.

use gongping::assessment::{Assessment, Cell, Edit, Project, Role};
use gongping::exchange::Parcel;
use gongping::report::{Merged, Name, OfficialForm, ToFill, blank_form, official_form};
use gongping::rubric::{FieldKey, IndicatorId, Rubric, StageId};
use gongping::score::score;

/// The rubric that the frozen file was made with.
const HAIYAN: &str = include_str!("../../rubrics/past/haiyan-purchase-1.0.json");

fn haiyan() -> Rubric {
    Rubric::read(HAIYAN).unwrap()
}

/// The whole form worked by hand: base 86.9, bonus 3, 合计 89.9.
fn worked(rubric: &Rubric) -> Assessment {
    let file = include_bytes!("fixtures/assessment-v1.json");
    Parcel::open(file).unwrap().unpack_as(rubric).unwrap().0
}

fn set(rubric: &Rubric, assessment: &mut Assessment, id: &str, cell: Cell, value: &str) {
    let indicator = rubric.find(&IndicatorId::new(id)).unwrap();
    assessment.apply(Edit { indicator, cell, value: value.to_owned() });
}

fn fact(key: &str) -> Cell {
    Cell::Fact(FieldKey::new(key))
}

fn laid_out(rubric: &Rubric, assessment: &Assessment) -> OfficialForm {
    official_form(rubric, assessment, &score(rubric, assessment), "2026-11-21")
}

/// The row of an indicator.
fn row<'f>(rubric: &Rubric, form: &'f OfficialForm, id: &str) -> &'f gongping::report::Row {
    let at = rubric.find(&IndicatorId::new(id)).unwrap();
    form.rows.iter().find(|row| row.indicator == at).unwrap()
}

fn merged(text: &str, rows: usize) -> Merged {
    Merged { text: text.to_owned(), rows }
}

#[test]
fn the_content_cells_are_merged_as_printed() {
    let rubric = haiyan();
    let form = laid_out(&rubric, &worked(&rubric));
    let cells: Vec<(usize, &Merged)> =
        form.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.content.as_ref()?))).collect();
    let expected = [
        (0, &merged("项目管理 10分", 4)),
        (4, &merged("服务执行45分", 10)),
        (14, &merged("服务成效25分", 8)),
        (22, &merged("财务管理20分", 4)),
        (26, &merged("加分项5分", 3)),
    ];
    assert_eq!(form.rows.len(), 29);
    for ((at, cell), (expected_at, expected)) in cells.iter().zip(&expected) {
        let (text, wanted) = (cell.text.replace(char::is_whitespace, ""), expected.text.replace(' ', ""));
        assert_eq!((at, cell.rows, text), (expected_at, expected.rows, wanted));
    }
    assert_eq!(cells.len(), expected.len());
}

#[test]
fn the_name_cells_are_merged_as_printed_and_a_row_without_one_has_none() {
    let rubric = haiyan();
    let form = laid_out(&rubric, &worked(&rubric));
    let merged: Vec<(&str, usize)> = form
        .rows
        .iter()
        .filter_map(|row| match &row.name {
            Name::Begins(cell) => Some((cell.text.as_str(), cell.rows)),
            Name::Covered | Name::None => None,
        })
        .collect();
    let expected = [
        ("管理架构", 1),
        ("准备充分", 1),
        ("安全机制", 1),
        ("整体规划", 1),
        ("执行人员资质", 2),
        ("辅助人员", 1),
        ("完成情况", 4),
        ("合理性", 3),
        ("知晓率", 1),
        ("满意率", 1),
        ("社会效益", 3),
        ("可持续、创新性", 1),
        ("“五社联动”", 1),
        ("受益情况", 1),
        ("管理规范", 1),
        ("支出规范", 3),
    ];
    assert_eq!(merged, expected);
    assert_eq!(row(&rubric, &form, "HY-06").name, Name::Covered);
    for id in ["HY-B1", "HY-B2", "HY-B3"] {
        assert_eq!(row(&rubric, &form, id).name, Name::None);
    }
}

#[test]
fn the_words_around_the_table_are_the_printed_ones() {
    let rubric = haiyan();
    let form = laid_out(&rubric, &worked(&rubric));
    assert_eq!(form.title, "海盐县政府购买社会组织服务项目评估细则");
    assert_eq!(form.project.label, "项目名称：");
    assert_eq!(form.project.value, "“暖夕阳”居家养老社工服务项目");
    assert_eq!(
        (form.implementer.label.as_str(), form.implementer.value.as_str()),
        ("项目执行单位:", "某某社会工作服务中心")
    );
    assert_eq!(form.date.value, "2026-11-21");
    assert_eq!(form.columns[2], "指标等级(分值）");
    assert_eq!(form.remark, "备注：中期评估按照“项目过半”的原则对应表内相应指标数据。");
    assert_eq!(form.signature, "评估人员/机构负责人签名（加盖公章）：");
}

#[test]
fn the_worked_form_shows_its_scores_row_by_row_and_in_the_total() {
    let rubric = haiyan();
    let form = laid_out(&rubric, &worked(&rubric));
    // Domain notes 1.9, row by row.
    let expected = [
        "2", "1.5", "3", "2", "2", "1", "2", "3", "5", "5", "4", "2", "3", "12", "1.5", "5", "1", "2.4", "2",
        "1", "4", "4", "2", "7", "8", "1.5", "2", "0", "1",
    ];
    let scores: Vec<&str> = form.rows.iter().map(|row| row.self_score.as_str()).collect();
    assert_eq!(scores, expected);
    assert!(form.rows.iter().all(|row| row.evaluator_score.is_empty()));
    let total = &form.total;
    assert_eq!((total.label.as_str(), total.points.as_str()), ("合计", "100＋5"));
    assert_eq!(
        (total.base.as_str(), total.bonus.as_deref(), total.total.as_str()),
        ("86.9", Some("3"), "89.9")
    );
    assert_eq!((total.self_score.as_str(), total.evaluator_score.as_str()), ("89.9", ""));
    assert_eq!((total.provisional, total.answered, total.of), (false, 26, 26));
    assert_eq!(total.notes, ["其中基本分 86.9，加分 3"]);
}

#[test]
fn factors_are_the_engines_sentence_until_a_person_writes_their_own() {
    let rubric = haiyan();
    let mut assessment = worked(&rubric);
    let form = laid_out(&rubric, &assessment);
    let eighth = row(&rubric, &form, "HY-08");
    let sentence = "91/100 = 91%，低于标准 95% 4 个百分点，每不足 5% 扣 1 分，计 1 档，扣 1 分。";
    assert_eq!(eighth.factors, [sentence]);
    assert_eq!(eighth.rule_text, "每不足5%扣1分，直至扣完。");
    assert!(row(&rubric, &form, "HY-01").factors.is_empty());
    let own = ["3 号子服务缺回访记录，扣3分。", "\t其余 \"材料\" 齐全\\签字齐全。"];
    assert_eq!(row(&rubric, &form, "HY-14").factors, own);

    set(&rubric, &mut assessment, "HY-08", Cell::Factors, "  9 项服务方法与标书不一致\n");
    let form = laid_out(&rubric, &assessment);
    assert_eq!(row(&rubric, &form, "HY-08").factors, ["9 项服务方法与标书不一致"]);
}

#[test]
fn an_override_is_marked_with_what_was_computed_and_why() {
    let rubric = haiyan();
    let mut assessment = worked(&rubric);
    set(&rubric, &mut assessment, "HY-08", Cell::OverridePoints, "3.5");
    set(&rubric, &mut assessment, "HY-08", Cell::OverrideReason, "3 项变更已报购买方同意");
    let form = laid_out(&rubric, &assessment);
    let eighth = row(&rubric, &form, "HY-08");
    assert!(eighth.overridden);
    assert_eq!(eighth.self_score, "3.5");
    assert_eq!(eighth.factors.len(), 2);
    assert_eq!(eighth.factors[1], "改判：计算得 3 分，改为 3.5 分。3 项变更已报购买方同意");
    assert_eq!(form.total.total, "90.4");
    let [change] = &form.annex.overrides[..] else { panic!("one override: {:?}", form.annex.overrides) };
    assert_eq!((change.of.number.as_str(), change.computed.as_deref()), ("2.4", Some("3")));
    assert_eq!((change.set.as_str(), change.reason.as_str()), ("3.5", "3 项变更已报购买方同意"));
    // HY-07 has points without the compulsory reason: not in force, so not on the form.
    assert!(!row(&rubric, &form, "HY-07").overridden);

    set(&rubric, &mut assessment, "HY-08", fact("part"), "");
    let form = laid_out(&rubric, &assessment);
    assert_eq!(row(&rubric, &form, "HY-08").factors, ["改判：计为 3.5 分。3 项变更已报购买方同意"]);
    assert_eq!(form.annex.overrides[0].computed, None);
}

#[test]
fn a_blank_row_makes_the_total_provisional_and_stays_blank() {
    let rubric = haiyan();
    let mut assessment = worked(&rubric);
    set(&rubric, &mut assessment, "HY-02", fact("item.survey"), "");
    let form = laid_out(&rubric, &assessment);
    let second = row(&rubric, &form, "HY-02");
    // One item of it is unmet already, which is no reason for a score that is not there.
    assert_eq!((second.self_score.as_str(), second.factors.len()), ("", 0));
    // 86.9 and 3 without the 1.5 points of HY-02.
    assert_eq!(form.total.self_score, "暂计 88.4");
    assert_eq!((form.total.answered, form.total.of), (25, 26));
    assert_eq!(form.total.notes, ["其中基本分 85.4，加分 3", "暂计：已评 25 项，共 26 项"]);
}

#[test]
fn a_form_with_nothing_in_it_has_no_figures() {
    let rubric = haiyan();
    let blank = Assessment::new(
        "a".to_owned(),
        Project::default(),
        &rubric,
        StageId::new("final"),
        Role::SelfAssessment,
    );
    let form = laid_out(&rubric, &blank);
    assert!(form.rows.iter().all(|row| row.self_score.is_empty() && row.factors.is_empty()));
    assert_eq!((form.total.self_score.as_str(), form.total.provisional), ("", true));
    assert_eq!(form.total.notes, ["暂计：已评 0 项，共 26 项"]);
}

#[test]
fn an_evaluators_scores_stand_in_their_own_column() {
    let rubric = haiyan();
    let mut assessment = worked(&rubric);
    assessment.role = Role::Evaluation;
    let form = laid_out(&rubric, &assessment);
    let eighth = row(&rubric, &form, "HY-08");
    assert_eq!((eighth.self_score.as_str(), eighth.evaluator_score.as_str()), ("", "3"));
    assert_eq!((form.total.self_score.as_str(), form.total.evaluator_score.as_str()), ("", "89.9"));
}

#[test]
fn the_annex_lists_every_target_the_stage_scales_and_what_is_in_force() {
    let rubric = haiyan();
    let mut assessment = worked(&rubric);
    assert!(laid_out(&rubric, &assessment).annex.targets.is_empty());

    assessment.stage = StageId::new("midterm");
    set(&rubric, &mut assessment, "HY-18", fact("target"), "4");
    set(&rubric, &mut assessment, "HY-18", fact("target.why"), "宣传计划集中在上半年");
    let annex = laid_out(&rubric, &assessment).annex;
    assert_eq!(annex.stage, "中期");
    assert_eq!(annex.stage_note.as_deref(), Some("中期评估按照“项目过半”的原则对应表内相应指标数据。"));
    let targets: Vec<_> = annex
        .targets
        .iter()
        .map(|target| {
            let id = rubric.indicator(target.of.indicator).unwrap().id.as_str();
            (id, target.whole.as_str(), target.scaled.as_str(), target.in_force.as_str())
        })
        .collect();
    // Domain notes 1.8: the halved rows, odd counts rounded up, on the facts of the worked form.
    let expected = [
        ("HY-06", "20", "10", "10"),
        ("HY-10", "200", "100", "100"),
        ("HY-11", "96", "48", "48"),
        ("HY-13", "40", "20", "20"),
        ("HY-17", "2", "1", "1"),
        ("HY-18", "5", "3", "4"),
        ("HY-19", "2", "1", "1"),
        ("HY-22", "200", "100", "100"),
        ("HY-26", "100000", "50000", "50000"),
    ];
    assert_eq!(targets, expected);
    let reasons: Vec<&str> =
        annex.targets.iter().map(|target| target.reason.as_str()).filter(|text| !text.is_empty()).collect();
    assert_eq!(reasons, ["宣传计划集中在上半年"]);
}

#[test]
fn the_annex_holds_the_readings_and_the_notes() {
    let rubric = haiyan();
    let annex = laid_out(&rubric, &worked(&rubric)).annex;
    let general = rubric.readings().len();
    assert!(general > 0);
    assert!(annex.readings.iter().take(general).all(|reading| reading.of.is_none()));
    let own: usize = rubric.indicators().iter().map(|indicator| indicator.readings.len()).sum();
    assert_eq!(annex.readings.len(), general + own);
    let first = annex.readings[general].of.as_ref().unwrap();
    assert_eq!((first.number.as_str(), first.label.as_str()), ("1.1", "管理架构"));
    let notes: Vec<&str> = annex.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["两件投诉均已办结 😀", "结余转入下一年度。\r\n第二行"]);
}

/// Two sections inside one, with a name that both use; no bonus. Our own example.
const NESTED: &str = r#"{
  "format": 1, "id": "nested", "version": "1.0", "title": "自拟示例", "provenance": "example",
  "source": {"title": "自拟示例"}, "places": 1, "base": "6",
  "stages": [{"id": "final", "name": "结项"}],
  "form": {"project": "项目：", "implementer": "单位：", "date": "日期：",
    "columns": ["内容", "指标", "分值", "自评", "评估", "扣分"], "total": "合计", "remark": "无",
    "signature": "签名：", "signature_date": "日期："},
  "sections": [{"id": "all", "name": "全部", "heading": "全部（6分）", "points": "6", "sections": [
    {"id": "one", "name": "一", "heading": "一（4分）", "points": "4", "indicators": [
      {"id": "A", "name": "公示", "label": "甲", "text": "甲。", "points": "2", "rule_text": "否则不得分。",
       "rule": {"type": "all_or_nothing", "conditions": [{"id": "a", "label": "甲"}]}},
      {"id": "B", "name": "公示", "label": "乙", "text": "乙。", "points": "2", "rule_text": "否则不得分。",
       "rule": {"type": "all_or_nothing", "conditions": [{"id": "b", "label": "乙"}]}}]},
    {"id": "two", "name": "二", "heading": "二（2分）", "points": "2", "indicators": [
      {"id": "C", "name": "公示", "label": "丙", "text": "丙。", "points": "2", "rule_text": "否则不得分。",
       "rule": {"type": "all_or_nothing", "conditions": [{"id": "c", "label": "丙"}]}}]}]}]
}"#;

#[test]
fn in_a_deeper_tree_the_content_cell_holds_the_path_and_names_do_not_merge_across_sections() {
    let rubric = Rubric::read(NESTED).unwrap();
    let blank = Assessment::new(
        "a".to_owned(),
        Project::default(),
        &rubric,
        StageId::new("final"),
        Role::SelfAssessment,
    );
    let form = laid_out(&rubric, &blank);
    let cells: Vec<_> = form.rows.iter().map(|row| (row.content.clone(), row.name.clone())).collect();
    let expected = [
        (Some(merged("全部（6分）\n一（4分）", 2)), Name::Begins(merged("公示", 2))),
        (None, Name::Covered),
        (Some(merged("全部（6分）\n二（2分）", 1)), Name::Begins(merged("公示", 1))),
    ];
    assert_eq!(cells, expected);
    assert_eq!((form.total.points.as_str(), form.total.bonus), ("6", None));
}

#[test]
fn a_blank_form_leaves_room_for_what_each_rule_asks_and_holds_no_score() {
    let rubric = haiyan();
    let form = blank_form(&rubric, &StageId::new("final"));
    assert!(form.rows.iter().all(|row| row.self_score.is_empty() && row.evaluator_score.is_empty()));
    assert!(form.total.notes.is_empty() && form.total.self_score.is_empty());
    let lines = |id: &str| -> Vec<String> {
        let line = |line: &ToFill| format!("{} {} {}", line.label, line.boxes.join("/"), line.unit);
        row(&rubric, &form, id).to_fill.iter().map(line).collect()
    };
    assert_eq!(lines("HY-01"), ["组织架构、层次、责任、运作清晰 清晰/不清晰 "]);
    assert_eq!(lines("HY-17"), ["市级及以上主流媒体发表的经验、报道  篇"]);
    assert_eq!(lines("HY-20"), ["等次 好/一般/差 ", "说明  "]);
    // Five kinds of material, and two lines for others, since the list is open.
    assert_eq!(lines("HY-14").len(), 7);
    assert_eq!(row(&rubric, &form, "HY-01").rule_text, "清晰得2分；不清晰不得分。");
}
