-- The words of the code and of docs/GLOSSARY.md for what is stored.
ALTER TABLE alert RENAME COLUMN leader TO batch_id;
ALTER TABLE alert RENAME COLUMN holder TO lease_owner;
ALTER TABLE alert RENAME COLUMN held_until TO lease_until;
ALTER TABLE alert RENAME COLUMN is_unsure TO in_doubt;
ALTER TABLE alert RENAME COLUMN tries TO attempts;
ALTER TABLE alert RENAME COLUMN taken_by TO acknowledged_by;
ALTER TABLE alert RENAME COLUMN taken_at TO acknowledged_at;
