-- One text for SQLite and PostgreSQL. Moments are milliseconds since 1970 in UTC; Discord's ids keep their 64 bits.
CREATE TABLE subscription (
    id         TEXT   NOT NULL PRIMARY KEY,
    origin     TEXT   NOT NULL,
    guild      BIGINT,
    channel    BIGINT NOT NULL,
    settings   TEXT   NOT NULL,
    state      TEXT   NOT NULL,
    reason     TEXT,
    created_by BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

CREATE INDEX subscription_of_guild ON subscription (guild);

-- Everything that the bot posts by itself.
CREATE TABLE alert (
    id           TEXT   NOT NULL PRIMARY KEY,
    kind         TEXT   NOT NULL,
    parent       TEXT,
    subscription TEXT   NOT NULL REFERENCES subscription (id),
    summit       TEXT   NOT NULL,
    channel      BIGINT NOT NULL,
    recipient    BIGINT,
    due_at       BIGINT NOT NULL,
    begins_at    BIGINT NOT NULL,
    lead         TEXT   NOT NULL,
    told         TEXT   NOT NULL,
    state        TEXT   NOT NULL,
    reason       TEXT,
    -- Rows that go out as one message name the same leader.
    leader       TEXT,
    tries        BIGINT NOT NULL,
    is_unsure    BIGINT NOT NULL,
    next_try_at  BIGINT NOT NULL,
    first_try_at BIGINT,
    last_try_at  BIGINT,
    holder       TEXT,
    held_until   BIGINT,
    message      BIGINT,
    ended_at     BIGINT,
    taken_by     BIGINT,
    taken_at     BIGINT
);

CREATE INDEX alert_due ON alert (state, next_try_at);
CREATE INDEX alert_of_subscription ON alert (subscription, due_at);
CREATE INDEX alert_of_leader ON alert (leader);
CREATE INDEX alert_of_parent ON alert (parent);
CREATE INDEX alert_ended ON alert (ended_at);

-- Each try to post, with what came of it.
CREATE TABLE attempt (
    alert   TEXT   NOT NULL REFERENCES alert (id),
    at      BIGINT NOT NULL,
    outcome TEXT   NOT NULL
);

CREATE INDEX attempt_of_alert ON attempt (alert, at);

CREATE TABLE mark (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
