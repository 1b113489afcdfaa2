//! Random schedules of several tabs over a model of the browser: locks, messages and a store with the fence, each
//! answering after a while of its own. Tabs are typed into, taken over, frozen, put away and killed at any moment.
//! Nothing typed may be lost or silently written over. Read next: `world`, the model itself.

use super::events::Standing;

mod world;

use world::World;

/// Lets tabs do all they can for a while, and then come to rest.
fn run(seed: u64, tabs: usize, locks: bool) {
    let mut world = World::new(seed, tabs, locks);
    for _ in 0..120 {
        world.act();
        world.advance();
    }
    world.come_to_rest();
    world.expect_nothing_lost();
    let living = world.living();
    let editing: Vec<usize> =
        living.iter().copied().filter(|&at| *world.standing(at) == Standing::Editing).collect();
    for &at in &living {
        let standing = world.standing(at);
        assert!(
            matches!(standing, Standing::Editing | Standing::Following),
            "seed {seed}: {at} {standing:?}"
        );
    }
    if locks && !living.is_empty() {
        assert_eq!(editing.len(), 1, "seed {seed}: one of {living:?} edits");
        assert_eq!(world.holder(), editing.first().copied(), "seed {seed}: it has the lock");
    }
    assert!(editing.len() <= 1, "seed {seed}: {editing:?} edit");
    for &at in &living {
        if !editing.is_empty() {
            assert_eq!(world.shown(at), world.stored(), "seed {seed}: what {at} shows is what is stored");
        }
    }
    // Whoever asks edits in the end, and shows what is stored.
    if let Some(&at) = living.last() {
        world.take_over(at);
        world.settle();
        assert_eq!(*world.standing(at), Standing::Editing, "seed {seed}: {at} asked");
        assert_eq!(world.shown(at), world.stored(), "seed {seed}");
        let kept = world.kept(at);
        world.type_into(at);
        world.settle();
        world.expect_nothing_lost();
        assert_eq!(world.kept(at), kept, "seed {seed}: the one that edits can write");
    }
}

#[test]
fn two_tabs_lose_nothing_in_a_thousand_random_schedules() {
    (0..1_000).for_each(|seed| run(seed, 2, true));
}

#[test]
fn five_tabs_lose_nothing_in_a_thousand_random_schedules() {
    (10_000..11_000).for_each(|seed| run(seed, 5, true));
}

#[test]
fn without_locks_neither_two_tabs_nor_five_lose_anything() {
    (20_000..20_500).for_each(|seed| run(seed, 2, false));
    (30_000..30_500).for_each(|seed| run(seed, 5, false));
}
