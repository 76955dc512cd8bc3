-- An experiment can be of sessions (`kind`), be decided by the morning after (`outcome_at`), and keeps the rules under
-- which it began: those that are there began under the first. `looked` is a list of days that only grows.
ALTER TABLE experiments ADD COLUMN kind TEXT NOT NULL DEFAULT 'days' CHECK (kind IN ('days', 'sessions'));
ALTER TABLE experiments ADD COLUMN outcome_at TEXT NOT NULL DEFAULT 'evening' CHECK (outcome_at IN ('evening', 'next_morning'));
ALTER TABLE experiments ADD COLUMN rules INTEGER NOT NULL DEFAULT 1 CHECK (rules >= 1);
ALTER TABLE experiments ADD COLUMN looked TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(looked));
