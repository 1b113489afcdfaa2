//! Words of the settings page. Read next: `storage`.

use super::{pick, table};
use gongping::score::sentence::Language;

table! {
    /// Words of the settings page.
    Settings {
        display: "显示", "Display";
        language: "语言", "Language";
        language_help: "评估表始终用中文打印", "The form is always printed in Chinese";
        scheme: "配色", "Colours";
        scheme_help: "自动：跟随系统", "Automatic follows the device";
        automatic: "自动", "Automatic";
        light: "浅色", "Light";
        dark: "深色", "Dark";
        text: "文字大小", "Text size";
        text_help: "也可以用浏览器缩放", "The browser's zoom works as well";
        normal: "标准", "Normal";
        large: "大", "Large";
        larger: "特大", "Larger";
        data: "数据与备份", "Data and backup";
        backup_sealed: "加密备份", "Sealed backup";
        import_title: "导入", "Import";
        import_help: "打开评估文件、加密文件或备份；不会覆盖本机已有的内容", "Opens an assessment, a sealed file or a backup; nothing here is overwritten";
        where_title: "保存在哪里", "Where it is kept";
        where_text: "填写的内容只保存在这台设备的这个浏览器里，不上传任何地方，别人看不到。清除浏览器的网站数据会一并删除，所以请定期备份。", "What you type is kept in this browser on this device alone and is never uploaded. Clearing the browser's site data deletes it, so back it up regularly.";
        signature: "署名", "Signature";
        signature_name: "您的姓名", "Your name";
        signature_help: "写进修改记录，导出的文件里也有，别人由此知道是谁改的。可以不填。不会上传。", "Goes into the record of changes and into exported files, so that others see who changed what. It may stay empty. It is not uploaded.";
        about: "关于", "About";
        about_text: "公评在浏览器里按官方细则给政府购买社会组织服务项目打分，没有服务器。", "Gongping scores government-purchased social services by the official rubric, in the browser, without a server.";
        rubrics: "收录的细则", "Rubrics in this version";
        source: "来源：", "Source: ";
    }
}

/// The version of the app.
pub fn version(language: Language, version: &str) -> String {
    pick(language, || format!("版本 {version}"), || format!("Version {version}"))
}

/// The version of a rubric and its digest, for comparing two devices.
pub fn rubric_version(language: Language, version: &str, digest: &str) -> String {
    pick(
        language,
        || format!("第 {version} 版 · 校验码 {digest}"),
        || format!("version {version} · digest {digest}"),
    )
}
