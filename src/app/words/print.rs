//! Words of the print page around the form. The form itself is Chinese in every language.
//! Read next: `saving`.

use super::table;

table! {
    /// Words of the print page.
    Print {
        title: "打印评估表", "Print the form";
        back: "返回填写", "Back to the assessment";
        advice: "扣分因素可以直接在表上修改。打印时选 A4 纵向、默认页边距，去掉浏览器的页眉页脚；也可以选“另存为 PDF”。", "The factors can be edited right in the table. Print on A4 portrait with default margins, without the browser's headers and footers; the print window can also save a PDF.";
        with_annex: "附上读法、目标数和改判说明", "With the annex: readings, targets, scores set by hand";
        with_trail: "附上修改记录", "With the record of changes";
        preview: "评估表预览", "Preview of the form";
        factors: "扣分因素", "Factors";
        restore: "恢复自动生成", "Restore the draft";
    }
}
