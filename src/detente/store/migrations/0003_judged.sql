-- What the findings of each story in "row" were made from: a digest of all that was compared and of the program that compared it.
-- A story of the same digest keeps its findings; where there is none it is compared anew.
CREATE TABLE judged (
    story  TEXT PRIMARY KEY,
    digest TEXT NOT NULL
) WITHOUT ROWID;
