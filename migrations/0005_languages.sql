-- What was settled for a server as a whole: its language, and that it was welcomed.
CREATE TABLE guild_settings (
    guild_id    BIGINT NOT NULL PRIMARY KEY,
    -- The language of what the bot posts there by itself: en, fr, ru, zh-CN; empty unless the server fixed one.
    locale      TEXT,
    -- When the message for a server that the bot joins was begun.
    welcomed_at BIGINT,
    -- When the bot was removed from it; empty while it is there. The row goes 30 days later.
    left_at     BIGINT
);

-- The language of the questions that come back, which nobody asks for at that moment.
ALTER TABLE learner ADD COLUMN locale TEXT NOT NULL DEFAULT 'en';

-- Of the sentences in this column one was our own. What remains are Discord's own words.
UPDATE learner SET reason = 'unanswered' WHERE reason = '7 questions in a row went unanswered';
