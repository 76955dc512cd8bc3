-- A file of version 9 as released: that of version 8 with own ratings.
PRAGMA application_id = 1179405873;
PRAGMA user_version = 9;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE activities (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    met REAL NOT NULL CHECK (met BETWEEN 0 AND 100),
    definition TEXT CHECK (definition IS NULL OR json_valid(definition)),
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
, CHECK (typeof(updated_at) = 'integer' AND typeof(deleted_at) IN ('integer', 'null')));
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
, CHECK (typeof(at) = 'integer' AND typeof(utc_offset) = 'integer'), CHECK (typeof(updated_at) = 'integer' AND typeof(deleted_at) IN ('integer', 'null')));
INSERT INTO "assessments" VALUES('019caf6b-bf00-7383-bce9-be4cb8712952',1772469600000,60,1,'2026-03-02','phq9','[1,1,2,1,0,1,1,0,0]',7,NULL,'','typed',NULL,1772469600000,NULL,NULL,NULL);
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
    tags TEXT CHECK (tags IS NULL OR json_valid(tags)),
    note TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL CHECK (source IN ('timer', 'typed', 'imported')),
    import_id TEXT,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    origin TEXT,
    batch TEXT REFERENCES imports (id)
, own TEXT CHECK (own IS NULL OR json_valid(own)), CHECK (typeof(at) = 'integer' AND typeof(utc_offset) = 'integer'), CHECK (typeof(updated_at) = 'integer' AND typeof(deleted_at) IN ('integer', 'null')), CHECK ('real' NOT IN (typeof(mood), typeof(energy), typeof(calm), typeof(sleep), typeof(body), typeof(interest), typeof(appetite), typeof(focus))));
INSERT INTO "check_ins" VALUES('019caf6b-bf00-7383-bce5-4bd7f4387361',1772352000000,60,1,'2026-03-01',7,5,6,4,NULL,NULL,NULL,NULL,7.5,'["outdoors","work"]','at the quay','typed',NULL,1772469600000,NULL,NULL,NULL,NULL);
INSERT INTO "check_ins" VALUES('019caf6b-bf00-7383-bce6-03222b7b2cbd',1772362800000,60,0,'2026-03-01',4,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','typed',NULL,1772469600001,1772469600000,NULL,NULL,NULL);
INSERT INTO "check_ins" VALUES('019caf6b-bf00-7383-bce7-ae9f602a5d56',1772190000000,60,0,'2026-02-27',5,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'','typed',NULL,1772469600000,NULL,NULL,NULL,NULL);
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
, pauses TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pauses)), import_id TEXT, origin TEXT, batch TEXT REFERENCES imports (id), kind TEXT NOT NULL DEFAULT 'days' CHECK (kind IN ('days', 'sessions')), outcome_at TEXT NOT NULL DEFAULT 'evening' CHECK (outcome_at IN ('evening', 'next_morning')), rules INTEGER NOT NULL DEFAULT 1 CHECK (rules >= 1), looked TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(looked)), protocol TEXT CHECK (protocol IS NULL OR length(protocol) = 64), CHECK (typeof(at) = 'integer' AND typeof(utc_offset) = 'integer'), CHECK (typeof(updated_at) = 'integer' AND typeof(deleted_at) IN ('integer', 'null')));
INSERT INTO "experiments" VALUES('019caf6b-bf00-7383-bcea-af594a0749e9',1772469600000,60,'2026-03-03',28,'move','rest','mood',-6072248757865523801,'ABBAABABBAABABBAABBAABBABABA','running',NULL,'',1772469600000,NULL,'[]',NULL,NULL,NULL,'days','evening',2,'[]','1715c6bacde2de5fd94dd9d320bfe59ea51d81e3f6cd7ec416598b4d34ee3231');
CREATE TABLE factors (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    tag TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
, CHECK (typeof(updated_at) = 'integer' AND typeof(deleted_at) IN ('integer', 'null')));
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
, CHECK (typeof(at) = 'integer' AND typeof(utc_offset) = 'integer'));
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
CREATE TABLE routines (
    id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    definition TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
, import_id TEXT, origin TEXT, batch TEXT REFERENCES imports (id), CHECK (typeof(updated_at) = 'integer' AND typeof(deleted_at) IN ('integer', 'null')));
CREATE TABLE running (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    running TEXT NOT NULL,
    kept INTEGER NOT NULL
);
CREATE TABLE schema_history (
    version INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
);
INSERT INTO "schema_history" VALUES(1,1772469600000);
INSERT INTO "schema_history" VALUES(2,1772469600000);
INSERT INTO "schema_history" VALUES(3,1772469600000);
INSERT INTO "schema_history" VALUES(4,1772469600000);
INSERT INTO "schema_history" VALUES(5,1772469600000);
INSERT INTO "schema_history" VALUES(6,1772469600000);
INSERT INTO "schema_history" VALUES(7,1772469600000);
INSERT INTO "schema_history" VALUES(8,1772469600000);
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
    steps TEXT CHECK (steps IS NULL OR json_valid(steps)),
    import_id TEXT,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER,
    origin TEXT,
    batch TEXT REFERENCES imports (id)
