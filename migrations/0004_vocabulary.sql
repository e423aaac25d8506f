-- Every fact in a column of its own, under the words of docs/GLOSSARY.md. Before, `lead`, `told` and `reason` meant
-- different things for different kinds of alerts, and who paused a subscription was written into a sentence.
--
-- The tables are made anew and filled from the old ones, as SQLite cannot let a column be empty that had to be filled.

CREATE TABLE new_subscription (
    -- 24 hex digits.
    id         TEXT   NOT NULL PRIMARY KEY,
    -- What is wanted, as JSON: the keys of [[alerts.subscription]] in the settings.
    spec       TEXT   NOT NULL,
    -- The channel of `spec`, to be found by.
    channel_id BIGINT NOT NULL,
    -- settings, command.
    origin     TEXT   NOT NULL,
    -- active, paused, removed.
    state      TEXT   NOT NULL,
    -- Why it is paused or removed: by_user, bot_removed, channel_unavailable, no_longer_in_settings.
    reason     TEXT,
    -- Discord's own words for why.
    detail     TEXT,
    -- The server of the channel, once known.
    guild_id   BIGINT,
    -- The user who made it by a command, unless forgotten.
    created_by BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    -- The users who paused and removed it; 0 stands for one who was forgotten.
    paused_by  BIGINT,
    removed_by BIGINT
);

-- Everything that the bot posts by itself.
CREATE TABLE new_alert (
    -- 24 hex digits: the nonce of the message, and part of the custom_id of its buttons.
    id                TEXT   NOT NULL PRIMARY KEY,
    -- lead, moved, cancelled, escalation, snooze, digest, owner_notice.
    kind              TEXT   NOT NULL,
    -- The alert that this one follows: what an escalation, a snooze or an owner's notice is about, or the one that gave the
    -- dates that moved or were cancelled.
    follows           TEXT,
    subscription_id   TEXT   NOT NULL REFERENCES new_subscription (id),
    -- Empty for a digest, and for what follows one.
    summit_id         TEXT,
    -- Where it is posted: a channel, or the direct messages with a user; 0 stands for a user who was forgotten.
    channel_id        BIGINT,
    recipient_id      BIGINT,
    due_at            BIGINT NOT NULL,
    -- When the summit begins; empty for a digest, and for a summit that lost its day.
    begins_at         BIGINT,
    -- The summit's dates as the message gives them.
    dates             TEXT,
    -- Of a lead: how long before the summit, such as 7d.
    lead              TEXT,
    -- Of what moved or was cancelled: the dates that the channel counts on.
    previous_dates    TEXT,
    -- Of a digest: the end of its week.
    week_ends_at      BIGINT,
    -- Of an owner's notice: where what it `follows` could not be posted, and why, as `reason` and `detail` below.
    failed_channel_id BIGINT,
    failure_reason    TEXT,
    failure_detail    TEXT,
    -- planned, posted, missed, failed, withdrawn.
    state             TEXT   NOT NULL,
    -- Why it is not posted, or not yet; the words are those of AlertReason in src/store/model.rs.
    reason            TEXT,
    -- Discord's own words for why, or those of the connection to it.
    detail            TEXT,
    -- Alerts that go out as one message name the first of them, from the first attempt on.
    batch_id          TEXT,
    attempts          BIGINT NOT NULL,
    -- 1 while an attempt may have reached Discord without our knowing.
    in_doubt          BIGINT NOT NULL,
    next_attempt_at   BIGINT NOT NULL,
    first_attempt_at  BIGINT,
    last_attempt_at   BIGINT,
    -- Which worker has claimed it, and until when.
    lease_owner       TEXT,
    lease_until       BIGINT,
    -- The message, once posted.
    message_id        BIGINT,
    ended_at          BIGINT,
    -- The user who acknowledged it; 0 stands for one who was forgotten.
    acknowledged_by   BIGINT,
    acknowledged_at   BIGINT
);

-- Each attempt to post a message, with what came of it.
CREATE TABLE new_attempt (
    -- The first of those that went out as this message.
    alert_id TEXT   NOT NULL REFERENCES new_alert (id),
    at       BIGINT NOT NULL,
    -- Why nothing was posted, as in `alert`; empty if it was.
    reason   TEXT,
    detail   TEXT
);

