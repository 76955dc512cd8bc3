-- Views for people and programs that read the file by other means: ISO times, nothing deleted, numbers rounded as
-- `--json` prints them. docs/data.md tells their columns; columns are only ever added. Every SQLite from 3.34 on reads
-- them.
DROP VIEW IF EXISTS v_days;
DROP VIEW IF EXISTS v_check_ins;
DROP VIEW IF EXISTS v_sessions;

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
