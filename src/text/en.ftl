# What readers see in English. Each key begins with the room that uses it; every file has the same keys in the same order.
# Keys that end in -button stay within 80 characters, -option 100, -placeholder 150, -title and -heading 256; a test counts them.

## dates

dates-month = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
# The month beside a day.
dates-month-of-day = { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
dates-month-short = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
dates-month-short-of-day = { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
dates-weekday-short = { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
dates-day-of-month = { $day } { $month } { $year }
dates-month-of-year = { $month } { $year }
dates-year = { $year }
dates-days-of-month = { $day_from }–{ $day_to } { $month } { $year }
dates-days-of-months = { $day_from } { $month_from } – { $day_to } { $month_to } { $year }
dates-months-of-year = { $month_from } – { $month_to } { $year }
dates-years = { $from } – { $to }
dates-from-to = { $from } – { $to }
dates-with-time = { $date }, { $time }
dates-today = today
dates-tomorrow = tomorrow
dates-length = { $unit ->
        [second] { $count ->
            [one] { $count } second
           *[other] { $count } seconds
        }
        [minute] { $count ->
            [one] { $count } minute
           *[other] { $count } minutes
        }
        [hour] { $count ->
            [one] { $count } hour
           *[other] { $count } hours
        }
        [day] { $count ->
            [one] { $count } day
           *[other] { $count } days
        }
        [week] { $count ->
            [one] { $count } week
           *[other] { $count } weeks
        }
        [month] { $count ->
            [one] { $count } month
           *[other] { $count } months
        }
       *[year] { $count ->
            [one] { $count } year
           *[other] { $count } years
        }
    }
dates-ahead = { $unit ->
        [second] { $count ->
            [one] in { $count } second
           *[other] in { $count } seconds
        }
        [minute] { $count ->
            [one] in { $count } minute
           *[other] in { $count } minutes
        }
        [hour] { $count ->
            [one] in { $count } hour
           *[other] in { $count } hours
        }
        [day] { $count ->
            [one] in { $count } day
           *[other] in { $count } days
        }
        [week] { $count ->
            [one] in { $count } week
           *[other] in { $count } weeks
        }
        [month] { $count ->
            [one] in { $count } month
           *[other] in { $count } months
        }
       *[year] { $count ->
            [one] in { $count } year
           *[other] in { $count } years
        }
    }
dates-ago = { $unit ->
        [second] { $count ->
            [one] { $count } second ago
           *[other] { $count } seconds ago
        }
        [minute] { $count ->
            [one] { $count } minute ago
           *[other] { $count } minutes ago
        }
        [hour] { $count ->
            [one] { $count } hour ago
           *[other] { $count } hours ago
        }
        [day] { $count ->
            [one] { $count } day ago
           *[other] { $count } days ago
        }
        [week] { $count ->
            [one] { $count } week ago
           *[other] { $count } weeks ago
        }
        [month] { $count ->
            [one] { $count } month ago
           *[other] { $count } months ago
        }
       *[year] { $count ->
            [one] { $count } year ago
           *[other] { $count } years ago
        }
    }
dates-before = { $unit ->
        [second] { $count ->
            [one] { $count } second before
           *[other] { $count } seconds before
        }
        [minute] { $count ->
            [one] { $count } minute before
           *[other] { $count } minutes before
        }
        [hour] { $count ->
            [one] { $count } hour before
           *[other] { $count } hours before
        }
        [day] { $count ->
            [one] { $count } day before
           *[other] { $count } days before
        }
        [week] { $count ->
            [one] { $count } week before
           *[other] { $count } weeks before
        }
        [month] { $count ->
            [one] { $count } month before
           *[other] { $count } months before
        }
       *[year] { $count ->
            [one] { $count } year before
           *[other] { $count } years before
        }
    }

## reply

reply-report-button = Report a mistake
reply-remind-button = Tell me
reply-more = … and { $count } more
reply-about = about { $date }
reply-unconfirmed = (unconfirmed)
reply-more-sources = { $sources }, { $count } more
reply-sources = Sources: { $sources }
# What somebody did, and who: “Acknowledged by @Lena”.
reply-by = { $how } by { $by }
reply-somebody = somebody

## pages

pages-newest-footer = Newest fact: { $newest }
pages-newest-until-footer = Newest fact: { $newest } · knowledge up to { $until }
pages-until-footer = Knowledge up to { $until }
pages-stale = { $age } old ({ $newest }) – verify before use
pages-warning-about = { $what }: { $warning }
pages-gone = The page { $page } has been removed since this message was posted. /hotspots lists what there is now.
pages-page-of = Page { $page } of { $pages }
pages-back-button = ◀ Back
pages-next-button = Next ▶
pages-list = { $first }, { $next }
pages-in-brackets = { $what } ({ $note })
pages-labelled = { $what }: { $rest }
# Verdicts on Chinese and Russian conduct, measured by U.S. aims. They stand alone, after a colon and in brackets.
pages-stance-aligned = aligned
pages-stance-partly = partly aligned
pages-stance-opposed = opposed
pages-stance-unclear = unclear
pages-stance-heading = Stance towards U.S. aims: { $stance }
pages-china-button = China
pages-russia-button = Russia
pages-actor-joint = China and Russia
pages-actor-us = United States
pages-actor-other = Others
pages-status-confirmed = confirmed
pages-status-announced = announced
pages-status-expected = expected
pages-status-held = held
pages-status-cancelled = cancelled
pages-class-members = Members
pages-class-partners = Partners
pages-class-observers = Observers
pages-class-guests = Guests
pages-region-global = Global
pages-region-east-asia = East Asia
pages-region-southeast-asia = Southeast Asia
pages-region-central-and-south-asia = Central and South Asia
pages-region-middle-east = Middle East
pages-region-africa = Africa
pages-region-europe = Europe
pages-region-arctic = Arctic
pages-region-americas = Americas
pages-region-elsewhere = Elsewhere
# /hotspots
pages-hotspots-title = Hotspots
pages-organizations-heading = Organizations
pages-hotspots-lead = { $hotspots } hotspots, { $organizations } organizations. In brackets: Chinese and Russian conduct vs U.S. aims.
pages-open-page-placeholder = Open a page …
# /issue and /timeline
pages-overview-button = Overview
pages-timeline-button = Timeline
pages-terms-button = Terms
pages-sources-button = Sources
pages-more-button = More
pages-sources-lead = A: government, UN, wire service or major outlet. B: smaller outlet, state media or copy. C: digest or blog; statements with C sources only are marked unconfirmed.
pages-together-heading = Together
pages-latest-heading = Latest
pages-next-summit-heading = Next summit
pages-not-known-heading = Not known
pages-nothing-about-china = Nothing on record about China here.
pages-nothing-about-russia = Nothing on record about Russia here.
pages-no-events-since = No events since { $since }.
pages-events-since = Since { $since }, newest first.
pages-no-events = No dated events.
pages-newest-first = Newest first.
pages-no-terms = No terms for this page. /glossary lists all.
pages-chair-heading = Chair
pages-chair-inferred = { $chair } (follows from the rotation; no source states it)
pages-founded = Founded { $date }.
pages-seat = Seat: { $seat }.
pages-nothing-more = Nothing more on record.
pages-source-missing = { $id } is not in sources.toml now
pages-untitled = untitled
# /aligned_with_us
pages-alignment-title = China and Russia vs U.S. aims
pages-oldest-verdict = Oldest verdict: { $warning }
pages-verdicts-lead = Verdicts: aligned { $aligned }, partly aligned { $partly }, opposed { $opposed }, unclear { $unclear }. For the reasons, press a verdict or Next.
pages-verdict-lead = Verdict: { $stance }.
pages-no-verdict-lead = No hotspot is { $stance } now.
pages-no-verdict-now-lead = No hotspot is { $stance } now. Earlier: { $earlier }.
pages-earlier-verdict = { $line } ({ $stance } in { $date })
pages-all-button = All
pages-aligned-button = Aligned
pages-partly-button = Partly
pages-opposed-button = Opposed
pages-unclear-button = Unclear
# /compare and /glossary
pages-compare-title = { $first } and { $second }
pages-latest-cell = latest
pages-nothing = Nothing on record.
pages-also = Also: { $names }
pages-all-terms-button = All terms
pages-glossary-title = Glossary
pages-glossary-footer = /glossary term: shows one
# /summits and /summit
pages-summits-title = Summits
pages-no-summits = No summits.
pages-venue-days = days are the venue's
pages-open-summit-placeholder = Open a summit …
pages-no-date = no date known
pages-dates-and-place = { $dates }, { $place }
pages-was-planned = was planned for { $dates }; not confirmed
pages-summit-statement = { $line }. { $to_watch }
pages-dates = Dates
pages-begins = Begins
pages-where = Where
pages-zone = Zone
pages-status = Status
pages-to-watch = To watch
pages-members-button = Members of { $series }
pages-all-summits-button = All summits
# What a typed name or a message leads to
pages-no-such-page-title = No such page
pages-no-such-term-title = No such term
pages-no-such-summit-title = No such summit
pages-assumed = You asked for “{ $asked }”. This is { $name }.
pages-assumed-of-several = You asked for “{ $asked }”. This is { $name }, one of { $count }.
pages-nothing-near = Nothing here is called “{ $asked }”. What comes nearest is below; /hotspots and /glossary list everything.
pages-nothing-listed = Nothing here is called “{ $asked }”. These are the pages there are.
pages-nothing-term = Nothing here is called “{ $asked }”. /glossary lists all terms.
pages-nothing-summit = Nothing here is called “{ $asked }”. The next summits are below; /summits lists all.
pages-knowledge-is-empty = The knowledge is empty.
pages-nothing-to-look-up-title = Nothing to look up
pages-nothing-to-look-up = That message names no hotspot or organization. /hotspots lists them.
pages-topics-title = Topics in this message
pages-topic-in-brief = Stance towards U.S. aims: { $stance }. Newest fact: { $newest }.
pages-an-organization = An organization.

## answers

answers-quoted = “{ $text }”
answers-continuing = Continuing: { $topic }
answers-continuing-with = Continuing: { $topic } → { $own }
answers-members = { $class } of { $organization } ({ $count })
answers-chair = Chair of { $organization }
answers-not-spoken-of = My pages say nothing of “{ $name }” itself. It belongs to “{ $page }”:
answers-not-found-title = I couldn't find that in my pages
answers-not-found = My pages cover China and Russia in the world's hotspots, their organizations and summits. Nearest topics below. Your question goes to the editors, without your name.
answers-not-found-until = My pages cover China and Russia in the world's hotspots, their organizations and summits up to { $until }. Nearest topics below. Your question goes to the editors, without your name.
answers-newer = { $warning }. Newer on the page “{ $page }”: { $newest }
answers-reworded-footer = Reworded by { $model }, checked against the pages

## conversation

# Hello, thanks, and the like.
conversation-hello-title = What would you like to know?
conversation-hello = Ask me in plain words, such as “who backs Maduro?”, “is that against U.S. interests?” or “when is the next SCO summit?”. I answer from my pages only, with dates and sources. /hotspots lists them.
conversation-thanks-title = You're welcome
conversation-thanks = Ask again whenever you like. /feedback tells the editors what is wrong or missing.
conversation-goodbye-title = Until next time
conversation-goodbye = Ask me again whenever a hotspot or a summit comes up.
conversation-about-title = I'm a bot
conversation-about = A program that answers from its own pages only, with dates and sources. Ask “who backs Maduro?”, or “what can you do?” for more.
conversation-reaction-title = Noted
conversation-reaction = Shall I look something up? Ask “what does Russia want in Syria?”. Below an answer, 👍 and 👎 reach the editors.
conversation-nonsense-title = I see no question in that
conversation-nonsense = Name a hotspot, an organization or a summit, such as “Venezuela” or “when is the next SCO summit?”. /hotspots lists what I cover.
conversation-chatter-title = That is for your colleagues
conversation-chatter = I know only what is on my pages. Ask “who backs Maduro?” or “what's new?”, or see /hotspots.
conversation-age-title = How old the facts are
conversation-age = The newest fact is of { $end }. { $sources ->
        [one] 1 source stands
       *[other] { $sources } sources stand
    } behind the pages; every statement shows its date and source, and a page says so when its facts are old.
conversation-age-none = No facts are loaded yet. The operator can see why with `attache check`.
conversation-new-title = What is new
conversation-new-none = Nothing dated is loaded yet. The operator can see why with `attache check`.

# What the bot can do.
conversation-help-title = What I can do
conversation-help = I answer from sourced pages on where China and Russia act together. Mention me and ask in plain words, or use a command.
conversation-help-look-heading = Look something up
conversation-help-issue = a hotspot: who wants what, where they act together, what is new
conversation-help-aligned = where their aims meet Washington's, and where not
conversation-help-summits = what is coming, in your own time zone
conversation-help-remind = a direct message to you before a summit
conversation-help-ask = a question in plain words; a follow-up such as “and Russia?” works
conversation-help-onboard = a tour for newcomers, with short questions
conversation-help-feedback = tell the editors what is wrong
conversation-help-manage-heading = For managers of this server
conversation-help-alerts-add = alert a channel before summits begin
conversation-help-alerts-list = what is set, and what comes next
conversation-help-alerts-test = post a test and check my permissions
conversation-help-language = fix the language of this server
conversation-help-hotspots-button = All hotspots
conversation-set-up-button = Set up alerts

## tours

tours-next-button = Next ▶
tours-question-button = Go to the question
tours-stop-button = Stop
tours-finish-button = Finish ▶
tours-begin-button = Begin ▶
tours-continue-button = Continue
tours-start-over-button = Start over
tours-start-button = Start { $track }
tours-back-button = Back to the tour
tours-page-button = ◀ Back to the page
tours-next-question-button = Next question ▶ ({ $count } waiting)
tours-progress = { $bar } { $at } of { $of }
tours-together = Together
tours-us-aims = U.S. aims: { $stance }
tours-latest = Latest
tours-chair = Chair
tours-terms-heading = Terms
# Below a page whose frame is not in English; its facts are.
tours-in-english = Facts and questions are in English
tours-question-title = { $topic }: a question
tours-right-title = Right
tours-wrong-title = Not quite
tours-correct-answer = Correct answer: { $letter }
tours-your-answer = Your answer: { $letter }
tours-why = Why
tours-returns = You'll see this again on { $day }.
tours-learned-now = Learned: this question won't come back.
tours-welcome-title = Welcome: { $track }
tours-welcome-steps = { $count ->
        [one] One short step
       *[other] { $count } short steps
    }, one question each. Stop any time; /onboard continue picks up where you left off.
tours-welcome-reviews = Questions you miss come back days later, at most one message a day, at { $time }. /onboard stop ends them.
tours-same-title = You're already in this tour
tours-other-title = You're in another tour: { $track }
tours-offer = Continue where you left off, or start { $track }?
tours-finished-title = Tour finished: { $track }
tours-questions = Questions
tours-missed-questions = Missed questions
tours-what-next = What next
tours-what-next-advice = /onboard start has other tours. Ask about any page with /issue, or with /ask in your own words.
tours-stopped-title = Stopped
tours-stopped = No more questions will come. Your progress is kept: /onboard continue picks up where you left off.
tours-score = { $right } right, { $wrong } wrong
tours-score-sentence = { $score }.
tours-none-open = None open.
tours-open-stopped = { $count } open, stopped. /onboard continue starts them again.
tours-open-paused = { $count } open, paused: { $reason }. /onboard continue starts them again.
tours-open-next = { $count } open, next on { $when }.
tours-open-unscheduled = { $count } open, none scheduled.
tours-learned = { $count } learned.
tours-reason-unanswered = { $count } questions in a row went unanswered
tours-reason-unknown = unknown reason
tours-local-time = { $weekday } { $day }, { $time } ({ $zone })
tours-review-time = { $time } ({ $zone })
tours-your-tour-title = Your tour
tours-your-time = Your time: { $time }
tours-mention-in = in
tours-mention-taken-by = taken by
tours-nobody = Nobody has started a tour here yet.
tours-on-this-server = On this server
tours-last-on = last on { $day }
tours-unavailable = not available right now
tours-finished = finished
tours-stopped-at = stopped at { $topic }
tours-at = at { $topic }
tours-try-again-title = Try again: { $topic }
tours-waiting = { $count ->
        [0] No other questions waiting
        [one] 1 more question waiting
       *[other] { $count } more questions waiting
    }
tours-stop-ends-this = /onboard stop ends this
tours-none-waiting-title = No questions waiting
tours-refused-stopped = You stopped your tour. /onboard continue picks up where you left off.
tours-refused-not-started = You haven't started a tour yet. Use /onboard start.
tours-refused-no-track = Your tour isn't available right now. Try again later, or pick another with /onboard start.
tours-refused-time = “{ $given }” isn't a time of day. Try 09:00 or 18:30.
tours-refused-zone = “{ $given }” isn't a time zone I know. Use an IANA name such as Europe/Brussels.
tours-refused-zone-near = “{ $given }” isn't a time zone I know. Did you mean { $nearest }? Use an IANA name such as Europe/Brussels.
tours-refused-zone-not-a-place = “{ $given }” is no place, and only a place says when its clocks change. Use one, such as { $places }.
tours-refused-no-tracks = There are no tours right now. Editors add them in knowledge/onboarding/.
tours-refused-unknown-track = There's no tour “{ $given }”. Choose one: { $tracks }.

## alerts

alerts-acknowledge-button = Acknowledge
alerts-snooze-button = Snooze 1 h
alerts-snooze-quarter-button = Snooze 15 min
alerts-snooze-morning-button = Until 08:00
alerts-details-button = Details
alerts-acknowledged = Acknowledged
alerts-snoozed-until = Snoozed until { $at }
alerts-snoozed-quiet = Snoozed until { $at } (quiet hours)
alerts-taken-after = after { $length }
alerts-refused-too-soon = The summit begins { $ahead }, before the alert would come again.
alerts-refused-begun = The summit has begun; there is nothing to snooze.
alerts-refused-acknowledge = Press Acknowledge instead.
alerts-refused-not-on-record = This alert is no longer on record, so nobody was noted for it.
alerts-before = { $lead } before
alerts-headline = { $summit } – { $countdown }
alerts-has-begun = has begun
alerts-not-acknowledged-title = Not acknowledged: { $summit }
alerts-moved-title = Moved: { $summit }
alerts-changed-title = Changed: { $summit }
alerts-moved-unknown = date not known
alerts-cancelled-title = Cancelled: { $summit }
alerts-removed-title = No longer in the calendar: { $summit }
alerts-is-back-title = Back in the calendar: { $summit }
alerts-back = Back after it was snoozed.
alerts-back-from = Back: { $user } had snoozed it.
alerts-acknowledge-by = Acknowledge by { $by }.
alerts-acknowledge-by-then = Acknowledge by { $by }, then { $then }.
alerts-take-over = Nobody acknowledged the alert above. Please take it over.
alerts-take-over-within = Nobody acknowledged the alert above within { $length }. Please take it over.
alerts-call-number = Call { $number } of { $count }
alerts-call-repeat = Repeat { $number } of { $count }
alerts-called-before = called before:
alerts-call-next = Next
alerts-call-again = again, up to { $count ->
        [one] { $count } more time
       *[other] { $count } more times
    }, until the summit begins
alerts-call-last = This is the last call; nobody else will be called.
alerts-whoever-is-on-duty = whoever is on duty
alerts-was-on-duty = whoever was on duty
alerts-new-date = New date: { $dates }.
alerts-new-date-was = New date: { $dates } (was { $old }).
alerts-new-place-was = New place: { $place } (was { $old }).
alerts-place-unknown = not known
alerts-new-status-was = New status: { $status } (was { $old }).
alerts-date-unknown = not known
alerts-was-planned = It was planned for { $dates }. No more alerts follow.
alerts-no-more = No more alerts follow.
alerts-cancelled = Cancelled
alerts-cancelled-was = Cancelled (was { $old })
alerts-removed = No longer in the calendar.
alerts-is-back = Back in the calendar.
alerts-unchanged = Nothing about it has changed.
alerts-removed-advice = Nobody has said that it is cancelled. Ask the editors. No more alerts follow.
alerts-removed-was-planned = It was planned for { $dates }. Nobody has said that it is cancelled; ask the editors. No more alerts follow.
alerts-of-summit = { $summit }: { $what }
alerts-when = When
alerts-when-hour = { $moment } ({ $dates }, { $offset })
alerts-when-day = { $dates }, hour not known
alerts-where = Where
alerts-status-as-of = { $status }, as of { $date }
# Beside the text of a summit, which is in English.
alerts-to-watch = To watch
alerts-today-hour-unknown = today (hour not known)
alerts-tomorrow = tomorrow
alerts-calendar-unreadable = The calendar cannot be read; this is as it was planned.
alerts-late = Late: this was due { $at }.
alerts-offline = Offline { $span }.
alerts-summit-begun = The summit has begun.
alerts-missed-title = Missed alerts
alerts-missed = You missed { $count ->
        [one] { $count } alert
       *[other] { $count } alerts
    }
alerts-missed-offline = Offline { $span }. { $missed }:
alerts-missed-late = Late: the first was due { $at }. { $missed }:
alerts-missed-beginnings = You missed the beginning of these.
alerts-ahead-title = Summits ahead
alerts-ahead = Still ahead: { $count ->
        [one] { $count } summit
       *[other] { $count } summits
    }
alerts-ahead-sentence = { $ahead }.
alerts-digest-title = The week ahead
alerts-digest-headline = The week ahead: { $count ->
        [0] no summit
        [one] { $count } summit
       *[other] { $count } summits
    }
alerts-calendar-incomplete = Some of the calendar cannot be read: summits may be missing here.
alerts-digest-empty = No summit is known to begin within seven days.
alerts-notice-title = Alerts for channel { $channel } are paused
alerts-notice-advice = /alerts test says what is missing, /alerts resume starts them again.
alerts-reason = { $reason ->
        [acknowledged_in_time] acknowledged in time
        [nobody_on_duty] nobody was on duty
        [date_changed] the summit's date has changed
        [date_changed_again] the date has changed again
        [summit_cancelled] the summit is cancelled
        [summit_held] the summit has taken place
        [not_in_calendar] the summit is no longer in the calendar
        [not_subscribed] the summit is no longer subscribed to
        [subscription_changed] the subscription has changed
        [subscription_removed] the subscription was removed
        [no_longer_in_settings] the subscription is no longer in the settings
        [recipient_forgotten] the recipient had their data deleted
        [later_handover] the next handover was due
        [subscription_paused] the subscription was paused
        [not_posted_in_time] not posted in time
        [rejected_by_discord] Discord rejected the message
        [channel_unavailable] the channel is gone or closed to the bot
        [refused_for_now] Discord refuses everything for the moment
        [timed_out] the bot is timed out on the server
        [deleted_since] it was posted, and deleted in the channel
        [defect] attache itself broke off; the operator’s log says where
        [may_be_posted] Discord did not confirm it, and the bot may not read the channel’s history to look for it (Read Message History)
        [role_missed_in_thread] its role has members who are not in the thread, and were not notified
        [ambiguous] Discord did not say whether it was posted
       *[rate_limited] Discord asks to wait
    }
alerts-reason-last-attempt = { $reason }; the last attempt: { $detail }
alerts-paused-bot-removed = the bot was removed from the server
alerts-paused-not-in-settings = no longer in the settings
alerts-kind = { $kind ->
        [moved] moved
        [cancelled] cancelled
        [removed] removed
        [back] back in the calendar
        [escalation] escalation
        [snooze] snoozed
        [digest] digest
        [handover] handover
       *[owner_notice] owner
    }
alerts-state = { $state ->
        [planned] planned
        [posted] posted
        [missed] missed
        [failed] failed
       *[withdrawn] withdrawn
    }
alerts-handover-title = Handover
alerts-handover-due-heading = Due in the next 24 hours
alerts-handover-open-heading = Not acknowledged
alerts-handover-open-signed-heading = Not acknowledged, handed over
alerts-handover-failed-heading = Not posted
alerts-handover-taken-heading = Taken
alerts-handover-under-way-heading = Under way now
alerts-handover-moved-heading = Moved or cancelled
alerts-handover-facts-heading = New facts
alerts-handover-paused-heading = Paused
alerts-handover-no-subscriptions = This server has no subscriptions. /alerts add makes one.
alerts-handover-all-clear = All quiet: nothing open, nothing due in 24 hours, nothing new.
alerts-handover-summit = { $summit }, { $what }
alerts-handover-moved = { $summit }: from { $from } to { $to }
alerts-handover-cancelled = { $summit }: cancelled
alerts-handover-removed = { $summit }: no longer in the calendar
alerts-handover-changed = place or status changed
alerts-handover-digest = The weekly digest
alerts-handover-notice = A notice of a subscription that fails
alerts-handover-reason = { $what }: { $reason }
alerts-handover-since = Since the last handover
alerts-handover-since-a-week = The last 7 days; the last handover was signed
alerts-handover-first = The last 12 hours; nobody has signed a handover here yet
alerts-handover-take-over-button = Take over
alerts-handover-taken-over = Taken over
alerts-handover-taken-before = /handover shows what has come since.
alerts-handover-headline = Handover: { $what }
alerts-handover-open-count = { $count } open
alerts-handover-failed-count = { $count } not posted
alerts-handover-due-count = { $count } due in 24 h
alerts-handover-nothing-open = nothing open
alerts-handover-begun = { $what } (the summit has begun)
alerts-handover-taken = { $what }: taken in { $length }
alerts-handover-snoozed = { $what }: snoozed after { $length }
alerts-handover-several = { $what }, and { $count } more
alerts-handover-chair = Chair: { $chair }
alerts-list-before = { $summits }: { $leads } before
alerts-list-zone = zone { $zone }
alerts-list-acknowledge = acknowledge within { $within }
alerts-list-acknowledge-alone = acknowledge within { $within }, else it stays open on /handover
alerts-list-call-again = last call again every { $every }
alerts-list-on-duty = after { $after } whoever is on duty
alerts-list-calls-in-quiet = calls in quiet hours too
alerts-list-quiet = quiet { $hours }
alerts-list-digest = digest on { $day ->
        [monday] monday
        [tuesday] tuesday
        [wednesday] wednesday
        [thursday] thursday
        [friday] friday
        [saturday] saturday
       *[sunday] sunday
    } { $time }
alerts-list-publish = published to followers
alerts-list-handover = handover at { $hours }
alerts-list-and = { $first }; { $then }
alerts-list-line = { $wanted }. { $standing }
alerts-list-next = next alert
alerts-list-none-left = No alert left: no summit is ahead
alerts-list-none-yet = No alert yet: { $summit } has no exact date
alerts-list-too-late = No alert left: every time asked for before { $summit } has passed
alerts-list-cancelled = No alert: { $summit } is cancelled
alerts-list-begun = No alert: { $summit } has begun
alerts-list-over = No alert: the date of { $summit } has passed
alerts-list-paused = Paused; /alerts resume continues
alerts-list-paused-because = Paused: { $reason }; /alerts resume continues
alerts-list-removed = Removed
alerts-list-all-summits = all summits
alerts-mention-in = in
alerts-mention-to = to
alerts-mention-role = mentions
alerts-mention-then = then
alerts-mention-after = after { $after }
alerts-mention-paused-by = paused by
alerts-mention-taken-by = acknowledged by
alerts-mention-by = by
alerts-mention-ends = ends
alerts-mention-from = From
alerts-mention-to-moment = to
alerts-mention-snoozed-by = snoozed by
alerts-mention-until = until
alerts-mention-escalated-to = escalated to
alerts-mention-snoozed-until = snoozed until
alerts-mention-acknowledged = acknowledged
alerts-mention-asked-by = asked for by
alerts-mention-would = an alert would mention
alerts-trial-title = Test of alerts: { $summits }
alerts-trial-headline = Test of alerts
alerts-trial = This is a test; no summit is due.
alerts-trial-subscription = Subscription { $id }
alerts-fate-summit = { $summit }, { $kind }
alerts-fate-posted = posted
alerts-fate-ended = { $state } ({ $reason })
alerts-fate-not-tried = not yet tried
alerts-fate-attempt = { $outcome },
alerts-fate-attempts = { $count } attempts
alerts-fate-due = due
alerts-message-link = message
alerts-event-no-place = To be announced
alerts-event-hour-unknown = The hour is not known yet.
alerts-events-on-title = Scheduled events: { $summits }
alerts-events-off-title = Scheduled events: off
alerts-events-being-deleted = { $count ->
        [one] 1 event is still to be deleted.
       *[other] { $count } events are still to be deleted.
    }
alerts-events-none = No event is there yet.
alerts-events-next = { $count ->
        [one] 1 event
       *[other] { $count } events
    }; next: { $next }
alerts-events-begun = { $count ->
        [one] 1 is being made.
       *[other] { $count } are being made.
    }
alerts-events-left-out = { $count ->
        [one] 1 summit is left out
       *[other] { $count } summits are left out
    }: Discord allows 100 events a server, and the nearest are kept.
alerts-events-dismissed = { $count ->
        [one] 1 event was deleted here and is not made again
       *[other] { $count } events were deleted here and are not made again
    }; /alerts events turn:on makes them again.
alerts-events-undated = { $count ->
        [one] 1 summit has no exact date yet.
       *[other] { $count } summits have no exact date yet.
    }
alerts-events-rejected = Discord rejects { $name }: { $detail }
alerts-events-paused-permission = Paused: I lack Create Events. Give it to my role under Server Settings, Roles; I try again within the hour.
alerts-events-paused = Paused: { $detail }. I try again within the hour.
alerts-duty-title = Duty: { $rota }
alerts-duty-now = On duty
alerts-duty-until = Until
alerts-duty-next = Next
alerts-duty-nobody = nobody
alerts-duty-role = called meanwhile:
alerts-duty-handed-over-by = handed over by
alerts-duty-hand-over-button = Hand over
alerts-refused-too-many = This server has { $most } subscriptions, the most there can be. Remove one first.
alerts-refused-twin = That channel already has a subscription to the same, { $id }. Change it with /alerts edit.
alerts-refused-of-settings = Subscription { $id } is in the bot's settings; whoever runs the bot can change it there. /alerts pause works here.
alerts-refused-no-summit = Name at least one summit, or `all`.
alerts-refused-no-rota = This server has no duty rota, so nobody is on duty. Whoever runs the bot can set one up.
alerts-refused-unknown-summit = No organization, series or summit is called `{ $name }`. Choose one from the list.
alerts-refused-unknown-summit-near = No organization, series or summit is called `{ $name }`. Did you mean `{ $nearest }`?
alerts-refused-no-lead = Name at least one time before the summit, such as `7d`.
alerts-refused-too-many-leads = At most ten times before a summit; you gave { $given }.
# A person's reminders.
alerts-remind-set-title = Reminder set
alerts-remind-changed-title = Reminder changed
alerts-remind-resumed-title = Your reminders go on
alerts-remind-kept-title = You have this reminder already
alerts-remind-passed = passed already
alerts-remind-no-day = Its day is not known yet. Once it is, you get a direct message this long before: { $leads }.
alerts-remind-footer = By direct message; also if it moves or is cancelled. /remind lists yours.
alerts-remind-remove-button = Remove
alerts-remind-remove-one-button = Remove: { $summit }
alerts-remind-resume-button = Resume
alerts-remind-list-title = Your reminders
alerts-remind-list = When the next direct message comes, and all times before the summit that you asked for.
alerts-remind-list-empty-title = You have no reminders
alerts-remind-list-empty = Press Tell me below a summit, or use /remind summit.
alerts-remind-list-before = { $leads } before
alerts-remind-list-no-day = { $leads } before, once its day is known
alerts-remind-list-none-left = no message left before it begins
alerts-remind-list-paused = { $leads } before; paused
alerts-remind-paused = Paused: my direct messages do not reach you ({ $detail }). In the menu of a server that we share, open Privacy Settings and allow direct messages; then press Resume.
alerts-remind-removed-title = Removed: { $summit }
alerts-remind-refused-no-summit = The calendar no longer has this summit. /summits shows what is coming.
alerts-remind-refused-cancelled = This summit is cancelled. /summits shows what is coming.
alerts-remind-refused-over = This summit is over, or its planned date has passed. /summits shows what is coming.
alerts-remind-refused-begun = This summit has begun. /summits shows what is coming.
alerts-remind-refused-passed = It begins { $ahead }, so those times have passed. Name a shorter one, such as /remind before:10m.
alerts-remind-refused-too-many = You have { $most } reminders, the most there can be. Remove one with /remind first.

## config

config-not-a-lead = `{ $given }` is not a length of time; write for example `30d`, `7d`, `1d`, `2h` or `30m`, up to a year.
config-not-a-clock-time = `{ $given }` is not a time of day; write for example `09:00`.
config-not-quiet-hours = `{ $given }` is not a pair of times of day; write for example `22:00-06:00`.
config-not-a-weekly-time = `{ $given }` is not a time of the week; write for example `monday 08:00`.
config-unknown-zone = There is no time zone `{ $zone }`. Write an IANA name, such as `Europe/Brussels`.
config-unknown-zone-near = There is no time zone `{ $zone }`. Did you mean `{ $nearest }`?
config-zone-not-a-place = `{ $zone }` is no place, and only a place says when its clocks change. Write one, such as { $places }.
config-escalation-without-deadline = A role to escalate to needs a deadline: set acknowledge_within, such as `30m`.
config-too-many-handovers = At most six handovers a day; you gave { $given }.
config-deadline-without-escalation = A time to acknowledge in needs somebody to call: set escalate_to, or escalation in place of both.
config-escalation-twice = Set either escalation, or acknowledge_within and escalate_to.
config-escalation-order = Each call comes later than the one before; `{ $after }` does not.
config-escalation-too-long = At most { $most } calls, one after the other; you gave { $given }.
config-repeat-without-escalation = There is nobody whose call could be repeated: name them in escalation.
config-repeat-too-often = Calls are repeated after `1m` at the earliest, not after `{ $given }`.

## bot

bot-broken-title = Something broke here
bot-broken = This isn't your fault. Try again in a minute. If it happens again, give the operator this reference: { $reference }
bot-busy-title = A lot is being asked right now
bot-busy = You have done nothing wrong, and nothing has changed. Ask again in a moment.
bot-button-old = This button belongs to an older version of the bot. Ask again with /issue.
bot-command-unknown = This bot no longer has that command. Reload Discord to see what it has.
bot-command-outdated = This command has just changed. Reload Discord and type it again.
bot-interaction-unknown = This bot does not know what to do with that. /help shows what it can do.

# Messages to the bot.
bot-message-no-history = I may not read this channel's history, so I cannot reply to a message here. Give my role Read Message History.
bot-message-role-title = Mention me, not my role
bot-message-role = Discord hides what you wrote when only my role is mentioned. /ask works everywhere.
bot-message-withheld-title = I cannot see what you wrote
bot-message-withheld = Discord shows me only messages that mention me. /ask works everywhere.
bot-message-mention = Ask again with
bot-message-wordless-title = I can only read text
bot-message-wordless = There are no words in that message. Write what you would like to know.
bot-message-too-many-title = That is a lot at once
bot-message-too-many = You ask faster than I can answer here. Ask again in a minute; /ask works meanwhile.
bot-message-too-many-here-title = Many questions here at once
bot-message-too-many-here = I answer some of them only, so that no alert is held up. /ask works meanwhile.

# Pages.
bot-look-up-no-text-title = There is no text to look up
bot-look-up-no-text = I can read text only: what people write, embeds, polls, forwards and alt text. /ask answers a question.
bot-compare-organization = { $id } is an organization; only hotspots can be compared. /issue shows it.
bot-date-unknown = “{ $given }” isn't a date I know. Try 2025, June 2025, 17 June 2025, last year or 2 weeks ago.
bot-date-ambiguous = “{ $given }” can be { $day } or { $month }. Write { $iso_day } or { $iso_month }.
bot-no-such-series = No organization or series has that name. Choose one of: { $series }.
bot-alert-summit-gone = This summit is no longer in the calendar.

# Beside a name while it is being typed.
bot-hint-in-days = { $days ->
        [0] today
        [1] tomorrow
       *[other] in { $days } days
    }
bot-hint-under-way = under way
bot-hint-undated = no date yet
bot-hint-past = past: { $date }
bot-hint-cancelled = cancelled
bot-hint-everything = every summit
bot-hint-every-summit = all its summits

# Rating an answer.
bot-rating-too-old-title = Too old to rate
bot-rating-too-old = Ask again and rate the new answer.
bot-rating-thanks-title = Thanks! (anonymous)
bot-rating-form-title = Why did it not help?
bot-rating-reason-label = What is wrong with the answer?
bot-rating-remark-label = Anything to add?
bot-rating-remark-hint = Optional. The editors see this without your name.
bot-rating-page = It is from the wrong page
bot-rating-fact = A fact in it is wrong or out of date
bot-rating-unknown = It should have said that it does not know
bot-rating-note-title = 👎 on an answer

# Feedback.
bot-feedback-no-channel = This bot has no editors' channel yet, so feedback would reach nobody. The operator sets it as editors_channel under [discord] in config/attache.toml.
bot-feedback-title = Feedback
bot-feedback-on-title = Feedback on { $name }
bot-feedback-kind-label = What is it about?
bot-feedback-wrong = Something is wrong
bot-feedback-outdated = Something is out of date
bot-feedback-missing = Something is missing
bot-feedback-other = Something else
bot-feedback-text-label = What is wrong, and what is right?
bot-feedback-text-hint = The editors see this with your name.
bot-feedback-placeholder = A source helps: a link, an outlet, a date.
bot-feedback-empty = There is nothing in your note. Write what is wrong, and send it again.
bot-feedback-thanks-title = Thank you
bot-feedback-thanks = The editors have your note.
bot-feedback-your-text = Your text

# Privacy.
bot-privacy-title = What is stored about you
bot-privacy-nothing = Nothing is stored about you now.
bot-privacy-lead = The file has all of it. Delete removes it; subscriptions stay, as they belong to their channels, and an alert stays acknowledged, but without your name.
bot-privacy-questions = Questions
bot-privacy-questions-text = { $channels ->
        [0] nothing; your last question in a channel is stored for a quarter of an hour
        [one] your last question in 1 channel, for a quarter of an hour
       *[other] your last question in { $channels } channels, for a quarter of an hour
    }
bot-privacy-tour = Tour
bot-privacy-tour-nothing = nothing
bot-privacy-tour-text = { $tracks ->
        [0] no tracks
        [one] 1 track
       *[other] { $tracks } tracks
    }, { $missed ->
        [0] no questions you missed
        [one] 1 question you missed
       *[other] { $missed } questions you missed
    }, your time zone, your language and the time of your reviews
bot-privacy-alerts = Alerts
bot-privacy-alerts-text = { $acknowledged ->
        [0] no alerts
        [one] 1 alert
       *[other] { $acknowledged } alerts
    } that you acknowledged or snoozed, { $subscriptions ->
        [0] no subscriptions
        [one] 1 subscription
       *[other] { $subscriptions } subscriptions
    } that you made or paused, { $handovers ->
        [0] no handovers
        [one] 1 handover
       *[other] { $handovers } handovers
    } that you signed
bot-privacy-reminders = Reminders
bot-privacy-reminders-text = { $count ->
        [0] none
        [one] 1 summit of which you are sent direct messages, and your language
       *[other] { $count } summits of which you are sent direct messages, and your language
    }
bot-privacy-calls = Calls
bot-privacy-calls-text = { $called ->
        [0] no subscription calls
        [one] 1 subscription calls
       *[other] { $called } subscriptions call
    } you if nobody acknowledges; { $shifts ->
        [0] no shift
        [one] 1 shift
       *[other] { $shifts } shifts
    } of duty handed over to or by you
bot-privacy-editors = For the editors
bot-privacy-editors-text = questions and ratings, with their reasons, are stored without your name; feedback that you send is posted in the editors' channel with it
bot-privacy-delete-button = Delete all of it
bot-privacy-not-yours = This button is somebody else's. /attache privacy shows what is stored about you.
bot-privacy-deleted-title = Deleted
bot-privacy-deleted = Nothing is stored about you any more. The tour, its reviews and your reminders have ended with that.

# Status, language, reload.
bot-status-title = Status
bot-status-knowledge = Knowledge
bot-status-facts = { $hotspots } hotspots, { $organizations } organizations, { $terms } terms, { $sources } sources. Facts end { $end }.
bot-status-in-use = In use since
bot-status-folder = Folder
bot-status-watching = { $watching ->
        [off] not watched, as the settings ask; /attache reload reads it again
        [on] watched: a saved file is used at once
        [gone] gone, so nothing is watched; what was read stays in use until there is one again
       *[refused] not watched, as the system refuses; it is read every 30 seconds
    }
bot-status-running = Running since
bot-status-version = Version
bot-status-background = Background
bot-status-tasks-run = { $tasks } run as they should
bot-status-task-failed = { $task } failed and is tried again; the log says why
bot-status-tried = last tried
bot-status-to-fix = To fix
bot-status-not-in-use = the newest files are not in use; the previous version is still live
bot-status-read = read
bot-status-questions = Questions
bot-status-no-database = The database does not answer.
bot-status-question-counts = { $asked ->
        [0] none asked on this server
        [one] 1 asked on this server
       *[other] { $asked } asked on this server
    }; { $unanswered ->
        [0] every one found an answer
        [one] 1 found no answer
       *[other] { $unanswered } found no answer
    }
bot-status-unanswered = { $count ->
        [0] Every question found an answer, or none was asked yet.
        [one] 1 question found no answer; attache gaps, in the terminal, shows it.
       *[other] { $count } questions found no answer; attache gaps, in the terminal, lists them.
    }
bot-status-gap = “{ $question }”, asked { $times ->
        [one] once
       *[other] { $times } times
    }, { $outcome }
bot-status-gap-open = not answered
bot-status-gap-rated = answered from { $page }, which did not help
bot-language-title = Language
bot-language-fixed = The bot speaks English on this server from now on. Facts stay in the language of their sources.
bot-language-reader = The bot answers each reader in the language of their Discord from now on. Alerts are in English.
bot-language-no-server = A language is fixed for a server. Use /attache language there.
bot-language-managers = Only server managers can fix the language. Discord's own language setting decides for you.
bot-reload-managers = Only server managers can reload. Saved files are picked up within a second anyway.
bot-reload-unchanged-title = Nothing to do
bot-reload-unchanged = The files are those already in use.
bot-reload-done-title = Reloaded
bot-reload-done = The new files are in use.
bot-reload-failed-title = Not reloaded
bot-reload-failed = The previous version is still live. To fix:

# A server that has just installed the bot.
bot-welcome-title = Attaché is here
bot-welcome = I know where China and Russia act together, and since when: every statement with its date and source. I can remind this server of summits before they begin.
bot-welcome-footer = Server managers may set alerts · /help shows the rest
bot-help-button = What can you do?
bot-set-up-button = Set up alerts
bot-set-up-title = Set up alerts
bot-set-up-summits-label = Which summits?
bot-set-up-all-option = All summits
bot-set-up-before-label = How long before they begin?
bot-set-up-days = { $count ->
        [one] 1 day
       *[other] { $count } days
    }
bot-set-up-hours = { $count ->
        [one] 1 hour
       *[other] { $count } hours
    }
bot-set-up-minutes = { $count ->
        [one] 1 minute
       *[other] { $count } minutes
    }
bot-set-up-channel-label = In which channel?
bot-set-up-channel-hint = I need to see it, post, embed links and read its history.
bot-set-up-role-label = Whom to mention?
bot-set-up-role-hint = A role of those who are on watch; nobody if left empty.
bot-set-up-zone-label = In which time zone?
bot-set-up-zone-hint = Others can be set with /alerts edit.
bot-set-up-missing = Something was left out. Choose the summits, how long before, and a channel.
bot-set-up-test-button = Post a test

# Help on watch.
bot-help-watch-heading = On watch
bot-help-handover = for the next shift: due soon, unacknowledged, failed, moved
bot-help-duty = who is on duty, and who is next
bot-help-acknowledge-label = Acknowledge
bot-help-acknowledge = press it below an alert, or the backup is called; Snooze brings it back later

# Alerts.
bot-remind-which-summit = Which summit? Choose one for `summit` too.
bot-alerts-no-server = Alerts are posted in the channels of a server. Use /alerts there.
bot-alerts-not-installed = This server has not added the bot, so nothing can be posted here. Ask its managers to add it.
bot-alerts-managers = Only server managers can see and change its alerts. /summits shows what is coming.
bot-alerts-managers-or-role = Only server managers and members with the alerts role can see and change its alerts. /summits shows what is coming.
bot-alerts-no-such = This server has no subscription “{ $id }”. /alerts list shows those it has.
bot-alerts-planned = { $count ->
        [0] Nothing is planned
        [one] 1 alert is planned
       *[other] { $count } alerts are planned
    }
bot-alerts-added-title = Subscribed
bot-alerts-changed-title = Changed
bot-alerts-none-title = No subscriptions
bot-alerts-none = No channel of this server gets summit alerts. /alerts add changes that.
bot-alerts-list-title = Subscriptions
bot-alerts-paused-title = Paused
bot-alerts-paused-before-title = Already paused
bot-alerts-paused = { $name }. Alerts missed while paused are not sent later. /alerts resume continues.
bot-alerts-resumed-title = Resumed
bot-alerts-not-paused-title = Not paused
bot-alerts-removed-title = Removed
bot-alerts-removed = { $name }. Nothing more is posted for it.
bot-alerts-no-history = No alert has been due yet.
bot-alerts-summit-near = No summit is called “{ $given }”. Did you mean { $title }?
bot-alerts-summit-unknown = No organization, series or summit is called “{ $given }”. Write `all`, or one of: { $series }.
bot-handover-no-server = A handover is about the alerts of a server. Use /handover there.
bot-channel-hidden = I cannot see that channel. Give my role View Channel there, or choose another channel.
bot-channel-elsewhere = That channel isn't on this server. Choose a text channel of this server.
bot-channel-not-for-text = Messages can't be posted in that channel. Choose a text or announcement channel, or a thread.
bot-channel-lacks = In that channel I lack: { $permissions }. Give my role what is missing there, then try again.
bot-channel-not-announcement = Only messages of an announcement channel can be published. Choose one, or leave publish out.
bot-channel-not-now-title = I cannot post there for now
bot-channel-timed-out-until = I am timed out on this server until
bot-channel-timed-out = A moderator can end it sooner. Alerts that fall due meanwhile wait for it.
bot-channel-thread-locked = This thread is locked. Unlock it, or give my role Manage Threads.
bot-channel-thread-archived = This thread is locked and archived. Open it again, or give my role Manage Threads.
bot-role-everyone = Alerts never mention everyone. Choose a role of those who are on watch.
bot-role-not-mentionable = I may not mention that role. Allow anyone to mention it under Server Settings, Roles; or give my role “Mention @everyone, @here and All Roles” in that channel.
bot-role-elsewhere = That role isn't on this server. Choose one that is.
bot-escalation-empty = Name somebody to call, such as 10m @backup.
bot-escalation-nobody = `{ $piece }` mentions nobody. Write a time, then @, and choose a role or a person from Discord's list.
bot-escalation-user-elsewhere = User { $user }, who is to be called, isn't on this server. Choose somebody who is.
bot-duty-no-server = A duty rota belongs to a server. Use /duty there.
bot-duty-no-rota = This server has no duty rota. Whoever runs the bot can set one up.
bot-duty-not-here = They aren't on this server, so nobody could call them here.
bot-duty-nobody = Nobody is on duty now, so there is nothing to hand over.
bot-duty-not-yours = Only whoever is on duty can hand over, or somebody who may manage the server.
bot-duty-already = They are on duty already.
bot-duty-bot = A bot cannot be on duty. Choose a person.
bot-duty-form-title = Hand the shift over
bot-duty-to-label = To whom, until the shift ends
bot-test-posted-title = The test is posted
bot-test-posted = I can see the channel, post, embed, read the history, and mention the roles.
bot-test-faults-title = Alerts would not arrive in full
bot-test-not-posted = It was not posted.
bot-test-refused = It was not posted: { $error }.
bot-test-missing = Missing: { $permission }. Give it to my role in that channel.
bot-test-role-to-mention = role to mention
bot-test-role-to-escalate = role to escalate to
bot-test-role-closed = I may not mention the { $role }. Allow anyone to mention it under Server Settings, Roles.
bot-test-role-gone = The { $role } is gone. Choose another with /alerts edit.
bot-events-on-title = Scheduled events: on
bot-events-on = { $count ->
        [0] No summit ahead has an exact date. Events follow once one has.
        [one] 1 summit becomes an event of this server, and follows the calendar.
       *[other] { $count } summits become events of this server, and follow the calendar.
    }
bot-events-off-title = Scheduled events: off
bot-events-off = The events that I made here are being deleted. All others stay.
bot-events-none = I keep no scheduled events here. /alerts events turn:on changes that.
bot-events-permission = I lack Create Events. Give it to my role under Server Settings, Roles, then try again.
bot-test-role-missed = The last alert here did not reach all of the role: some of its members are not in the thread. Add them, or choose a channel.

# Tours.
bot-tour-not-yours = This is someone else's tour. Start your own with /onboard start.
bot-tour-title = Your tour
bot-tour-thread = Your thread is ready
bot-tour-open = open
bot-tour-direct = It continues in your direct messages.
bot-tour-thread-title = Tour of { $name }
