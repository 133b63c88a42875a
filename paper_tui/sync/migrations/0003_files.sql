-- Texts and attached files that go along with the events, by the digest of their bytes. What somebody adds
-- under a digest stands beside what others add under it, so that nobody can put a wrong file in its place.

CREATE TABLE paper_tui.files (
    digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{32}$'),
    owner text NOT NULL DEFAULT current_user,
    data bytea NOT NULL CHECK (octet_length(data) BETWEEN 1 AND 100000000),
    received timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (digest, owner)
);
ALTER TABLE paper_tui.files ALTER COLUMN data SET STORAGE EXTERNAL;

ALTER TABLE paper_tui.files ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_tui.files FORCE ROW LEVEL SECURITY;
CREATE POLICY files_read ON paper_tui.files FOR SELECT USING (true);
CREATE POLICY files_add ON paper_tui.files FOR INSERT WITH CHECK (owner = current_user);
CREATE POLICY files_own ON paper_tui.files FOR DELETE USING (owner = current_user);

DO $$
BEGIN
    GRANT SELECT ON paper_tui.files TO paper_tui_reader, paper_tui_writer;
    GRANT INSERT, DELETE ON paper_tui.files TO paper_tui_writer;
EXCEPTION WHEN undefined_object OR insufficient_privilege THEN NULL;
END $$;
