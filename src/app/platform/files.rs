//! Files out and in: a download or, where an installed app on iOS has none, the share sheet; and one chosen file
//! as bytes. Both begin synchronously, inside the press that asked for them, or the browser refuses.
//! Read next: `store`.

use std::future::Future;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, Document, File, FilePropertyBag, HtmlAnchorElement, HtmlInputElement, Navigator,
    ShareData, Url,
};

use super::clock;

/// No larger file is read, in bytes.
pub const MAX_BYTES: u32 = 50 * 1024 * 1024;

/// How long a download's address stays valid. Large files on slow disks start late.
const REVOKE_AFTER_MS: u32 = 60_000;

/// A file that was chosen.
#[derive(Debug, Clone)]
pub struct ChosenFile {
    /// The name on the person's device.
    pub name: String,
    /// Its content.
    pub bytes: Uint8Array,
}

/// What became of a file that was handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Saved {
    /// The browser was asked to download it.
    Downloaded,
    /// The share sheet took it.
    Shared,
    /// The person closed the share sheet.
    Cancelled,
}

/// Why a file did not go out or come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// Larger than [`MAX_BYTES`].
    TooLarge,
    /// The browser could not read it: moved, no permission, or a folder.
    Unreadable(String),
    /// The browser would not hand it out.
    Refused(String),
}

/// Hands a file to the person under that name. Call it in the press that asks for it.
///
/// # Errors
/// `Refused` with the browser's reason.
pub fn save(
    name: &str,
    media_type: &str,
    bytes: &Uint8Array,
) -> impl Future<Output = Result<Saved, FileError>> + use<> {
    let begun = begin_saving(name, media_type, bytes).map_err(refused);
    async move {
        match begun? {
            None => Ok(Saved::Downloaded),
            Some(shared) => match JsFuture::from(shared).await {
                Ok(_) => Ok(Saved::Shared),
                Err(reason) if name_of(&reason) == "AbortError" => Ok(Saved::Cancelled),
                Err(reason) => Err(refused(reason)),
            },
        }
    }
}

/// Lets the person choose a file; `None` when none was chosen. `accept` is the list of an input element, such
/// as `.json,application/json`. Call it in the press that asks for it.
///
/// # Errors
/// `TooLarge` and `Unreadable` for the file chosen, `Refused` when the browser shows no chooser.
pub fn open(accept: &str) -> impl Future<Output = Result<Option<ChosenFile>, FileError>> + use<> {
    let begun = begin_choosing(accept).map_err(refused);
    async move {
        let (input, chosen) = begun?;
        let _ = JsFuture::from(chosen).await;
        let file = input.files().and_then(|files| files.get(0));
        input.remove();
        match file {
            Some(file) => read(&file).await.map(Some),
            None => Ok(None),
        }
    }
}

/// The first file of those that a person let go over the page.
pub fn dropped(event: &JsValue) -> Option<File> {
    let held = Reflect::get(event, &"dataTransfer".into()).ok()?;
    let files = Reflect::get(&held, &"files".into()).ok()?;
    files.dyn_into::<web_sys::FileList>().ok()?.get(0)
}

/// Reads a file that was chosen or dropped.
///
/// # Errors
/// `TooLarge` before anything is read, `Unreadable` with the browser's reason.
pub async fn read(file: &File) -> Result<ChosenFile, FileError> {
    if file.size() > f64::from(MAX_BYTES) {
        return Err(FileError::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|reason| FileError::Unreadable(sentence_of(&reason)))?;
    Ok(ChosenFile { name: file.name(), bytes: Uint8Array::new(&buffer) })
}

/// Starts a download, or gives the promise of the share sheet.
fn begin_saving(name: &str, media_type: &str, bytes: &Uint8Array) -> Result<Option<Promise>, JsValue> {
    let parts = Array::of1(bytes);
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    if installed_on_ios(&navigator) {
        let options = FilePropertyBag::new();
        options.set_type(media_type);
        let file = File::new_with_u8_array_sequence_and_options(&parts, name, &options)?;
        let data = ShareData::new();
        data.set_files(&Array::of1(&file));
        if navigator.can_share_with_data(&data) {
            return Ok(Some(navigator.share_with_data(&data)));
        }
    }
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let document = document()?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.set_hidden(true);
    body(&document)?.append_child(&link)?;
    link.click();
    link.remove();
    spawn_local(async move {
        clock::wait(REVOKE_AFTER_MS).await;
        // Only an address that is not ours could be refused.
        let _ = Url::revoke_object_url(&address);
    });
    Ok(None)
}

/// Shows the chooser, and gives the promise that resolves when it is closed.
fn begin_choosing(accept: &str) -> Result<(HtmlInputElement, Promise), JsValue> {
    let document = document()?;
    let input: HtmlInputElement = document.create_element("input")?.unchecked_into();
    input.set_type("file");
    input.set_accept(accept);
    input.set_hidden(true);
    // Some browsers drop an input that is nowhere on the page while its chooser is open.
    body(&document)?.append_child(&input)?;
    let closed = Promise::new(&mut |resolve: Function, _| {
        for event in ["change", "cancel"] {
            // An element takes any listener; a browser without `cancel` leaves the promise open, at no cost.
            let _ = input.add_event_listener_with_callback(event, &resolve);
        }
    });
    input.click();
    Ok((input, closed))
}

/// An app on the home screen of an iPhone or iPad ignores downloads.
fn installed_on_ios(navigator: &Navigator) -> bool {
    Reflect::get(navigator, &JsValue::from_str("standalone")).is_ok_and(|standalone| standalone.is_truthy())
}

fn document() -> Result<Document, JsValue> {
    web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)
}

fn body(document: &Document) -> Result<web_sys::HtmlElement, JsValue> {
    document.body().ok_or(JsValue::NULL)
}

fn refused(reason: JsValue) -> FileError {
    FileError::Refused(sentence_of(&reason))
}

fn name_of(reason: &JsValue) -> String {
    Reflect::get(reason, &JsValue::from_str("name"))
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_default()
}

fn sentence_of(reason: &JsValue) -> String {
    reason.dyn_ref::<js_sys::Error>().map_or_else(
        || name_of(reason),
        |error| format!("{}: {}", String::from(error.name()), String::from(error.message())),
    )
}
