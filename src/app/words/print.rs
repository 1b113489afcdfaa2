//! Words of the print page around the form. The form itself is Chinese in every language.
//! Read next: `saving`.

use super::table;

table! {
    /// Words of the print page.
    Print {
        title: "打印评估表", "Print the form";
        back: "返回填写", "Back to the assessment";
        advice: "A4 纵向 · 页边距选“默认” · 去掉浏览器的页眉页脚", "A4 portrait, default margins, without the browser's headers and footers";
        pdf: "打印窗口里也可以选“另存为 PDF”。扣分因素可以直接在表上修改。", "The print window can also save a PDF. The factors column can be edited right in the table.";
        with_annex: "附上读法、目标数和改判说明", "With the annex: readings, targets, scores set by hand";
        preview: "评估表预览", "Preview of the form";
        factors: "扣分因素", "Factors";
        restore: "恢复自动生成", "Restore the draft";
    }
}
