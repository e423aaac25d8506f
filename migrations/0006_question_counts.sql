-- How many questions were asked on a server, and how many of them found no answer: numbers for its managers, and not the
-- questions themselves, which belong to nobody's server.
ALTER TABLE guild_settings ADD COLUMN questions_asked BIGINT NOT NULL DEFAULT 0;
ALTER TABLE guild_settings ADD COLUMN questions_unanswered BIGINT NOT NULL DEFAULT 0;
