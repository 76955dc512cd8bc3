-- The file and its dump are read by every SQLite from 3.34 on: before 3.37 there are no STRICT tables, and in some
-- versions json_valid(NULL) is false where NULL would pass. What lies on the disk is the same with and without, so
-- only the text of the layout changes (sqlite.org/lang_altertable.html, section 7), however much the file holds.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, ') STRICT, WITHOUT ROWID', ') WITHOUT ROWID') WHERE type = 'table';
UPDATE sqlite_schema SET sql = substr(sql, 1, length(sql) - length(' STRICT')) WHERE type = 'table' AND sql LIKE '%) STRICT';
UPDATE sqlite_schema SET sql = replace(replace(replace(sql,
    'CHECK (json_valid(tags))', 'CHECK (tags IS NULL OR json_valid(tags))'),
    'CHECK (json_valid(steps))', 'CHECK (steps IS NULL OR json_valid(steps))'),
    'CHECK (json_valid(definition))', 'CHECK (definition IS NULL OR json_valid(definition))')
    WHERE type = 'table';
-- Without STRICT the types are looked after here. A text or a fraction is no time and no rating.
UPDATE sqlite_schema SET sql = substr(sql, 1, length(sql) - 1) ||
    ', CHECK (typeof(at) = ''integer'' AND typeof(utc_offset) = ''integer'')' || ')'
    WHERE type = 'table' AND name IN ('imports', 'check_ins', 'sessions', 'assessments', 'experiments');
UPDATE sqlite_schema SET sql = substr(sql, 1, length(sql) - 1) ||
    ', CHECK (typeof(updated_at) = ''integer'' AND typeof(deleted_at) IN (''integer'', ''null''))' || ')'
    WHERE type = 'table' AND name IN ('check_ins', 'sessions', 'assessments', 'experiments', 'activities', 'routines', 'factors', 'settings');
UPDATE sqlite_schema SET sql = substr(sql, 1, length(sql) - 1) ||
    ', CHECK (''real'' NOT IN (typeof(mood), typeof(energy), typeof(calm), typeof(sleep), typeof(body), typeof(interest), ' ||
    'typeof(appetite), typeof(focus)))' || ')'
    WHERE type = 'table' AND name = 'check_ins';
UPDATE sqlite_schema SET sql = substr(sql, 1, length(sql) - 1) ||
    ', CHECK (''real'' NOT IN (typeof(active_seconds), typeof(effort), typeof(mood_before), typeof(mood_after), ' ||
    'typeof(energy_before), typeof(energy_after), typeof(calm_before), typeof(calm_after)))' || ')'
    WHERE type = 'table' AND name = 'sessions';
PRAGMA writable_schema = RESET;
