//! Words that occur on more than one page. Read next: `home`.

use super::{pick, table};
use gongping::assessment::Role;
use gongping::rubric::{Object, Provenance};
use gongping::score::sentence::Language;

table! {
    /// Words that occur on more than one page.
    General {
        app: "公评", "Gongping";
        tagline: "社会服务项目评估 · 数据只保存在本机", "Social service evaluation · data stays on this device";
        colon: "：", ": ";
        back: "返回", "Back";
        back_home: "返回我的项目", "Back to my projects";
        more: "更多", "More";
        retry: "重试", "Retry";
        undo_keys: "撤销（Ctrl+Z）", "Undo (Ctrl+Z)";
        redo_keys: "重做（Ctrl+Y）", "Redo (Ctrl+Y)";
        print_form: "打印评估表", "Print the form";
        export_file: "导出文件", "Export a file";
        export_sealed: "加密导出", "Export sealed";
        edit_project: "修改项目信息", "Edit the project";
        home: "我的项目", "My projects";
        rubrics: "评估细则", "Rubrics";
        settings: "设置", "Settings";
        cancel: "取消", "Cancel";
        close: "关闭", "Close";
        undo: "撤销", "Undo";
        redo: "重做", "Redo";
        print: "打印", "Print";
        export: "导出", "Export";
        import: "导入文件", "Import a file";
        delete: "删除", "Delete";
        yes: "是", "Yes";
        no: "否", "No";
        not_applicable: "不适用", "Not applicable";
        sample: "示例", "Sample";
        sample_notice: "这是示例，可以随意试改，不会保存，也不会与您的项目混在一起。", "This is a sample: change anything you like. Nothing is saved, and it never mixes with your projects.";
        provisional: "暂计", "provisional";
        skip: "跳到正文", "Skip to content";
        loading: "正在读取…", "Loading…";
        notice: "提示", "Notice";
        not_loaded: "应用的这一部分没有载入", "This part of the app did not load";
        not_loaded_remedy: "请检查网络后重试；还不行时请刷新页面。已经保存的内容没有改动。", "Check the network and retry; if that does not help, reload the page. What is saved has not changed.";
        not_done: "没有做成：应用的这一部分没有载入。请检查网络后再试一次；已经保存的内容没有改动。", "Not done: this part of the app did not load. Check the network and try again; what is saved has not changed.";
        not_opened: "打不开这份评估表", "This assessment does not open";
    }
}

/// The name of a role.
pub fn role(language: Language, role: Role) -> &'static str {
    match (role, language) {
        (Role::SelfAssessment, Language::Chinese) => "自评",
        (Role::SelfAssessment, Language::English) => "Self-assessment",
        (Role::Evaluation, Language::Chinese) => "评估",
        (Role::Evaluation, Language::English) => "Evaluation",
        (Role::Purchaser, Language::Chinese) => "购买主体评价",
        (Role::Purchaser, Language::English) => "Purchaser’s rating",
        (Role::Provider, Language::Chinese) => "承接方评价",
        (Role::Provider, Language::English) => "Provider’s rating",
        (Role::Resident, Language::Chinese) => "居民／服务对象评价",
        (Role::Resident, Language::English) => "Residents’ and clients’ rating",
        (Role::Department, Language::Chinese) => "部门检查",
        (Role::Department, Language::English) => "Department’s inspection",
        (Role::Expert, Language::Chinese) => "专家评审",
        (Role::Expert, Language::English) => "Expert review",
    }
}

/// What a rubric assesses.
pub fn object(language: Language, object: Object) -> &'static str {
    match (object, language) {
        (Object::Project, Language::Chinese) => "项目",
        (Object::Project, Language::English) => "Projects",
        (Object::Linkage, Language::Chinese) => "三社联动",
        (Object::Linkage, Language::English) => "Community linkage",
        (Object::Post, Language::Chinese) => "社工岗位",
        (Object::Post, Language::English) => "Social work posts",
        (Object::Organisation, Language::Chinese) => "社会组织",
        (Object::Organisation, Language::English) => "Organisations",
        (Object::ThirdParty, Language::Chinese) => "第三方机构",
        (Object::ThirdParty, Language::English) => "Third-party evaluators",
        (Object::Proposal, Language::Chinese) => "立项申报",
        (Object::Proposal, Language::English) => "Proposals",
        (Object::Eligibility, Language::Chinese) => "承接主体",
        (Object::Eligibility, Language::English) => "Eligible providers",
        (Object::Survey, Language::Chinese) => "服务对象",
        (Object::Survey, Language::English) => "Clients",
    }
}

/// The badge of a rubric.
pub fn provenance(language: Language, provenance: Provenance) -> &'static str {
    match (provenance, language) {
        (Provenance::Official, Language::Chinese) => "官方",
        (Provenance::Official, Language::English) => "Official",
        (Provenance::Adapted, Language::Chinese) => "改编",
        (Provenance::Adapted, Language::English) => "Adapted",
        (Provenance::Example, Language::Chinese) => "自拟示例",
        (Provenance::Example, Language::English) => "Our own example",
    }
}

/// 已评 13 / 29
pub fn progress(language: Language, answered: usize, of: usize) -> String {
    pick(language, || format!("已评 {answered} / {of}"), || format!("{answered} of {of} scored"))
}
