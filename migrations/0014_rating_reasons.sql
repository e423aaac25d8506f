-- Why answers did not help, as far as readers said so; without who it was.
ALTER TABLE question ADD COLUMN missed_page BIGINT NOT NULL DEFAULT 0;
ALTER TABLE question ADD COLUMN missed_fact BIGINT NOT NULL DEFAULT 0;
ALTER TABLE question ADD COLUMN missed_unknown BIGINT NOT NULL DEFAULT 0;
-- What was written last.
ALTER TABLE question ADD COLUMN remark TEXT;
