-- Made after the first load, which is much faster without them.

CREATE INDEX IF NOT EXISTS papers_title_words ON paper_tui_catalogue.papers USING gin (title_words);
CREATE INDEX IF NOT EXISTS papers_author_words ON paper_tui_catalogue.papers USING gin (author_words);
CREATE INDEX IF NOT EXISTS papers_all_words ON paper_tui_catalogue.papers USING gin (all_words);
CREATE INDEX IF NOT EXISTS papers_newest ON paper_tui_catalogue.papers (published, number);
CREATE INDEX IF NOT EXISTS papers_doi ON paper_tui_catalogue.papers (doi) WHERE doi <> '';

DO $$
BEGIN
    CREATE INDEX IF NOT EXISTS words_like ON paper_tui_catalogue.words
        USING gin (word public.gin_trgm_ops) WHERE papers > 1;
EXCEPTION WHEN undefined_object THEN NULL;
END $$;
