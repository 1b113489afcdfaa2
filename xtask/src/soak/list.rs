//! The defences: where each stands in the sources, what takes its place when it is taken away, and the test that must
//! notice. Whoever changes such a place changes it here; the test in `defences` says so.
//! May import nothing. Read next: the reliability part of the design, whose incidents these answer.

/// A place in the sources that keeps something from being lost or let in.
pub(crate) struct Defence {
    /// What it is, as a person would say it.
    pub(crate) name: &'static str,
    /// From the top of the project.
    pub(crate) file: &'static str,
    /// What stands there, exactly once.
    pub(crate) text: &'static str,
    /// What stands there without the defence; it still compiles.
    pub(crate) instead: &'static str,
    /// The test that must fail then.
    pub(crate) proof: Proof,
}

/// A test that guards a defence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// A test of the library, by its name.
    Native {
        /// Where it is: among the library's own tests, or those of the domain.
        among: &'static [&'static str],
        /// Part of its path, as `cargo test` takes it.
        test: &'static str,
    },
    /// A test of the app in a browser, against a quick build.
    Browser {
        /// The file below `tests/browser`.
        file: &'static str,
        /// Words that only its name has.
        pattern: &'static str,
        /// Counts it is given, where the short form is not enough.
        counts: &'static [(&'static str, &'static str)],
    },
}

const fn native(test: &'static str) -> Proof {
    Proof::Native { among: &["--lib"], test }
}

const fn domain(test: &'static str) -> Proof {
    Proof::Native { among: &["--test", "domain"], test }
}

const fn browser(file: &'static str, pattern: &'static str) -> Proof {
    Proof::Browser { file, pattern, counts: &[] }
}

