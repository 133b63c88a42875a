-- The names of a group's members, beside its events in the schema paper_tui_group (see schema.sql).
-- A name belongs to the role that took it first; a device has a name of the role that owns it.

CREATE TABLE IF NOT EXISTS paper_tui.members (
    name text PRIMARY KEY CHECK (length(name) BETWEEN 1 AND 40),
    owner text NOT NULL DEFAULT current_user
);

CREATE TABLE IF NOT EXISTS paper_tui.device_members (
    device text PRIMARY KEY REFERENCES paper_tui.devices (device),
    name text NOT NULL REFERENCES paper_tui.members (name)
);

ALTER TABLE paper_tui.members ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_tui.device_members ENABLE ROW LEVEL SECURITY;

DO $$
BEGIN
    CREATE POLICY members_read ON paper_tui.members FOR SELECT USING (true);
    CREATE POLICY members_add ON paper_tui.members FOR INSERT WITH CHECK (owner = current_user);
    CREATE POLICY device_members_read ON paper_tui.device_members FOR SELECT USING (true);
    CREATE POLICY device_members_add ON paper_tui.device_members FOR INSERT WITH CHECK (
        EXISTS (SELECT 1 FROM paper_tui.devices d WHERE d.device = device_members.device AND d.owner = current_user)
        AND EXISTS (SELECT 1 FROM paper_tui.members m WHERE m.name = device_members.name AND m.owner = current_user)
    );
    CREATE POLICY device_members_own ON paper_tui.device_members FOR UPDATE USING (
        EXISTS (SELECT 1 FROM paper_tui.devices d WHERE d.device = device_members.device AND d.owner = current_user)
    ) WITH CHECK (
        EXISTS (SELECT 1 FROM paper_tui.members m WHERE m.name = device_members.name AND m.owner = current_user)
    );
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

DO $$
BEGIN
    GRANT SELECT ON paper_tui.members, paper_tui.device_members TO paper_tui_reader, paper_tui_writer;
    GRANT INSERT ON paper_tui.members TO paper_tui_writer;
    GRANT INSERT, UPDATE ON paper_tui.device_members TO paper_tui_writer;
EXCEPTION WHEN undefined_object OR insufficient_privilege THEN NULL;
END $$;
