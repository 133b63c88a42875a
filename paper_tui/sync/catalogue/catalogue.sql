-- A shared catalogue. Whoever loads it first owns it; paper_tui_reader and paper_tui_writer may search it.

CREATE SCHEMA IF NOT EXISTS paper_tui_catalogue;

CREATE TABLE IF NOT EXISTS paper_tui_catalogue.papers (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text COLLATE "C" NOT NULL UNIQUE,
    title text NOT NULL,
    authors text NOT NULL,              -- one a line
    abstract text NOT NULL,
    published text COLLATE "C" NOT NULL,
    arxiv_id text COLLATE "C" NOT NULL,
    doi text COLLATE "C" NOT NULL,
    url text NOT NULL,
    venue text NOT NULL,
    categories text[] NOT NULL,
    title_words tsvector NOT NULL,
    author_words tsvector NOT NULL,
    all_words tsvector NOT NULL         -- weights: A title, B authors, D abstract
);

CREATE TABLE IF NOT EXISTS paper_tui_catalogue.words (
    word text COLLATE "C" PRIMARY KEY,
    papers bigint NOT NULL
);

-- The number of the last paper whose words are counted.
CREATE TABLE IF NOT EXISTS paper_tui_catalogue.counted (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    number bigint NOT NULL
);

DO $$
BEGIN
    CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
EXCEPTION WHEN OTHERS THEN NULL;        -- it only serves misspelt words
END $$;

DO $$
BEGIN
    GRANT USAGE ON SCHEMA paper_tui_catalogue TO paper_tui_reader, paper_tui_writer;
    GRANT SELECT ON ALL TABLES IN SCHEMA paper_tui_catalogue TO paper_tui_reader, paper_tui_writer;
EXCEPTION WHEN undefined_object OR insufficient_privilege THEN NULL;
END $$;
