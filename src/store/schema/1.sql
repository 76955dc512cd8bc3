-- Version 1: everything the product keeps.
-- Instants are milliseconds since 1970 in UTC, offsets are minutes east of UTC, days are ISO dates.
-- Nothing here is ever changed again: what differs later comes as another file.

CREATE TABLE schema_history (
    version INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
) STRICT;

-- Every file that was read. `undone_at`: its records were taken back.
CREATE TABLE imports (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
    kind TEXT NOT NULL,
    files TEXT NOT NULL CHECK (json_valid(files)),
    added INTEGER NOT NULL CHECK (added >= 0),
    duplicates INTEGER NOT NULL CHECK (duplicates >= 0),
    first_day TEXT,
    last_day TEXT,
    updated_at INTEGER NOT NULL,
    undone_at INTEGER
) STRICT;

-- `import_id` is the import that first brought a record, wherever that was; `batch` the one that
-- brought it into this file; `origin` its name there, by which it is known when it comes again.
CREATE TABLE check_ins (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
    timed INTEGER NOT NULL CHECK (timed IN (0, 1)),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    mood INTEGER CHECK (mood BETWEEN 1 AND 9),
    energy INTEGER CHECK (energy BETWEEN 1 AND 9),
    calm INTEGER CHECK (calm BETWEEN 1 AND 9),
    sleep INTEGER CHECK (sleep BETWEEN 1 AND 9),
    body INTEGER CHECK (body BETWEEN 1 AND 9),
    interest INTEGER CHECK (interest BETWEEN 1 AND 9),
    appetite INTEGER CHECK (appetite BETWEEN 1 AND 9),
    focus INTEGER CHECK (focus BETWEEN 1 AND 9),
    sleep_hours REAL CHECK (sleep_hours BETWEEN 0 AND 24),
    tags TEXT CHECK (json_valid(tags)),
    note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL CHECK (source IN ('timer', 'typed', 'imported')),
    import_id TEXT,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    origin TEXT,
    batch TEXT REFERENCES imports (id)
) STRICT;
CREATE INDEX check_ins_by_day ON check_ins (day) WHERE deleted_at IS NULL;
CREATE INDEX check_ins_by_origin ON check_ins (origin) WHERE origin IS NOT NULL;

-- `steps` is a list of [movement, seconds, complete].
CREATE TABLE sessions (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
    timed INTEGER NOT NULL CHECK (timed IN (0, 1)),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    activity TEXT NOT NULL,
    title TEXT NOT NULL,
    routine TEXT,
    active_seconds INTEGER NOT NULL CHECK (active_seconds BETWEEN 0 AND 4294967295),
    distance_m REAL CHECK (distance_m >= 0),
    met REAL NOT NULL CHECK (met BETWEEN 0 AND 100),
    effort INTEGER CHECK (effort BETWEEN 0 AND 10),
    mood_before INTEGER CHECK (mood_before BETWEEN 1 AND 9),
    mood_after INTEGER CHECK (mood_after BETWEEN 1 AND 9),
    energy_before INTEGER CHECK (energy_before BETWEEN 1 AND 9),
    energy_after INTEGER CHECK (energy_after BETWEEN 1 AND 9),
    calm_before INTEGER CHECK (calm_before BETWEEN 1 AND 9),
    calm_after INTEGER CHECK (calm_after BETWEEN 1 AND 9),
    felt TEXT CHECK (felt IN ('too_hard', 'fine', 'too_easy', 'hurt')),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
    note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL CHECK (source IN ('timer', 'typed', 'imported')),
    steps TEXT CHECK (json_valid(steps)),
    import_id TEXT,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    origin TEXT,
    batch TEXT REFERENCES imports (id)
) STRICT;
CREATE INDEX sessions_by_day ON sessions (day) WHERE deleted_at IS NULL;
CREATE INDEX sessions_by_origin ON sessions (origin) WHERE origin IS NOT NULL;

-- Completed questionnaires. `difficulty` is the question after the scored ones.
CREATE TABLE assessments (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
    timed INTEGER NOT NULL CHECK (timed IN (0, 1)),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('phq9', 'phq2', 'gad7')),
    answers TEXT NOT NULL CHECK (json_valid(answers)),
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 27),
    difficulty INTEGER CHECK (difficulty BETWEEN 0 AND 3),
    note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL CHECK (source IN ('timer', 'typed', 'imported')),
    import_id TEXT,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    origin TEXT,
    batch TEXT REFERENCES imports (id)
) STRICT;
CREATE INDEX assessments_by_day ON assessments (day) WHERE deleted_at IS NULL;

-- Self-trials as they were registered. `day` is the first day, `seed` the 64 bits of the coin,
-- `assignment` one letter a day; `ended_day` the day on which it was stopped or read.
CREATE TABLE experiments (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    at INTEGER NOT NULL,
    utc_offset INTEGER NOT NULL CHECK (utc_offset BETWEEN -1440 AND 1440),
    day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
    days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 366),
    arm_a TEXT NOT NULL,
    arm_b TEXT NOT NULL,
    outcome TEXT NOT NULL,
    seed INTEGER NOT NULL,
    assignment TEXT NOT NULL CHECK (length(assignment) = days AND assignment NOT GLOB '*[^AB]*'),
    state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'stopped', 'finished')),
    ended_day TEXT,
    note TEXT NOT NULL DEFAULT '',
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

-- What the person made: `key` is the name that records and routines use.
CREATE TABLE activities (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    met REAL NOT NULL CHECK (met BETWEEN 0 AND 100),
    definition TEXT CHECK (json_valid(definition)),
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE TABLE routines (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE TABLE factors (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    tag TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

CREATE TABLE settings (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
) STRICT;

-- The guided session in progress, if there is one.
CREATE TABLE running (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    running TEXT NOT NULL,
    kept INTEGER NOT NULL
) STRICT;

-- Every step that can be taken back or, once undone, done again. `image` is the row as it is on
-- the other side of the step: before it, or after it once undone; nothing where there was no row.
CREATE TABLE undo_steps (
    step INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE undo_rows (
    step INTEGER NOT NULL REFERENCES undo_steps (step) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    record TEXT NOT NULL,
    id TEXT NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('added', 'changed', 'deleted')),
    day TEXT,
    image TEXT,
    PRIMARY KEY (step, place)
) STRICT, WITHOUT ROWID;
