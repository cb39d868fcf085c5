-- What a relay keeps of a log. Nothing here says when, and nothing here can be read.

CREATE TABLE logs (
  log     INTEGER PRIMARY KEY,             -- local name; no answer ever carries it
  log_id  BLOB    NOT NULL UNIQUE CHECK (length(log_id) = 32),
  kind    INTEGER NOT NULL DEFAULT 0,      -- wire.numbering.LogKind
  number  INTEGER NOT NULL DEFAULT 0,      -- newest
  head    BLOB    NOT NULL CHECK (length(head) = 32),
  epoch   INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One log's frames lie side by side in the order of their numbers.
CREATE TABLE frames (
  place INTEGER PRIMARY KEY,               -- log * 2^32 + number
  frame BLOB    NOT NULL
) STRICT;

-- Finds a frame that is sent again. Only the first bytes of its id are kept, to write fewer pages;
-- whoever looks here compares the frame itself.
CREATE TABLE frame_ids (
  log    INTEGER NOT NULL REFERENCES logs,
  start  INTEGER NOT NULL,                 -- first 6 bytes of SHA-256 of the frame
  number INTEGER NOT NULL,
  PRIMARY KEY (log, start, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
  log        INTEGER NOT NULL REFERENCES logs,
  token_hash BLOB    NOT NULL CHECK (length(token_hash) = 32),
  held       TEXT    NOT NULL CHECK (held IN ('own', 'append', 'read')),
  PRIMARY KEY (log, token_hash)
) STRICT, WITHOUT ROWID;
