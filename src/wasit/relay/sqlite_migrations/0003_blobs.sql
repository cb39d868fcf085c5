-- Sealed chunks of files, in the space of one log each, under their SHA-256. What owners put is
-- counted apart from what others put.

CREATE TABLE blobs (
  log  INTEGER NOT NULL REFERENCES logs,
  name BLOB    NOT NULL CHECK (length(name) = 32),
  blob BLOB    NOT NULL,
  UNIQUE (log, name)
) STRICT;

ALTER TABLE logs ADD COLUMN blob_bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE logs ADD COLUMN owner_blob_bytes INTEGER NOT NULL DEFAULT 0;
