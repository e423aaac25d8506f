//! What is to be done about events, case by case.

use super::*;

const NOON: &str = "2026-11-23T12:00:00Z";

fn at(days: i64) -> Timestamp {
    let noon: Timestamp = NOON.parse().unwrap();
    noon + jiff::SignedDuration::from_hours(24 * days)
}

fn content(summit: &str, days: i64) -> EventContent {
    EventContent {
        name: format!("Summit {summit}"),
        description: format!("Watch it.\n/summit {summit}"),
        location: "Miami".to_owned(),
        starts_at: at(days),
        ends_at: at(days + 1),
    }
}

fn wanted(all: &[(&str, i64)]) -> HashMap<String, Fate> {
    let fate =
        |(summit, days): &(&str, i64)| ((*summit).to_owned(), Fate::Wanted(content(summit, *days)));
    all.iter().map(fate).collect()
}

fn row(summit: &str, event_id: Option<u64>, state: EventState) -> ScheduledEvent {
    ScheduledEvent {
        summit_id: summit.to_owned(),
        event_id,
        state,
        sent: content(summit, 7),
        detail: None,
    }
}

fn made(summit: &str, event_id: u64) -> ScheduledEvent {
    row(summit, Some(event_id), EventState::Made)
}

fn found(id: u64, summit: &str) -> FoundEvent {
    FoundEvent {
        id,
        is_own: true,
        is_active: false,
        description: format!("Watch it.\n/summit {summit}"),
    }
}

fn steps(
    fates: &HashMap<String, Fate>,
    rows: &[ScheduledEvent],
    found: &[FoundEvent],
) -> Vec<EventStep> {
    diff(fates, rows, found, at(0)).steps
}

#[test]
fn what_is_in_step_asks_for_nothing() {
    let fates = wanted(&[("a", 7)]);
    assert_eq!(steps(&fates, &[made("a", 1)], &[found(1, "a")]), []);
}

#[test]
fn what_was_begun_and_is_there_is_taken_up_and_what_is_not_there_is_made() {
    let fates = wanted(&[("a", 7)]);
    let begun = [row("a", None, EventState::Begun)];
    let adopted = steps(&fates, &begun, &[found(1, "a")]);
    assert!(
        matches!(adopted[..], [EventStep::Adopt { event_id: 1, .. }]),
        "{adopted:?}"
    );
    let again = steps(&fates, &begun, &[]);
    assert!(matches!(again[..], [EventStep::Create { .. }]), "{again:?}");
    // Somebody else's event with the same last line is not ours.
    let foreign = FoundEvent {
        is_own: false,
        ..found(1, "a")
    };
    let again = steps(&fates, &begun, &[foreign]);
    assert!(matches!(again[..], [EventStep::Create { .. }]), "{again:?}");
}

#[test]
fn of_two_events_of_one_summit_the_one_on_record_stays() {
    let fates = wanted(&[("a", 7)]);
    let doubled = steps(&fates, &[made("a", 2)], &[found(1, "a"), found(2, "a")]);
    let delete = EventStep::Delete {
        summit_id: None,
        event_id: 1,
    };
    assert_eq!(doubled, [delete]);
}

#[test]
fn an_event_that_is_gone_before_its_end_was_deleted_by_somebody_and_is_not_made_again() {
    let fates = wanted(&[("a", 7)]);
    let dismiss = EventStep::Dismiss {
        summit_id: "a".to_owned(),
    };
    assert_eq!(steps(&fates, &[made("a", 1)], &[]), [dismiss]);
    let dismissed = [row("a", None, EventState::Dismissed)];
    assert_eq!(steps(&fates, &dismissed, &[]), []);
    // What the bot itself was about to delete was deleted by nobody else.
    let ending = [row("a", Some(1), EventState::Ending)];
    let again = steps(&fates, &ending, &[]);
    assert!(matches!(again[..], [EventStep::Create { .. }]), "{again:?}");
}

