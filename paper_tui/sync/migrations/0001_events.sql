-- The logs of all devices.
--   GRANT paper_tui_writer TO alice, bob;   -- may send the events of their own devices
--   GRANT paper_tui_reader TO carol;        -- may only read

CREATE SCHEMA IF NOT EXISTS paper_tui;

CREATE TABLE IF NOT EXISTS paper_tui.migrations (
    number integer PRIMARY KEY,
    made timestamptz NOT NULL DEFAULT now()
);

-- Tells this database from another at the same address.
CREATE TABLE IF NOT EXISTS paper_tui.identity (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid()
);
INSERT INTO paper_tui.identity SELECT gen_random_uuid() WHERE NOT EXISTS (SELECT FROM paper_tui.identity);

CREATE TABLE IF NOT EXISTS paper_tui.devices (
    device text PRIMARY KEY CHECK (device ~ '^[a-z0-9]{4,32}$'),
    owner text NOT NULL DEFAULT current_user,
    last bigint NOT NULL DEFAULT 0,  -- number of its last line
    sent text NOT NULL DEFAULT ''    -- digest of the log as it was sent last
);

CREATE TABLE IF NOT EXISTS paper_tui.events (
    device text NOT NULL REFERENCES paper_tui.devices (device),
    number bigint NOT NULL,
    digest bytea NOT NULL,
    line bytea NOT NULL CHECK (octet_length(line) <= 16777216),
    received timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (device, number)
);

CREATE UNIQUE INDEX IF NOT EXISTS events_digest ON paper_tui.events (device, digest);

ALTER TABLE paper_tui.devices ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_tui.events ENABLE ROW LEVEL SECURITY;

DO $$
BEGIN
    CREATE POLICY devices_read ON paper_tui.devices FOR SELECT USING (true);
    CREATE POLICY devices_add ON paper_tui.devices FOR INSERT WITH CHECK (owner = current_user);
    CREATE POLICY devices_own ON paper_tui.devices FOR UPDATE USING (owner = current_user);
    CREATE POLICY events_read ON paper_tui.events FOR SELECT USING (true);
    CREATE POLICY events_add ON paper_tui.events FOR INSERT WITH CHECK (
        EXISTS (SELECT 1 FROM paper_tui.devices d WHERE d.device = events.device AND d.owner = current_user)
    );
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

DO $$
BEGIN
    CREATE ROLE paper_tui_reader NOLOGIN;
EXCEPTION WHEN duplicate_object OR insufficient_privilege THEN NULL;
END $$;

DO $$
BEGIN
    CREATE ROLE paper_tui_writer NOLOGIN;
EXCEPTION WHEN duplicate_object OR insufficient_privilege THEN NULL;
END $$;

DO $$
BEGIN
    GRANT USAGE ON SCHEMA paper_tui TO paper_tui_reader, paper_tui_writer;
    GRANT SELECT ON ALL TABLES IN SCHEMA paper_tui TO paper_tui_reader, paper_tui_writer;
    GRANT INSERT, UPDATE ON paper_tui.devices TO paper_tui_writer;
    GRANT INSERT ON paper_tui.events TO paper_tui_writer;
EXCEPTION WHEN undefined_object OR insufficient_privilege THEN NULL;
END $$;
