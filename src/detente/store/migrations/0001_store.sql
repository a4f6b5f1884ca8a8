-- What was read, what was made of it, and what comparing it gave.

-- One line each: header of the codings, settings of the last read, number of commands, digest of the saved record.
CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- A text once, however often it was handed over.
CREATE TABLE body (
    hash TEXT PRIMARY KEY,
    text TEXT NOT NULL
) WITHOUT ROWID;

-- A report in the store: its id, the version before it, and everything read from it alone (zlib over JSON lines without the text).
CREATE TABLE report (
    key        INTEGER PRIMARY KEY,
    id         TEXT NOT NULL UNIQUE,
    supersedes TEXT,
    title      TEXT,
    hash       TEXT NOT NULL REFERENCES body (hash),
    reading    TEXT NOT NULL,
    making     TEXT NOT NULL,
    coding     BLOB NOT NULL
);
CREATE INDEX report_hash ON report (hash);

-- Every different way in which a text was handed over; "base" is the own id that versions of an article share.
-- A forgotten reading keeps its place among the versions and nothing else (text, outlet, title and address are gone).
CREATE TABLE reading (
    digest    TEXT PRIMARY KEY,
    base      TEXT NOT NULL,
    own_id    TEXT,
    outlet    TEXT NOT NULL,
    title     TEXT,
    published TEXT,
    url       TEXT,
    hash      TEXT NOT NULL,
    format    TEXT NOT NULL,
    place     TEXT NOT NULL,
    notes     TEXT NOT NULL,
    command   INTEGER NOT NULL,
    forgotten INTEGER NOT NULL DEFAULT 0,
    report    INTEGER REFERENCES report (key) ON DELETE SET NULL
) WITHOUT ROWID;
CREATE INDEX reading_base ON reading (base);
CREATE INDEX reading_url ON reading (url) WHERE url IS NOT NULL;
CREATE INDEX reading_hash ON reading (hash);
CREATE INDEX reading_report ON reading (report);

-- Readings that one command line named together.
CREATE TABLE batch (
    batch   TEXT NOT NULL,
    reading TEXT NOT NULL REFERENCES reading (digest) ON DELETE CASCADE,
    PRIMARY KEY (batch, reading)
) WITHOUT ROWID;
CREATE INDEX batch_reading ON batch (reading);

-- The compared record, row by row in the order it is written, with what the lists filter by.
CREATE TABLE row (
    position    INTEGER PRIMARY KEY,
    kind        TEXT NOT NULL,
    id          TEXT NOT NULL,
    report      TEXT,
    type        TEXT,
    status      TEXT,
    verdict     TEXT,
    story       TEXT,
    attribution TEXT,
    line        TEXT NOT NULL
);
CREATE INDEX row_kind ON row (kind, type);
CREATE INDEX row_id ON row (id);
CREATE INDEX row_report ON row (report);

-- Who a row names: entity ids, ISO3 and body codes; role is "speaker" for the source of an attribution, else "party".
CREATE TABLE row_party (
    party    TEXT NOT NULL,
    role     TEXT NOT NULL,
    position INTEGER NOT NULL REFERENCES row (position) ON DELETE CASCADE,
    PRIMARY KEY (party, role, position)
) WITHOUT ROWID;
CREATE INDEX row_party_position ON row_party (position);

-- Full text of title and text, case and accents aside.
CREATE VIEW searchable AS
    SELECT report.key AS key, coalesce(report.title, '') AS title, body.text AS text
    FROM report JOIN body ON body.hash = report.hash;
CREATE VIRTUAL TABLE report_words USING fts5 (
    title, text, content = 'searchable', content_rowid = 'key', tokenize = 'unicode61 remove_diacritics 2'
);
