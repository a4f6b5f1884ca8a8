-- What the desk turns its pages by: the story of every row, the part a party plays, and the orders of its lists.

-- Which story a report is part of, for the rows saved before this was kept with them.
CREATE TABLE placed (
    report TEXT PRIMARY KEY,
    story  TEXT NOT NULL
) WITHOUT ROWID;
INSERT OR IGNORE INTO placed
    SELECT told.value, story.id FROM row AS story, json_each(story.line, '$.reports') AS told WHERE story.kind = 'story';
UPDATE row SET story = (SELECT placed.story FROM placed WHERE placed.report = coalesce(row.report, row.id))
    WHERE kind NOT IN ('finding', 'story', 'entity');
DROP TABLE placed;

-- Roles beside "party" and "speaker": "actor", "recipient", "addressee", "holder", "to".
CREATE TABLE part (
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    role TEXT NOT NULL
);
INSERT INTO part VALUES
    ('event', '$.actors', 'actor'), ('event', '$.recipients', 'recipient'), ('attribution', '$.addressee', 'addressee'),
    ('commitment', '$.holder', 'holder'), ('commitment', '$.parties', 'holder'), ('commitment', '$.to', 'to');
INSERT OR IGNORE INTO row_party
    SELECT key.value, part.role, row.position
    FROM part JOIN row ON row.kind = part.kind, json_each(row.line, part.path) AS told, json_each(told.value) AS key
    WHERE key.key IN ('entity', 'iso3', 'code') AND key.value IS NOT NULL;
DROP TABLE part;

CREATE INDEX row_attribution ON row (attribution) WHERE attribution IS NOT NULL;
CREATE INDEX row_of_kind ON row (kind);
CREATE INDEX row_story ON row (story, kind) WHERE story IS NOT NULL;
CREATE INDEX row_verdict ON row (verdict) WHERE verdict IS NOT NULL;
CREATE INDEX row_until ON row (coalesce(json_extract(line, '$.until'), ''), position) WHERE kind = 'story';
CREATE INDEX row_due ON row (json_extract(line, '$.deadline.date'), position) WHERE kind = 'commitment';
CREATE INDEX row_label ON row (json_extract(line, '$.label') COLLATE NOCASE, position) WHERE kind = 'entity';
CREATE INDEX row_published ON row (coalesce(json_extract(line, '$.published'), ''), position) WHERE kind = 'report';
