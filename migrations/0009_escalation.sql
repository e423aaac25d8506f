-- An escalation is a chain of steps, each an alert of its own.

-- Of an escalation: which step of the chain it is, counted from 0. Empty in rows of versions that knew one step only.
ALTER TABLE alert ADD COLUMN step BIGINT;
