//! A year of summits in seconds, on a Discord and on machines that fail in every way we know.
//!
//! After each run: every alert that was due, in a channel or to a person, was posted once, or has its reason on record; none was posted twice.
//! `ATTACHE_SEEDS=200 cargo test --test simulation` runs more of them; a failure names its seed, and
//! `ATTACHE_SEED=7` runs that one alone.
#![cfg(test)]

mod calendar;
mod chains;
mod crash;
mod crowd;
mod discord;
mod due;
mod editions;
mod events;
mod judge;
mod office;
mod people;
mod reasons;
mod steps;
mod subscriptions;
mod word;
mod year;

use year::{Trouble, year};

/// How many seeds each kind of year has by default.
const SEEDS: u64 = 2;

fn seeds() -> Vec<u64> {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    match number("ATTACHE_SEED") {
        Some(seed) => vec![seed],
        None => (1..=number("ATTACHE_SEEDS").unwrap_or(SEEDS)).collect(),
    }
}

async fn years(trouble: Trouble) {
    let (seeds, mut calls) = (seeds(), 0);
    for seed in &seeds {
        calls += year(*seed, trouble).await;
    }
    // In a year of some seed no change may be so near that it calls.
    assert!(!trouble.moves || calls > 0 || seeds.len() < 2);
}

#[tokio::test]
async fn a_quiet_year_is_told_to_the_second() {
    years(Trouble::default()).await;
}

#[tokio::test]
async fn discord_fails() {
    years(Trouble {
        discord: true,
        ..Trouble::default()
    })
    .await;
}

#[tokio::test]
async fn the_process_dies_at_any_step() {
    years(Trouble {
        crashes: true,
        ..Trouble::default()
    })
    .await;
}

#[tokio::test]
async fn summits_move_change_and_are_called_off() {
    years(Trouble {
        moves: true,
        ..Trouble::default()
    })
    .await;
}

#[tokio::test]
async fn files_of_the_calendar_are_broken_and_mended() {
    years(Trouble {
        moves: true,
        files: true,
        ..Trouble::default()
    })
    .await;
}

#[tokio::test]
async fn everything_fails_at_once_on_two_replicas() {
    years(Trouble {
        discord: true,
        crashes: true,
        moves: true,
        files: true,
        clock: true,
        replicas: true,
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crowd_is_served_through_one_connection() {
    crowd::deliver().await;
}

/// Each await is a step; the process dies at the first, at the second, and so on, until it no longer gets that far.
#[tokio::test]
async fn a_crash_at_each_step_of_one_delivery() {
    let steps = steps::crash_at_each_step().await;
    assert!(steps > 20, "only {steps} steps");
}

#[tokio::test]
async fn scheduled_events_stay_one_a_summit() {
    for seed in seeds() {
        events::year(seed).await;
    }
}
