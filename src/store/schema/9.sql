-- Ratings of a person's own, and the answers to them in each check-in: an object from rating ids to numbers. Answers to
-- ratings that aren't here, or not here yet, are kept.
CREATE TABLE ratings (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    name TEXT NOT NULL,
    measure TEXT NOT NULL CHECK (measure IN ('1-9', '0-10', 'count', 'duration', 'yes-no')),
    lower_is_better INTEGER NOT NULL DEFAULT 0 CHECK (lower_is_better IN (0, 1)),
    words TEXT NOT NULL CHECK (json_valid(words)),
    unit TEXT NOT NULL DEFAULT '',
    ask TEXT NOT NULL CHECK (ask IN ('always', 'morning', 'evening', 'never')),
    position INTEGER NOT NULL CHECK (position BETWEEN 0 AND 4294967295),
    archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1)),
    import_id TEXT,
    updated_at INTEGER NOT NULL CHECK (typeof(updated_at) = 'integer'),
    deleted_at INTEGER CHECK (typeof(deleted_at) IN ('integer', 'null')),
    origin TEXT,
    batch TEXT REFERENCES imports (id)
);
CREATE INDEX ratings_by_origin ON ratings (origin) WHERE origin IS NOT NULL;

ALTER TABLE check_ins ADD COLUMN own TEXT CHECK (own IS NULL OR json_valid(own));

-- One row for each answer. `name` and `measure` are null for a rating that isn't here.
DROP VIEW IF EXISTS v_ratings;
CREATE VIEW v_ratings AS
SELECT check_ins.id AS check_in,
    strftime('%Y-%m-%dT%H:%M:%S', check_ins.at / 1000 + check_ins.utc_offset * 60, 'unixepoch') ||
        CASE WHEN check_ins.utc_offset < 0 THEN '-' ELSE '+' END ||
        printf('%02d:%02d', abs(check_ins.utc_offset) / 60, abs(check_ins.utc_offset) % 60) AS at,
    check_ins.day, answer.key AS rating, ratings.name, ratings.measure, answer.value
FROM check_ins JOIN json_each(check_ins.own) AS answer
    LEFT JOIN ratings ON ratings.id = answer.key AND ratings.deleted_at IS NULL
WHERE check_ins.deleted_at IS NULL AND check_ins.own IS NOT NULL;
