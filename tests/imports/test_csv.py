"""What is in a table is in the paper, by the usual names of columns or by those that a file beside it tells."""

import csv
from pathlib import Path

import pytest
from conftest import Newsroom
from hypothesis import given
from hypothesis import strategies as st
from moving import dead_links, move_in, read, written
from places import SHARED

from generator.errors import CommandRefused
from generator.imports import tables
from generator.imports.kinds.csv_table import read_source
from generator.imports.records import Item

REAL = SHARED / "material/exports/ghost-migrate/mg-beehiiv/src/test/fixtures"
USUAL = """\
id,Headline,Published At,Author,Category,Tags,URL,Body,Status,Odd
1,"Ferry, leased",2020-05-20 09:00:00-04:00,"Jane Roe and John Doe <canary@bay.example>",Harbor,"Boats; Council",https://bay.example/ferry.html,"<p>See <a href=""https://bay.example/bridge"">it</a>.</p>",published,x
2,Bridge,2020-06-01T10:00:00.000Z,,Harbor,,https://bay.example/bridge,"One & <two.

Second
line.",live,
3,Marked,2020-06-02,,,,,"## In Markdown

**Bold**.",,
4,Secret,2020-06-02,,,,,Canary.,pending,
,,,,,,,,,
"""


def save(tmp_path: Path, text: str, **beside: str) -> Path:
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "stories.csv").write_text(text)
    for name, words in beside.items():
        (folder / f"stories.{name}").write_text(words)
    return folder / "stories.csv"


def test_the_usual_columns_are_known(newsroom: Newsroom, tmp_path: Path) -> None:
    path = save(tmp_path, USUAL)
    assert move_in(newsroom, "", path).source.kind == "csv"
    result = move_in(newsroom, "csv", path)
    assert read(newsroom, "content/harbor/ferry.md") == (
        "---\n"
        "title: Ferry, leased\n"
        "by:\n"
        "  - Jane Roe\n"
        "  - John Doe\n"
        "date: 2020-05-20 09:00:00-04:00\n"
        "topics:\n"
        "  - Boats\n"
        "  - Council\n"
        "was: /ferry.html\n"
        "---\n"
        "\n"
        "See [it](/harbor/2020/06/01/bridge/).\n"
    )
    assert result.leftovers["Columns that aren't carried over; name them in a file beside the table"] == ["odd"]
    before = written(newsroom)
    move_in(newsroom, "csv", path)
    assert written(newsroom) == before
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert newsroom.mentions("Canary") == []
    assert dead_links(newsroom) == set()
    assert "One &amp; &lt;two." in newsroom.page("/harbor/2020/06/01/bridge/")
    assert "<strong>Bold</strong>" in newsroom.page("/news/2020/06/02/marked/")


def test_a_file_beside_the_table_names_its_columns(newsroom: Newsroom, tmp_path: Path) -> None:
    table = "Nummer;Überschrift;Inhalt;Tag\n7;Die Fähre;Ein *Text*.;2020-05-20\n"
    path = save(
        tmp_path, table, toml='id = "Nummer"\ntitle = "Überschrift"\nbody = "Inhalt"\ndate = "Tag"\nmarkup = "text"\n'
    )
    move_in(newsroom, "csv", path)
    text = next(one.decode() for name, one in written(newsroom).items() if name.startswith("news/"))
    assert text == "---\ntitle: Die Fähre\ndate: 2020-05-20\n---\n\nEin \\*Text\\*.\n"


@pytest.mark.parametrize("words", ['title = "No such column"', "nothing = 'x'", "title = 3", "title", "markup = 'tex'"])
def test_a_mistake_in_the_file_beside_it_is_told(newsroom: Newsroom, tmp_path: Path, words: str) -> None:
    with pytest.raises(CommandRefused) as refusal:
        move_in(newsroom, "csv", save(tmp_path, USUAL, toml=words))
    assert refusal.value.problem.path.endswith("stories.toml")
    assert refusal.value.problem.hint


def test_long_cells_are_read_here_and_nowhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual, long = csv.field_size_limit(), "word " * 40_000
    assert len(long) > usual
    path = save(tmp_path, f"title,body\nLong,{long}\n")
    [item] = read_source(path)
    assert (isinstance(item, Item), csv.field_size_limit()) == (True, usual)
    monkeypatch.setattr(tables, "MAX_CELL_CHARS", 1_000)
    with pytest.raises(CommandRefused, match="can't be read"):
        list(read_source(path))
    assert csv.field_size_limit() == usual


@given(st.text(st.sampled_from('ab,;"\n\t|<>& ü'), max_size=200))
def test_no_table_stops_an_import(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    path.write_text(f"title,body\n{text}", "utf-8")
    try:
        list(read_source(path))
    except CommandRefused as refusal:
        assert refusal.problem.hint


@given(st.lists(st.tuples(st.text("ab ü", min_size=1, max_size=9), st.text("ab,;\n\"' ü", max_size=40)), max_size=5))
def test_each_row_is_an_item(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("csv") / "x.csv"
    quoted = ("".join(f',"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    path.write_text("id,title,body\n" + "".join(f"{n}{row}\n" for n, row in enumerate(quoted)), "utf-8", newline="")
    titles = [
        one.title for one in read_source(path) if isinstance(one, Item) and not one.title.startswith("x.csv, row")
    ]
    assert titles == [title.strip() for title, _ in rows if title.strip()]


@pytest.mark.skipif(not REAL.is_dir(), reason="the real export is not at hand")
def test_a_real_table_is_known_by_its_columns(newsroom: Newsroom) -> None:
    result = move_in(newsroom, "csv", REAL / "posts.csv")
    assert [one.entry.item.title for one in result.placed] == ["Sample Post", "Another Post"]
    newsroom.build()
    assert all("ample HTML here" in newsroom.page(one.url) for one in result.placed)
    assert dead_links(newsroom) == set()


def test_a_table_of_unknown_columns_is_refused_with_its_columns(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "artikel.csv").write_text("Nummer;Überschrift;Body\n1;A;B\n")
    for kind, path in (("", tmp_path), ("csv", tmp_path / "artikel.csv")):
        with pytest.raises(CommandRefused) as refused:
            move_in(newsroom, kind, path)
        assert (
            'columns Nummer, Überschrift, Body. If it holds stories, write a file artikel.toml beside it, with title = "…"'
            in refused.value.problem.hint
        )
        assert "body =" not in refused.value.problem.hint


@pytest.mark.parametrize(("cell", "wanted"), [
    ('["Sea", "Sand"]', ("Sea", "Sand")), ("Sea; Sand", ("Sea", "Sand")), ("[Sea, Sand]", ("Sea", "Sand")),
    ('["3f0c9a52-1111-4222-8333-444455556666"]', ()),
])  # fmt: skip
def test_topics_in_a_cell_are_names(tmp_path: Path, cell: str, wanted: tuple[str, ...]) -> None:
    quoted = cell.replace('"', '""')
    (tmp_path / "t.csv").write_text(f'Title,Plain Content,Tags,Main Category\nA,B,"{quoted}",Coast\n')
    [one] = [one for one in read_source(tmp_path / "t.csv") if isinstance(one, Item)]
    assert (one.topics, one.sections[0].name) == (wanted, "Coast")
