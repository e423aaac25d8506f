-- A reminder is a subscription of one person: its alerts are direct messages.

-- The user who gets them; empty for a subscription of a channel.
ALTER TABLE subscription ADD COLUMN recipient_id BIGINT;
-- The language of what they get: en, fr, ru, zh-CN, that in which they asked; empty for a subscription of a channel.
ALTER TABLE subscription ADD COLUMN locale TEXT;

CREATE INDEX subscription_of_recipient ON subscription (recipient_id);
