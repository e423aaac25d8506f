-- What an alert says of its summit beside when it begins, so that a change of it can be told, and a summit that is gone named.
-- All of it is empty in alerts of earlier versions, and in those that are about no summit.

-- The summit's title.
ALTER TABLE alert ADD COLUMN title TEXT;
-- Its end as the file has it, such as 2026-12-15; empty if it names none.
ALTER TABLE alert ADD COLUMN ends TEXT;
-- Its place, such as "Miami, United States"; empty if none is known.
ALTER TABLE alert ADD COLUMN place TEXT;
-- How certain it is: confirmed, announced, expected, held, cancelled.
ALTER TABLE alert ADD COLUMN status TEXT;
-- Of what moved: the same as the channel knows it.
ALTER TABLE alert ADD COLUMN previous_ends TEXT;
ALTER TABLE alert ADD COLUMN previous_place TEXT;
ALTER TABLE alert ADD COLUMN previous_status TEXT;
