//! Sealing with a passphrase, and opening what is sealed, by the browser's own cryptography: the key is made of the
//! passphrase by PBKDF2 with SHA-256, the content sealed by AES-256-GCM together with the two lines that stand before it.
//! May import the library. Read next: `src/package/sealed.rs`, which holds those lines to their limits.

use gongping::package::sealed::{self, ENDING, Header, ITERATIONS, Sealed};
use js_sys::{Array, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

use super::Not;

/// The media type of a sealed file.
pub const MEDIA_TYPE: &str = "application/octet-stream";

/// How many bits the key has.
const KEY_BITS: u32 = 256;

/// Seals a file; gives the new name and the bytes, once they were opened again to the very same.
pub async fn seal(name: &str, content: &[u8], passphrase: &str) -> Result<(String, Vec<u8>), Not> {
    let (crypto, subtle) = crypto()?;
    let header = Header {
        iterations: ITERATIONS,
        salt: random(&crypto)?,
        iv: random(&crypto)?,
        name: name.to_owned(),
    };
    let key = key(&subtle, passphrase, &header).await?;
    let lines = header.lines();
    let way = way(&header, lines.as_bytes());
    let content_there = Uint8Array::from(content);
    let ciphertext = run(subtle.encrypt_with_object_and_buffer_source(&way, &key, &content_there)).await;
    let mut bytes = lines.into_bytes();
    bytes.extend(Uint8Array::new(&ciphertext.ok_or(Not::Insecure)?).to_vec());
    let is_same = match sealed::open(&bytes) {
        Ok(again) => opened(&subtle, &key, &again).await.is_some_and(|again| again == content),
        Err(_) => false,
    };
    if !is_same {
        return Err(Not::Wrong);
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Ok((format!("{stem}{ENDING}"), bytes))
}

/// Opens what is sealed.
pub async fn open(sealed: &Sealed<'_>, passphrase: &str) -> Result<Vec<u8>, Not> {
    let (_, subtle) = crypto()?;
    let key = key(&subtle, passphrase, &sealed.header).await?;
    opened(&subtle, &key, sealed).await.ok_or(Not::Wrong)
}

async fn opened(subtle: &SubtleCrypto, key: &CryptoKey, sealed: &Sealed<'_>) -> Option<Vec<u8>> {
    let way = way(&sealed.header, sealed.lines);
    let ciphertext = Uint8Array::from(sealed.ciphertext);
    let content = run(subtle.decrypt_with_object_and_buffer_source(&way, key, &ciphertext)).await?;
    Some(Uint8Array::new(&content).to_vec())
}

/// The browser's cryptography, which pages over plain http are not given.
fn crypto() -> Result<(Crypto, SubtleCrypto), Not> {
    let crypto: Crypto = Reflect::get(&js_sys::global(), &"crypto".into())
        .ok()
        .and_then(|crypto| crypto.dyn_into().ok())
        .ok_or(Not::Insecure)?;
    let subtle = Reflect::get(&crypto, &"subtle".into()).ok().and_then(|subtle| subtle.dyn_into().ok());
    Ok((crypto, subtle.ok_or(Not::Insecure)?))
}

fn random<const COUNT: usize>(crypto: &Crypto) -> Result<[u8; COUNT], Not> {
    let mut bytes = [0; COUNT];
    crypto.get_random_values_with_u8_array(&mut bytes).map_err(|_| Not::Insecure)?;
    Ok(bytes)
}

/// The key. A letter that a keyboard puts together of two signs counts the same as the single sign.
async fn key(subtle: &SubtleCrypto, passphrase: &str, header: &Header) -> Result<CryptoKey, Not> {
    let passphrase = String::from(JsString::from(passphrase).normalize("NFC"));
    let raw = Uint8Array::from(passphrase.as_bytes());
    let uses = |word: &str| Array::of1(&word.into());
    let material =
        run(subtle.import_key_with_str("raw", raw.as_ref(), "PBKDF2", false, &uses("deriveKey"))).await;
    let material: CryptoKey = material.ok_or(Not::Insecure)?.unchecked_into();
    let from = object(&[
        ("name", "PBKDF2".into()),
        ("hash", "SHA-256".into()),
        ("salt", Uint8Array::from(header.salt.as_slice()).into()),
        ("iterations", header.iterations.into()),
    ]);
    let to = object(&[("name", "AES-GCM".into()), ("length", KEY_BITS.into())]);
    let both = Array::of2(&"encrypt".into(), &"decrypt".into());
    let made = run(subtle.derive_key_with_object_and_object(&from, &material, &to, false, &both)).await;
    Ok(made.ok_or(Not::Insecure)?.unchecked_into())
}

/// How the cipher works: where it begins, and what is authenticated beside the content.
fn way(header: &Header, lines: &[u8]) -> Object {
    object(&[
        ("name", "AES-GCM".into()),
        ("iv", Uint8Array::from(header.iv.as_slice()).into()),
        ("additionalData", Uint8Array::from(lines).into()),
    ])
}

fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // A fresh object takes any entry.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object
}

async fn run(begun: Result<Promise, JsValue>) -> Option<JsValue> {
    JsFuture::from(begun.ok()?).await.ok()
}
