-- Who takes the tour, where it runs, and when they want to be asked what they missed. Days are by their own zone.
CREATE TABLE learner (
    id          BIGINT NOT NULL PRIMARY KEY,
    -- The tour they are in, or were in last.
    track       TEXT   NOT NULL,
    place       TEXT   NOT NULL,
    channel     BIGINT,
    zone        TEXT   NOT NULL,
    review_at   TEXT   NOT NULL,
    reviews     TEXT   NOT NULL,
    reason      TEXT,
    -- The last day on which a question was sent; written before it is sent, so that a day has one at most.
    asked_on    TEXT,
    unanswered  BIGINT NOT NULL,
    next_ask_at BIGINT,
    created_at  BIGINT NOT NULL
);

CREATE INDEX learner_due ON learner (reviews, next_ask_at);

CREATE TABLE tour (
    learner    BIGINT NOT NULL REFERENCES learner (id),
    track      TEXT   NOT NULL,
    guild      BIGINT,
    state      TEXT   NOT NULL,
    -- The topic whose question is shown.
    asking     TEXT,
    started_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    PRIMARY KEY (learner, track)
);

CREATE INDEX tour_of_guild ON tour (guild);

-- A step that is done. The first answer counts, so there is one.
CREATE TABLE step_done (
    learner  BIGINT NOT NULL,
    track    TEXT   NOT NULL,
    topic    TEXT   NOT NULL,
    question TEXT,
    is_right BIGINT,
    at       BIGINT NOT NULL,
    PRIMARY KEY (learner, track, topic),
    FOREIGN KEY (learner, track) REFERENCES tour (learner, track)
);

-- A question that was missed, and how well it is remembered.
CREATE TABLE card (
    learner     BIGINT           NOT NULL REFERENCES learner (id),
    question    TEXT             NOT NULL,
    stability   DOUBLE PRECISION NOT NULL,
    difficulty  DOUBLE PRECISION NOT NULL,
    reviewed_on TEXT             NOT NULL,
    -- None once it is known for good.
    due_on      TEXT,
    PRIMARY KEY (learner, question)
);
