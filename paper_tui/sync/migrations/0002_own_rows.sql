-- Whoever made the tables is bound by the policies too, and each may remove superseded lines of own devices.

ALTER TABLE paper_tui.devices FORCE ROW LEVEL SECURITY;
ALTER TABLE paper_tui.events FORCE ROW LEVEL SECURITY;

CREATE POLICY events_own ON paper_tui.events FOR DELETE USING (
    EXISTS (SELECT 1 FROM paper_tui.devices d WHERE d.device = events.device AND d.owner = current_user)
);

DO $$
BEGIN
    GRANT DELETE ON paper_tui.events TO paper_tui_writer;
EXCEPTION WHEN undefined_object OR insufficient_privilege THEN NULL;
END $$;
