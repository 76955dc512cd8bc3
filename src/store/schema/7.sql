-- SHA-256 of the protocol as it was made, in hexadecimal. Experiments that are there already have none: it would not be
-- from before their first day.
ALTER TABLE experiments ADD COLUMN protocol TEXT CHECK (protocol IS NULL OR length(protocol) = 64);
