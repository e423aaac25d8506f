-- Servers whose scheduled events on Discord are kept in step with the calendar, and how that stands.
CREATE TABLE event_calendar (
    guild_id    BIGINT NOT NULL PRIMARY KEY,
    -- Organizations or series, single summits, or `all`, as a list in JSON.
    summits     TEXT   NOT NULL,
    state       TEXT   NOT NULL,
    reason      TEXT,
    detail      TEXT,
    left_out    BIGINT NOT NULL,
    -- Raised by whatever asks for another look, so that one that is under way does not pass for it.
    revision    BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,
    looked_at   BIGINT,
    lease_owner TEXT,
    lease_until BIGINT,
    left_at     BIGINT
);

-- The bot's events there, one a summit: written before Discord is asked, so that a crash in between doubles none.
CREATE TABLE scheduled_event (
    guild_id  BIGINT NOT NULL,
    summit_id TEXT   NOT NULL,
    event_id  BIGINT,
    state     TEXT   NOT NULL,
    -- What Discord was sent last, as JSON.
    sent      TEXT   NOT NULL,
    detail    TEXT,
    PRIMARY KEY (guild_id, summit_id)
);

-- Posted alerts that are to be published to the followers of their announcement channel.
CREATE TABLE publication (
    -- The first of those that went out as one message.
    alert_id        TEXT   NOT NULL PRIMARY KEY,
    is_done         BIGINT NOT NULL,
    attempts        BIGINT NOT NULL,
    next_attempt_at BIGINT NOT NULL,
    give_up_at      BIGINT NOT NULL
);
