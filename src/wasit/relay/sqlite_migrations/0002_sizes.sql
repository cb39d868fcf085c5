-- How many bytes a log's frames have together, so that a log's length can be limited.

ALTER TABLE logs ADD COLUMN frame_bytes INTEGER NOT NULL DEFAULT 0;

UPDATE logs SET frame_bytes = (
  SELECT coalesce(sum(length(frame)), 0) FROM frames
  WHERE place BETWEEN log * 4294967296 AND log * 4294967296 + 4294967295
);
