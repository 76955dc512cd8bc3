-- Activities of a person's own. Sessions carry an activity's name, so they need no column. `nearest` is the id of the
-- built-in activity that it resembles; `equipment` is a JSON array of words.
CREATE TABLE own_activities (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    name TEXT NOT NULL,
    nearest TEXT,
    met REAL NOT NULL,
    place TEXT NOT NULL CHECK (place IN ('indoors', 'outdoors', 'anywhere')),
    equipment TEXT NOT NULL CHECK (json_valid(equipment)),
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    import_id TEXT,
    updated_at INTEGER NOT NULL CHECK (typeof(updated_at) = 'integer'),
    deleted_at INTEGER CHECK (typeof(deleted_at) IN ('integer', 'null')),
    origin TEXT,
    batch TEXT REFERENCES imports (id)
);
CREATE INDEX own_activities_by_origin ON own_activities (origin) WHERE origin IS NOT NULL;
