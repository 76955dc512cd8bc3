-- `pauses` is a list of {from, until}: days whose coin was not looked at. Experiments are imported too.
ALTER TABLE experiments ADD COLUMN pauses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pauses));
ALTER TABLE experiments ADD COLUMN import_id TEXT;
ALTER TABLE experiments ADD COLUMN origin TEXT;
ALTER TABLE experiments ADD COLUMN batch TEXT REFERENCES imports (id);