#[test]
fn only_what_the_calendar_changed_is_written_anew() {
    let fates = wanted(&[("a", 9)]);
    let changed = steps(&fates, &[made("a", 1)], &[found(1, "a")]);
    let [EventStep::Change { change, .. }] = &changed[..] else {
        panic!("{changed:?}");
    };
    let only_times = EventChange {
        starts_at: Some(at(9)),
        ends_at: Some(at(10)),
        ..EventChange::default()
    };
    assert_eq!(*change, only_times);
}

#[test]
fn what_has_begun_keeps_its_beginning_or_is_replaced_by_what_is_ahead() {
    let active = FoundEvent {
        is_active: true,
        ..found(1, "a")
    };
    let begun = ScheduledEvent {
        sent: content("a", 0),
        ..made("a", 1)
    };
    let moved_on = steps(
        &wanted(&[("a", 9)]),
        std::slice::from_ref(&begun),
        std::slice::from_ref(&active),
    );
    assert!(
        matches!(
            moved_on[..],
            [EventStep::Delete { .. }, EventStep::Create { .. }]
        ),
        "{moved_on:?}"
    );
    let mut longer = content("a", 0);
    longer.ends_at = at(3);
    let fates = HashMap::from([("a".to_owned(), Fate::Wanted(longer))]);
    let changed = steps(&fates, &[begun], &[active]);
    let [EventStep::Change { change, .. }] = &changed[..] else {
        panic!("{changed:?}");
    };
    assert_eq!((change.starts_at, change.ends_at), (None, Some(at(3))));
}

#[test]
fn a_summit_that_is_called_off_is_called_off_on_discord_and_one_that_is_unwanted_deleted() {
    let rows = [made("a", 1)];
    let cancelled = HashMap::from([("a".to_owned(), Fate::Cancelled)]);
    let off = steps(&cancelled, &rows, &[found(1, "a")]);
    assert!(
        matches!(off[..], [EventStep::Cancel { event_id: 1, .. }]),
        "{off:?}"
    );
    let unwanted = steps(&HashMap::new(), &rows, &[found(1, "a")]);
    assert!(
        matches!(unwanted[..], [EventStep::Delete { event_id: 1, .. }]),
        "{unwanted:?}"
    );
    let over = HashMap::from([("a".to_owned(), Fate::Over)]);
    assert_eq!(steps(&over, &rows, &[found(1, "a")]), []);
    let unread = HashMap::from([("a".to_owned(), Fate::Unread)]);
    assert_eq!(steps(&unread, &rows, &[found(1, "a")]), []);
}

#[test]
fn a_nearer_summit_takes_the_place_of_the_farthest_where_there_is_no_more_room() {
    let foreign = |id| FoundEvent {
        is_own: false,
        ..found(id, "")
    };
    let mut found: Vec<FoundEvent> = (100..199).map(foreign).collect();
    found.push(self::found(1, "far"));
    let fates = wanted(&[("far", 7), ("near", 2)]);
    let diff = diff(&fates, &[made("far", 1)], &found, at(0));
    assert_eq!(diff.left_out, 1);
    let [
        EventStep::Delete { event_id: 1, .. },
        EventStep::Create { summit_id, .. },
    ] = &diff.steps[..]
    else {
        panic!("{:?}", diff.steps);
    };
    assert_eq!(summit_id, "near");
}

#[test]
fn no_event_is_made_of_what_has_begun_or_was_rejected_as_it_is() {
    assert_eq!(steps(&wanted(&[("a", -1)]), &[], &[]), []);
    let rejected = [row("a", None, EventState::Rejected)];
    assert_eq!(steps(&wanted(&[("a", 7)]), &rejected, &[]), []);
    let mended = steps(&wanted(&[("a", 8)]), &rejected, &[]);
    assert!(
        matches!(mended[..], [EventStep::Create { .. }]),
        "{mended:?}"
    );
}
