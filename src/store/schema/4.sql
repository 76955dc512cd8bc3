-- Seconds a guided session was to last. Sessions from before have none: what they were to last is not known.
ALTER TABLE sessions ADD COLUMN planned_seconds INTEGER CHECK (planned_seconds >= 0);
