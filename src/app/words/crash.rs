//! Words for the case that the app runs into its own fault. Both languages at once: the fault may lie anywhere,
//! so nothing is asked of the state. Read next: `saving`.

use crate::app::platform::clock::local_time;
use crate::app::platform::crash::Message;

/// What happened, what became of the data, and what to do.
pub fn message(saved_at: Option<u64>) -> Message {
    let text = match saved_at {
        Some(at) => {
            let time = local_time(at);
            format!(
                "程序出错，已停止保存。您到 {time} 为止填写的内容都已存好，重新打开后接着填即可。 \
                 The app ran into a fault and stopped saving. Everything up to {time} is stored; reload and go on."
            )
        }
        None => "程序出错了。以前保存的内容都还在，重新打开后接着填即可。 \
                 The app ran into a fault. Everything saved before is still there; reload and go on."
            .to_owned(),
    };
    Message { title: "出了问题 · Something went wrong", text, reload: "重新打开 · Reload" }
}