-- When something happened last, such as `alive`: when the bot was up.
CREATE TABLE named_timestamp (
    name TEXT   NOT NULL PRIMARY KEY,
    at   BIGINT NOT NULL
);

-- An id in a sentence is the rest of it. One beyond the 63 bits that a number may have here is of no user there is yet.
INSERT INTO new_subscription (id, spec, channel_id, origin, state, reason, detail, guild_id, created_by, created_at,
    changed_at, paused_by, removed_by)
SELECT id, settings, channel, origin, state,
    CASE
        WHEN state = 'active' THEN NULL
        WHEN reason LIKE 'paused by user %' OR reason LIKE 'removed by user %' THEN 'by_user'
        WHEN reason = 'the bot was removed from the server' THEN 'bot_removed'
        WHEN state = 'removed' THEN 'no_longer_in_settings'
        WHEN reason IS NULL THEN NULL
        ELSE 'channel_unavailable'
    END,
    CASE
        WHEN state <> 'paused' OR reason LIKE 'paused by user %' OR reason = 'the bot was removed from the server' THEN NULL
        ELSE reason
    END,
    guild, created_by, created_at, changed_at,
    CASE
        WHEN state <> 'paused' OR reason IS NULL OR reason NOT LIKE 'paused by user %' THEN NULL
        WHEN LENGTH(reason) > 34 OR (LENGTH(reason) = 34 AND SUBSTR(reason, 16) > '9223372036854775807') THEN 0
        ELSE CAST(SUBSTR(reason, 16) AS BIGINT)
    END,
    CASE
        WHEN state <> 'removed' OR reason IS NULL OR reason NOT LIKE 'removed by user %' THEN NULL
        WHEN LENGTH(reason) > 35 OR (LENGTH(reason) = 35 AND SUBSTR(reason, 17) > '9223372036854775807') THEN 0
        ELSE CAST(SUBSTR(reason, 17) AS BIGINT)
    END
FROM subscription;

-- Sentences become words. What is none of ours is Discord's own, and kept as the detail.
CREATE TABLE old_sentence (
    sentence TEXT NOT NULL PRIMARY KEY,
    word     TEXT NOT NULL
);

INSERT INTO old_sentence (sentence, word) VALUES
    ('acknowledged in time', 'acknowledged_in_time'),
    ('the summit''s date has changed', 'date_changed'),
    ('the date has changed again', 'date_changed_again'),
    ('the summit is cancelled', 'summit_cancelled'),
    ('the summit has taken place', 'summit_held'),
    ('the summit is no longer in the calendar', 'not_in_calendar'),
    ('the summit is no longer subscribed to', 'not_subscribed'),
    ('the subscription has changed', 'subscription_changed'),
    ('the subscription is no longer in the settings', 'no_longer_in_settings'),
    ('whoever was to be told is forgotten', 'recipient_forgotten'),
    ('the subscription was paused', 'subscription_paused');

INSERT INTO new_alert (id, kind, follows, subscription_id, summit_id, channel_id, recipient_id, due_at, begins_at, dates,
    lead, previous_dates, week_ends_at, failed_channel_id, failure_reason, failure_detail, state, reason, detail, batch_id,
    attempts, in_doubt, next_attempt_at, first_attempt_at, last_attempt_at, lease_owner, lease_until, message_id, ended_at,
    acknowledged_by, acknowledged_at)
