-- What was asked in plain words, by nobody in particular: for the editors, to see what is missing.
CREATE TABLE question (
    id          TEXT   NOT NULL PRIMARY KEY,
    text        TEXT   NOT NULL,
    -- The page that answered; none if nothing did.
    answered_by TEXT,
    asked       BIGINT NOT NULL,
    helped      BIGINT NOT NULL,
    missed      BIGINT NOT NULL,
    last_at     BIGINT NOT NULL
);

CREATE INDEX question_last ON question (last_at);

-- What the next question of somebody in a channel can lean on, for a quarter of an hour.
CREATE TABLE conversation (
    channel BIGINT NOT NULL,
    member  BIGINT NOT NULL,
    turn    TEXT   NOT NULL,
    at      BIGINT NOT NULL,
    PRIMARY KEY (channel, member)
);

CREATE INDEX conversation_of_member ON conversation (member);
CREATE INDEX conversation_at ON conversation (at);
