-- The processes that post with one token: they share what Discord allows to all of them together.

CREATE TABLE process (
    -- Made up when the process starts.
    id TEXT PRIMARY KEY,
    -- Goes up by one every few seconds for as long as the process lives: no clock has to agree with another.
    beat BIGINT NOT NULL
);