, planned_seconds INTEGER CHECK (planned_seconds >= 0), CHECK (typeof(at) = 'integer' AND typeof(utc_offset) = 'integer'), CHECK (typeof(updated_at) = 'integer' AND typeof(deleted_at) IN ('integer', 'null')), CHECK ('real' NOT IN (typeof(active_seconds), typeof(effort), typeof(mood_before), typeof(mood_after), typeof(energy_before), typeof(energy_after), typeof(calm_before), typeof(calm_after))));
INSERT INTO "sessions" VALUES('019caf6b-bf00-7383-bce8-bf6ab117a5b3',1772384400000,60,1,'2026-03-01','yoga','Yoga',NULL,1200,NULL,2.3,NULL,4,6,NULL,NULL,NULL,NULL,NULL,1,'','typed',NULL,NULL,1772469600000,NULL,NULL,NULL,NULL);
CREATE TABLE settings (
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    deleted_at INTEGER
, CHECK (typeof(updated_at) = 'integer' AND typeof(deleted_at) IN ('integer', 'null')));
CREATE TABLE undo_rows (
    step INTEGER NOT NULL REFERENCES undo_steps (step) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    record TEXT NOT NULL,
    id TEXT NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('added', 'changed', 'deleted')),
    day TEXT,
    image TEXT,
    PRIMARY KEY (step, place)
) WITHOUT ROWID;
INSERT INTO "undo_rows" VALUES(1,1,'check_ins','019caf6b-bf00-7383-bce5-4bd7f4387361','added','2026-03-01',NULL);
INSERT INTO "undo_rows" VALUES(2,1,'check_ins','019caf6b-bf00-7383-bce6-03222b7b2cbd','added','2026-03-01',NULL);
INSERT INTO "undo_rows" VALUES(3,1,'check_ins','019caf6b-bf00-7383-bce7-ae9f602a5d56','added','2026-02-27',NULL);
INSERT INTO "undo_rows" VALUES(4,1,'check_ins','019caf6b-bf00-7383-bce6-03222b7b2cbd','deleted','2026-03-01','{"deleted_at":null,"updated_at":1772469600000}');
INSERT INTO "undo_rows" VALUES(5,1,'sessions','019caf6b-bf00-7383-bce8-bf6ab117a5b3','added','2026-03-01',NULL);
INSERT INTO "undo_rows" VALUES(6,1,'assessments','019caf6b-bf00-7383-bce9-be4cb8712952','added','2026-03-02',NULL);
INSERT INTO "undo_rows" VALUES(7,1,'experiments','019caf6b-bf00-7383-bcea-af594a0749e9','added','2026-03-03',NULL);
CREATE TABLE undo_steps (
    step INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
);
INSERT INTO "undo_steps" VALUES(1,1772469600000,0);
INSERT INTO "undo_steps" VALUES(2,1772469600000,0);
INSERT INTO "undo_steps" VALUES(3,1772469600000,0);
INSERT INTO "undo_steps" VALUES(4,1772469600000,0);
INSERT INTO "undo_steps" VALUES(5,1772469600000,0);
INSERT INTO "undo_steps" VALUES(6,1772469600000,0);
INSERT INTO "undo_steps" VALUES(7,1772469600000,0);
CREATE INDEX check_ins_by_day ON check_ins (day) WHERE deleted_at IS NULL;
CREATE INDEX check_ins_by_origin ON check_ins (origin) WHERE origin IS NOT NULL;
CREATE INDEX sessions_by_day ON sessions (day) WHERE deleted_at IS NULL;
CREATE INDEX sessions_by_origin ON sessions (origin) WHERE origin IS NOT NULL;
CREATE INDEX assessments_by_day ON assessments (day) WHERE deleted_at IS NULL;
CREATE INDEX routines_by_origin ON routines (origin) WHERE origin IS NOT NULL;
CREATE VIEW v_check_ins AS
SELECT id,
    strftime('%Y-%m-%dT%H:%M:%S', at / 1000 + utc_offset * 60, 'unixepoch') ||
        CASE WHEN utc_offset < 0 THEN '-' ELSE '+' END ||
        printf('%02d:%02d', abs(utc_offset) / 60, abs(utc_offset) % 60) AS at,
    timed, day, mood, energy, calm, sleep, body, interest, appetite, focus,
    round(sleep_hours, 2) AS sleep_hours,
    coalesce(tags, '[]') AS tags, note, source
