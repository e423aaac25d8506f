-- A kind of alert more, `handover`: what the next shift has to know, posted at the hours that a subscription names. It is about no
-- summit, and follows nothing.

-- Who took a server's watch over, and what that covered.
CREATE TABLE handover (
    guild_id BIGINT NOT NULL,
    -- 1 for the first that was signed on the server, then one more each: of two people who sign the same page, one counts.
    number BIGINT NOT NULL,
    -- What had happened since then was shown to whoever signed.
    covers_from BIGINT NOT NULL,
    signed_at BIGINT NOT NULL,
    -- The user; 0 if they had their data deleted since.
    signed_by BIGINT NOT NULL,
    PRIMARY KEY (guild_id, number)
);

-- Each statement of the knowledge, so that a handover can say which are new or worded anew, whatever their date.
CREATE TABLE fact (
    -- 16 hex digits, made of the page, the date and the words.
    id TEXT NOT NULL PRIMARY KEY,
    -- When it was first there; empty for all that were there when somebody first looked.
    seen_at BIGINT
);
