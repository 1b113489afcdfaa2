//! The two lines before what is sealed: written, read, held to their limits.

use gongping::package::FILE_LIMIT;
use gongping::package::sealed::{Header, ITERATION_LIMIT, ITERATIONS, Sealed, SealedError, is_sealed, open};

/// What version 1 writes, put down by hand. Never edited.
const LINES: &str = "GONGPING-SEALED 1\n{\"kdf\":\"PBKDF2-SHA-256\",\"iterations\":600000,\
    \"salt\":\"000102030405060708090a0b0c0d0e0f\",\"cipher\":\"AES-256-GCM\",\"iv\":\"f0f1f2f3f4f5f6f7f8f9fafb\",\
    \"name\":\"“暖夕阳”-结项-自评.json\"}\n";

fn header() -> Header {
    Header {
        iterations: ITERATIONS,
        salt: std::array::from_fn(|at| u8::try_from(at).unwrap()),
        iv: std::array::from_fn(|at| 0xF0 + u8::try_from(at).unwrap()),
        name: "“暖夕阳”-结项-自评.json".to_owned(),
    }
}

fn sealed(lines: &str) -> Vec<u8> {
    [lines.as_bytes(), b"some ciphertext\nwith its proof"].concat()
}

#[test]
fn the_frozen_lines_are_written_and_read_to_the_byte() {
    assert_eq!(header().lines(), LINES);
    let bytes = sealed(LINES);
    assert!(is_sealed(&bytes) && !is_sealed(b"{\"format\": \"gongping-assessment\"}"));
    let expected =
        Sealed { header: header(), lines: LINES.as_bytes(), ciphertext: b"some ciphertext\nwith its proof" };
    assert_eq!(open(&bytes), Ok(expected));
}

#[track_caller]
fn check(from: &str, to: &str, expected: SealedError) {
    assert_eq!(LINES.matches(from).count(), 1, "{from}");
    assert_eq!(open(&sealed(&LINES.replace(from, to))), Err(expected), "{to}");
}

#[test]
fn what_is_wrong_with_the_lines_is_named() {
    let wrong = |path: &str| SealedError::Header { path: path.to_owned() };
    check("GONGPING-SEALED", "GONGPING-SEALING", SealedError::NotSealed);
    check(" 1\n", " 2\n", SealedError::TooNew { version: 2, ours: 1 });
    for version in [" 0\n", " 01\n", " +1\n", "1\n", "  1\n", " 1\r\n", " 1 \n", " x\n", "\n"] {
        check(" 1\n", version, SealedError::NotSealed);
    }
    check("PBKDF2-SHA-256", "Argon2id", SealedError::UnknownWay { name: "Argon2id".to_owned() });
    check("AES-256-GCM", "AES-256-CTR", SealedError::UnknownWay { name: "AES-256-CTR".to_owned() });
    check("600000", "0", wrong("iterations"));
    check("600000", "\"600000\"", wrong("iterations"));
    check("\"iterations\":600000,", "", wrong("iterations"));
    check("000102", "0001", wrong("salt"));
    check("000102", "00010203", wrong("salt"));
    check("0a0b0c", "0A0B0C", wrong("salt"));
    check("0a0b0c", "0g0b0c", wrong("salt"));
    check("f0f1f2f3", "f0f1f2f", wrong("iv"));
    check("“暖夕阳”-结项", "../a", wrong("name"));
    check("“暖夕阳”-结项", "a\\u0000b", wrong("name"));
    check("\"name\"", "\"hint\":\"1234\",\"name\"", wrong("hint"));
    check("\"name\"", "\"name\":\"a\",\"name\"", wrong("name"));
    check("{\"kdf\"", "[\"kdf\"", wrong(""));
}

#[test]
fn the_passphrase_is_hashed_so_often_and_no_more() {
    let with = |count: u64| {
        open(&sealed(&LINES.replace("600000", &count.to_string()))).map(|file| file.header.iterations)
    };
    let limit = SealedError::TooManyIterations { limit: ITERATION_LIMIT };
    assert_eq!(with(ITERATION_LIMIT.into()), Ok(ITERATION_LIMIT));
    assert_eq!(with(1), Ok(1));
    for count in
        [u64::from(ITERATION_LIMIT) + 1, u64::from(u32::MAX), u64::from(u32::MAX) + 600_001, u64::MAX]
    {
        assert_eq!(with(count), Err(limit.clone()), "{count}");
    }
}

#[test]
fn a_sealed_file_that_breaks_off_is_told_and_needs_its_proof() {
    let whole = sealed(LINES);
    for end in 15..LINES.len() + 16 {
        assert_eq!(open(&whole[..end]), Err(SealedError::Truncated), "after {end} bytes");
    }
    assert!(open(&whole[..LINES.len() + 16]).is_ok());
}

#[test]
fn lines_and_files_at_their_limits_are_read_and_one_byte_more_is_not() {
    let padded = |length: usize| {
        let line = LINES.lines().nth(1).unwrap();
        let blanks = " ".repeat(length - line.len());
        open(&sealed(&LINES.replace(line, &format!("{blanks}{line}")))).map(|file| file.header)
    };
    assert_eq!(padded(1024), Ok(header()));
    assert_eq!(padded(1025), Err(SealedError::Header { path: String::new() }));
    let mut bytes = LINES.as_bytes().to_vec();
    bytes.resize(FILE_LIMIT, 7);
    assert!(open(&bytes).is_ok());
    bytes.push(7);
    assert_eq!(open(&bytes), Err(SealedError::TooLarge { limit: FILE_LIMIT }));
    let endless = [b"GONGPING-SEALED 1", &[b'1'; 100][..]].concat();
    assert_eq!(open(&endless), Err(SealedError::Header { path: String::new() }));
}

#[test]
fn every_changed_byte_of_the_lines_is_refused_or_changes_what_is_authenticated() {
    let whole = sealed(LINES);
    let before = open(&whole).unwrap();
    for at in 0..LINES.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        if let Ok(file) = open(&bytes) {
            assert_ne!(file.lines, before.lines);
        }
    }
}