FROM check_ins WHERE deleted_at IS NULL;
CREATE VIEW v_sessions AS
SELECT id,
    strftime('%Y-%m-%dT%H:%M:%S', at / 1000 + utc_offset * 60, 'unixepoch') ||
        CASE WHEN utc_offset < 0 THEN '-' ELSE '+' END ||
        printf('%02d:%02d', abs(utc_offset) / 60, abs(utc_offset) % 60) AS start,
    timed, day, activity, title, routine, active_seconds,
    round(active_seconds / 60.0, 1) AS minutes,
    round(distance_m, 1) AS distance_m, met, effort,
    mood_before AS "before", mood_after AS "after", complete, source, note
FROM sessions WHERE deleted_at IS NULL;
CREATE VIEW v_days AS
WITH rated AS (
    SELECT day, count(*) AS check_ins, round(avg(mood), 2) AS mood, round(avg(energy), 2) AS energy,
        round(avg(calm), 2) AS calm, round(avg(sleep), 2) AS sleep, round(avg(body), 2) AS body,
        round(avg(interest), 2) AS interest, round(avg(appetite), 2) AS appetite, round(avg(focus), 2) AS focus,
        round(avg(sleep_hours), 2) AS sleep_hours
    FROM check_ins WHERE deleted_at IS NULL GROUP BY day
), moved AS (
    SELECT day, count(*) AS sessions, round(sum(active_seconds) / 60.0, 1) AS minutes,
        round(sum(met * active_seconds / 60.0), 1) AS met_minutes
    FROM sessions WHERE deleted_at IS NULL GROUP BY day
), days AS (
    SELECT day FROM rated UNION SELECT day FROM moved
)
SELECT days.day, mood, energy, calm, sleep, body, interest, appetite, focus, sleep_hours,
    coalesce(check_ins, 0) AS check_ins, coalesce(sessions, 0) AS sessions,
    coalesce(minutes, 0.0) AS minutes, coalesce(met_minutes, 0.0) AS met_minutes,
    (SELECT json_group_array(tag) FROM (
        SELECT DISTINCT value AS tag FROM check_ins, json_each(check_ins.tags)
        WHERE check_ins.day = days.day AND deleted_at IS NULL AND check_ins.tags IS NOT NULL ORDER BY value
    )) AS tags
FROM days LEFT JOIN rated ON rated.day = days.day LEFT JOIN moved ON moved.day = days.day;
INSERT INTO "ratings" VALUES('00000000-0000-7000-8000-000000000001','pain','0-10',1,'["none","some","unbearable"]','','always',0,0,NULL,1772352000000,NULL,NULL,NULL);
CREATE INDEX ratings_by_origin ON ratings (origin) WHERE origin IS NOT NULL;
CREATE VIEW v_ratings AS
SELECT check_ins.id AS check_in,
    strftime('%Y-%m-%dT%H:%M:%S', check_ins.at / 1000 + check_ins.utc_offset * 60, 'unixepoch') ||
        CASE WHEN check_ins.utc_offset < 0 THEN '-' ELSE '+' END ||
        printf('%02d:%02d', abs(check_ins.utc_offset) / 60, abs(check_ins.utc_offset) % 60) AS at,
    check_ins.day, answer.key AS rating, ratings.name, ratings.measure, answer.value
FROM check_ins JOIN json_each(check_ins.own) AS answer
    LEFT JOIN ratings ON ratings.id = answer.key AND ratings.deleted_at IS NULL
WHERE check_ins.deleted_at IS NULL AND check_ins.own IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('undo_steps',7);
COMMIT;