SELECT alert.id,
    CASE kind WHEN 'summit' THEN 'lead' WHEN 'snoozed' THEN 'snooze' WHEN 'owner' THEN 'owner_notice' ELSE kind END,
    parent, subscription, NULLIF(summit, ''),
    CASE WHEN recipient IS NULL THEN channel END, recipient,
    due_at,
    -- The end of time stood for a summit without a day.
    CASE WHEN kind <> 'digest' AND begins_at < 253402207200000 THEN begins_at END,
    CASE WHEN kind NOT IN ('digest', 'owner') THEN NULLIF(told, '') END,
    CASE WHEN kind = 'summit' THEN lead END,
    CASE WHEN kind IN ('moved', 'cancelled') THEN NULLIF(lead, '') END,
    CASE WHEN kind = 'digest' THEN begins_at END,
    CASE WHEN kind <> 'owner' THEN NULL WHEN lead = '' THEN channel ELSE CAST(lead AS BIGINT) END,
    CASE
        WHEN kind <> 'owner' THEN NULL
        WHEN told LIKE 'not posted in time%' THEN 'not_posted_in_time'
        WHEN EXISTS (SELECT 1 FROM subscription AS paused WHERE paused.id = alert.subscription
            AND paused.state = 'paused' AND paused.reason = alert.told) THEN 'channel_unavailable'
        ELSE 'rejected_by_discord'
    END,
    CASE
        WHEN kind <> 'owner' THEN NULL
        WHEN told LIKE 'not posted in time; the last try: %' THEN SUBSTR(told, 35)
        ELSE told
    END,
    state,
    CASE
        WHEN reason IS NULL THEN NULL
        WHEN word IS NOT NULL THEN word
        WHEN reason LIKE 'removed by user %' THEN 'subscription_removed'
        WHEN reason LIKE 'not posted in time%' THEN 'not_posted_in_time'
        WHEN reason LIKE 'Discord asks to wait %' THEN 'rate_limited'
        WHEN state = 'planned' THEN 'ambiguous'
        WHEN EXISTS (SELECT 1 FROM subscription AS paused WHERE paused.id = alert.subscription
            AND paused.state = 'paused' AND paused.reason = alert.reason) THEN 'channel_unavailable'
        ELSE 'rejected_by_discord'
    END,
    CASE
        WHEN word IS NOT NULL OR reason LIKE 'removed by user %' THEN NULL
        WHEN reason LIKE 'not posted in time; the last try: %' THEN SUBSTR(reason, 35)
        ELSE reason
    END,
    leader, tries, is_unsure, next_try_at, first_try_at, last_try_at, holder, held_until, message, ended_at, taken_by, taken_at
FROM alert LEFT JOIN old_sentence ON sentence = reason;

INSERT INTO new_attempt (alert_id, at, reason, detail)
SELECT attempt.alert, at,
    CASE
        WHEN outcome = 'posted' THEN NULL
        WHEN word IS NOT NULL THEN word
        WHEN outcome LIKE 'removed by user %' THEN 'subscription_removed'
        WHEN outcome LIKE 'not posted in time%' THEN 'not_posted_in_time'
        WHEN outcome LIKE 'Discord asks to wait %' THEN 'rate_limited'
        -- The last attempt failed as its alert did; those before it were tried again.
        ELSE COALESCE((SELECT ended.reason FROM new_alert AS ended WHERE ended.id = attempt.alert AND ended.detail = outcome
            AND ended.reason IN ('channel_unavailable', 'rejected_by_discord')), 'ambiguous')
    END,
    CASE
        WHEN outcome = 'posted' OR word IS NOT NULL OR outcome LIKE 'removed by user %' THEN NULL
        WHEN outcome LIKE 'not posted in time; the last try: %' THEN SUBSTR(outcome, 35)
        ELSE outcome
    END
FROM attempt LEFT JOIN old_sentence ON sentence = outcome;

INSERT INTO named_timestamp (name, at) SELECT name, value FROM mark;

DROP TABLE old_sentence;
DROP TABLE attempt;
DROP TABLE alert;
DROP TABLE subscription;
DROP TABLE mark;
ALTER TABLE new_subscription RENAME TO subscription;
ALTER TABLE new_alert RENAME TO alert;
ALTER TABLE new_attempt RENAME TO attempt;

CREATE INDEX subscription_of_guild ON subscription (guild_id);
CREATE INDEX alert_due ON alert (state, next_attempt_at);
CREATE INDEX alert_of_subscription ON alert (subscription_id, due_at);
CREATE INDEX alert_of_batch ON alert (batch_id);
CREATE INDEX alert_following ON alert (follows);
CREATE INDEX alert_ended ON alert (ended_at);
CREATE INDEX attempt_of_alert ON attempt (alert_id, at);
