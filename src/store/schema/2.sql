-- Own routines come with imports too, as every other record does.
ALTER TABLE routines ADD COLUMN import_id TEXT;
ALTER TABLE routines ADD COLUMN origin TEXT;
ALTER TABLE routines ADD COLUMN batch TEXT REFERENCES imports (id);
CREATE INDEX routines_by_origin ON routines (origin) WHERE origin IS NOT NULL;
