-- What a relay keeps of a log. Nothing here says when, and nothing here can be read.

CREATE TABLE logs (
  log     INTEGER PRIMARY KEY,             -- local name; no answer ever carries it
  log_id  BLOB    NOT NULL UNIQUE CHECK (length(log_id) = 32),
  kind    INTEGER NOT NULL DEFAULT 0,      -- wire.numbering.LogKind
  number  INTEGER NOT NULL DEFAULT 0,      -- newest
  head    BLOB    NOT NULL CHECK (length(head) = 32),
  epoch   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE frames (
  log      INTEGER NOT NULL REFERENCES logs,
  number   INTEGER NOT NULL,
  frame_id BLOB    NOT NULL CHECK (length(frame_id) = 32),
  frame    BLOB    NOT NULL
) STRICT;

CREATE UNIQUE INDEX frames_by_number ON frames (log, number);
CREATE UNIQUE INDEX frames_by_id ON frames (log, frame_id);

CREATE TABLE tokens (
  log        INTEGER NOT NULL REFERENCES logs,
  token_hash BLOB    NOT NULL CHECK (length(token_hash) = 32),
  held       TEXT    NOT NULL CHECK (held IN ('own', 'append', 'read')),
  PRIMARY KEY (log, token_hash)
) STRICT, WITHOUT ROWID;