/// All of them: saving first, then the store, then files, then the page.
pub(crate) const DEFENCES: [Defence; 48] = [
    Defence {
        name: "what a crash took of the journal is found out",
        file: "src/editing/journal.rs",
        text: "        if !found.is_empty() {",
        instead: "        if found.len() > 1_000_000 {",
        proof: native("a_crash_that_takes_the_end_of_the_journal"),
    },
    Defence {
        name: "taking back ends where the journal does not hang together",
        file: "src/editing/journal.rs",
        text: "        if !hangs_together {",
        instead: "        if !hangs_together && self.done.is_empty() {",
        proof: native("where_a_step_was_lost_in_the_middle"),
    },
    Defence {
        name: "a tab that loses the lock stops",
        file: "src/editing/ownership.rs",
        text: "            Standing::Following if lent => vec![Command::WaitForLock],\n            _ => self.stop(),",
        instead: "            Standing::Following if lent => vec![Command::WaitForLock],\n            _ => Vec::new(),",
        proof: native("a_tab_that_loses_lock_or_turn_stops_at_once"),
    },
    Defence {
        name: "one wrong clock throws nothing away",
        file: "src/app/state/library/deleting.rs",
        text: "let by = before.min(now);",
        instead: "let by = before.max(now);",
        proof: browser("care.test.mjs", "one wrong clock takes nothing"),
    },
    Defence {
        name: "an edit is written at once",
        file: "src/app/effects/autosave.rs",
        text: "        self.0.tell(Event::Edited(edits.to_vec()));",
        instead: "        let (inner, edits) = (self.0.clone(), edits.to_vec());\n        \
                  set_timeout(move || inner.tell(Event::Edited(edits)), Duration::from_millis(300));",
        proof: browser("soak/leave.test.mjs", "the page is left by"),
    },
    Defence {
        name: "everything goes down to the disk when the page loses attention",
        file: "src/app/effects/session.rs",
        text: "page_hide::watch(move || leaving.flush(), ",
        instead: "page_hide::watch(move || drop(leaving.clone()), ",
        proof: browser("soak/leave.test.mjs", "brings everything down to the disk at once"),
    },
    Defence {
        name: "everything goes down to the disk a second after a key",
        file: "src/editing/saving.rs",
        text: "        if durability == Durability::Relaxed {\n            commands.extend(self.arm_sync());\n        }\n",
        instead: "",
        proof: native("a_strict_write_follows_within_a_second"),
    },
    Defence {
        name: "nothing is written before the assessment is read",
        file: "src/editing/saving.rs",
        text: "        self.phase == Phase::Ready && self.connection == Connection::Up",
        instead: "        self.connection == Connection::Up",
        proof: native("nothing_is_written_before_the_load"),
    },
    Defence {
        name: "only the write that carries the newest value makes it stored",
        file: "src/editing/saving.rs",
        text: "            if held.edited <= revision {",
        instead: "            if held.edited <= revision.saturating_add(1) {",
        proof: native("the_state_follows_the_store_and_nothing_else"),
    },
    Defence {
        name: "what failed is held and tried again",
        file: "src/editing/saving.rs",
        text: "        if hopeless { Vec::new() } else { self.arm_retry().into_iter().collect() }",
        instead: "        let _ = hopeless;\n        Vec::new()",
        proof: native("a_failure_is_tried_again_with_the_newest_values"),
    },
    Defence {
        name: "a silent connection is replaced",
        file: "src/editing/saving.rs",
        text: "            Connection::Up if !silent => {",
        instead: "            Connection::Up if !silent || silent => {",
        proof: native("a_silent_connection_is_replaced_at_the_retry"),
    },
    Defence {
        name: "a lost connection is opened again",
        file: "src/editing/saving.rs",
        text: "        self.connection = Connection::Reopening;\n        vec![Command::Reopen]\n    }\n\n    fn reopened",
        instead: "        Vec::new()\n    }\n\n    fn reopened",
        proof: native("a_lost_connection_is_reopened"),
    },
    Defence {
        name: "an emptied store is written back whole",
        file: "src/editing/saving.rs",
        text: "            self.emptied = true;",
        instead: "            self.emptied = false;",
        proof: native("a_store_emptied_under_the_page_is_written_back_whole"),
    },
    Defence {
        name: "the app tells an emptied store from the one before",
        file: "src/app/platform/store.rs",
        text: "if *self.0.id.borrow() == before { Reopened::Same }",
        instead: "if self.0.id.borrow().is_some() || before.is_none() { Reopened::Same }",
        proof: browser("soak/wiped.test.mjs", "is cleared under the open page"),
    },
    Defence {
        name: "a write that was taken back is no success",
        file: "src/app/platform/store/writes.rs",
        text: "else { Err(taken_over(reason_of(&transaction))) });",
        instead: "else { Ok(drop(taken_over(reason_of(&transaction)))) });",
        proof: browser("soak/label.test.mjs", "the store takes back is not called saved"),
    },
    Defence {
        name: "a tab whose turn is over cannot write",
        file: "src/app/platform/store/turns.rs",
        text: "        owners.add_with_key(&JsValue::TRUE, &self.0.next)?;\n",
        instead: "        owners.put_with_key(&JsValue::TRUE, &self.0.next)?;\n",
        proof: browser("soak/fence.test.mjs", "a later turn was taken"),
    },
    Defence {
        name: "a store of a newer version is left alone",
        file: "src/app/platform/store/transaction.rs",
        text: "\"VersionError\" => StoreError::TooNew,",
        instead: "\"VersionError\" => StoreError::Quota,",
        proof: browser("soak/fence.test.mjs", "a newer version took the store over"),
    },
    Defence {
        name: "a tab lets go of the store for a newer version",
        file: "src/app/platform/store/connection.rs",
        text: "        own.close();\n        on_lost(&own);",
        instead: "        on_lost(&own);",
        proof: browser("soak/fence.test.mjs", "a newer version took the store over"),
    },
    Defence {
        name: "a dead connection is known by what it throws",
        file: "src/app/platform/store/transaction.rs",
        text: "        \"InvalidStateError\" | \"AbortError\" => StoreError::Closed,",
        instead: "        \"InvalidStateError\" | \"AbortError\" => StoreError::Quota,",
        proof: browser("soak/faults.test.mjs", "a connection that died is replaced by itself"),
    },
    Defence {
        name: "a store that gave up confirmed writes is told",
        file: "src/app/platform/store/canary.rs",
        text: "Some(left) if left.revision > found.revision =>",
        instead: "Some(left) if left.revision > found.revision.max(left.revision) =>",
        proof: damage(),
    },
    Defence {
        name: "another store in the place of the one that was left is told",
        file: "src/app/platform/store/canary.rs",
        text: "Some(left) if Some(left.store.as_str()) != found.store =>",
        instead: "Some(left) if left.store.is_empty() && found.store.is_none() =>",
        proof: browser("soak/wiped.test.mjs", "cleared while the page was closed"),
    },
    Defence {
        name: "an opening that gets no answer is given up",
        file: "src/app/platform/store/connection.rs",
        text: "Promise::race(&Array::of2(&opened, &clock::timer(OPEN_PATIENCE_MS)))",
        instead: "Promise::race(&Array::of2(&opened, &clock::timer(OPEN_PATIENCE_MS * 100)))",
        proof: Proof::Browser {
            file: "soak/faults.test.mjs",
            pattern: "while the app opens",
            counts: &[("SEED", "607966"), ("FAULT_POINTS", "24")],
        },
    },
    Defence {
        name: "nothing is written after the code ran into its own fault",
        file: "src/app/effects/autosave.rs",
        text: "        if crash::happened() {\n            return;\n        }\n",
        instead: "",
        proof: browser("soak/fault_of_ours.test.mjs", "runs into its own fault"),
    },
    Defence {
        name: "a fault of the code is told",
        file: "src/app/platform/crash.rs",
        text: "let _ = draw(&message(saved), &fault.to_string());",
        instead: "let _ = message(saved);",
        proof: browser("soak/fault_of_ours.test.mjs", "runs into its own fault"),
    },
    Defence {
        name: "a key that stands twice is refused",
        file: "src/json/reader.rs",
        text: "                        at.tell(Fault::Repeated);\n                    } else {",
        instead: "                    } else {",
        proof: domain("what_is_missing_wrong_unknown_or_double"),
    },
    Defence {
        name: "what the format does not know is refused",
        file: "src/json/reader.rs",
        text: "                        at.tell(Fault::Unknown);",
        instead: "                        drop(at);",
        proof: domain("what_is_missing_wrong_unknown_or_double"),
    },
    Defence {
        name: "a text that is too long is refused",
        file: "src/exchange/first.rs",
        text: "        self.text_up_to(node, TEXT_LIMIT)",
        instead: "        self.text_up_to(node, TEXT_LIMIT * 2)",
        proof: domain("a_text_and_a_file_at_their_limits"),
    },
    Defence {
        name: "a rubric of the same name with other content is refused",
        file: "src/exchange/content.rs",
        text: "    rubric.digest() == name.digest && ",
        instead: "    ",
        proof: domain("only_the_very_rubric_opens_a_file"),
    },
    Defence {
        name: "a name that stands twice in an archive is refused",
        file: "src/package/archive.rs",
        text: "        if !names.insert(line.name.to_lowercase()) {",
        instead: "        if !names.insert(line.name.to_lowercase()) && line.name.is_empty() {",
        proof: domain("names_that_lead_out_or_stand_twice"),
    },
    Defence {
        name: "a name that leads out of the archive is refused",
        file: "src/package/archive.rs",
        text: "        if !path::is_safe(line.name) {",
        instead: "        if !path::is_safe(line.name) && line.name.is_empty() {",
        proof: domain("names_that_lead_out_or_stand_twice"),
    },
    Defence {
        name: "an entry that is too large is refused",
        file: "src/package/archive.rs",
        text: "        if line.size > ENTRY_SIZE_LIMIT {",
        instead: "        if line.size / 2 > ENTRY_SIZE_LIMIT {",
        proof: domain("an_entry_of_ten_megabytes_is_read"),
    },
    Defence {
        name: "an archive that holds too much is refused",
        file: "src/package/archive.rs",
        text: "        if total > TOTAL_LIMIT {",
        instead: "        if total / 2 > TOTAL_LIMIT {",
        proof: domain("two_hundred_megabytes_in_all"),
    },
    Defence {
        name: "too many entries are refused",
        file: "src/package/archive.rs",
        text: "        if usize::from(end.entries) > limit {",
        instead: "        if usize::from(end.entries) / 2 > limit {",
        proof: domain("a_package_of_500_entries"),
    },
    Defence {
        name: "what is encrypted is refused as such",
        file: "src/package/archive.rs",
        text: "        if flags & ENCRYPTED != 0 {",
        instead: "        if flags & ENCRYPTED > 1 {",
        proof: domain("encryption_and_64_bits"),
    },
    Defence {
        name: "entries that overlap are refused",
        file: "src/package/archive.rs",
        text: "        if line.offset < at {",
        instead: "        if line.offset < at && at == 0 {",
        proof: domain("entries_that_overlap_or_leave_gaps"),
    },
    Defence {
        name: "bytes are counted while they are inflated",
        file: "src/package/archive/inflating.rs",
        text: "            if count > most {",
        instead: "            if count / 2 > most {",
        proof: domain("an_entry_at_the_ratio"),
    },
    Defence {
        name: "an entry that lies about its size is refused",
        file: "src/package/archive/inflating.rs",
        text: "            if count > self.size {",
        instead: "            if count > self.size.saturating_mul(100) {",
        proof: domain("an_entry_that_says_another_size"),
    },
    Defence {
        name: "an archive in an archive is refused",
        file: "src/package/archive/inflating.rs",
        text: "            if count == 0 && (piece",
        instead: "            if count == 1 && (piece",
        proof: domain("an_archive_in_an_archive"),
    },
    Defence {
        name: "an entry whose checksum is wrong is refused",
        file: "src/package/archive/inflating.rs",
        text: "        if checksum.value() != self.checksum {",
        instead: "        if checksum.value() != self.checksum && self.checksum == 0 {",
        proof: domain("damage_within_an_entry"),
    },
    Defence {
        name: "an entry that is not what the manifest's digest says is refused",
        file: "src/package/manifest.rs",
        text: "line.size != entry.size || line.sha256 != digest",
        instead: "line.size != entry.size || digest.is_empty()",
        proof: domain("damage_within_an_entry"),
    },
    Defence {
        name: "markup that is not plainly harmless is refused",
        file: "public/boot.js",
        text: "        if (reason) throw new TypeError(\"refused as markup, \" + reason);\n",
        instead: "",
        proof: browser("policy.test.mjs", "no string becomes markup"),
    },
    Defence {
        name: "the page's policy allows no inline script",
        file: "public/index.html",
        text: "script-src 'self' 'wasm-unsafe-eval';",
        instead: "script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline';",
        proof: domain("the_policy_of_a_host_is_the_one_of_the_page"),
    },
    Defence {
        name: "a file that arrives otherwise than it was built is refused",
        file: "public/sw.js",
        text: "  return hex === FILES[name] ? response : fail(\"changed\");",
        instead: "  return hex.length > 0 ? response : fail(\"changed\");",
        proof: browser("update.test.mjs", "missing, cut off or changed is not let in"),
    },
    Defence {
        name: "a newer version waits for a person's word",
        file: "public/sw.js",
        text: "    await Promise.all(Array.from({ length: AT_ONCE }, next));\n",
        instead: "    await Promise.all(Array.from({ length: AT_ONCE }, next));\n    self.skipWaiting();\n",
        proof: browser("update.test.mjs", "opens every page without a server"),
    },
    Defence {
        name: "a tab gets the files of the version it was opened with",
        file: "public/sw.js",
        text: "(await versionOf(event.clientId)) ?? now()",
        instead: "now()",
        proof: browser("update.test.mjs", "a tab that did not ask keeps its page and its version"),
    },
    Defence {
        name: "no tab is loaded again but the one that asked",
        file: "src/app/effects/updating.rs",
        text: "        Sign::TakenOver if now.step == Step::UnderWay => finish(offline),",
        instead: "        Sign::TakenOver if now.step != Step::Stuck => finish(offline),",
        proof: browser("update.test.mjs", "a tab that did not ask keeps its page and its version"),
    },
    Defence {
        name: "an update waits until everything is stored",
        file: "src/app/effects/updating.rs",
        text: "        if !offline.settle().await {",
        instead: "        if !offline.settle().await && offline.now().step != Step::UnderWay {",
        proof: browser("update.test.mjs", "does not take away what is typed but not stored"),
    },
    Defence {
        name: "the app does not run inside another site's page",
        file: "public/boot.js",
        text: "    if (isFramedByOthers()) return",
        instead: "    if (isFramedByOthers() && !window.top) return",
        proof: browser("offline.test.mjs", "inside a page of another site the app does not run"),
    },
];

/// All whole cases of damage.
const fn damage() -> Proof {
    Proof::Browser {
        file: "soak/damage.test.mjs",
        pattern: "C4",
        counts: &[("DAMAGES", "0"), ("FLIPS", "0")],
    }
}
