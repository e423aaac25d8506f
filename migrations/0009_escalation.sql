-- An escalation is a chain of steps, each an alert of its own.

-- Of an escalation: which step of the chain it is, counted from 0. Empty in rows of versions that knew one step only.
ALTER TABLE alert ADD COLUMN step BIGINT;

-- The rest of a shift of duty that somebody handed over. Who is on duty otherwise is in the settings.
CREATE TABLE duty_override (
    -- The server whose rota has the shift.
    guild_id       BIGINT NOT NULL,
    -- The end of the shift, by which it is known.
    ends_at        BIGINT NOT NULL,
    -- When it was handed over.
    begins_at      BIGINT NOT NULL,
    -- The user who is on duty until the end.
    user_id        BIGINT NOT NULL,
    -- The user who handed it over; 0 stands for one who was forgotten.
    handed_over_by BIGINT NOT NULL,
    PRIMARY KEY (guild_id, ends_at)
);
