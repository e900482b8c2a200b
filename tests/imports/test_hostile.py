"""An import ends, writes into the paper alone, and tells what it passed over, whatever the old site holds."""

import re
import time
from pathlib import Path

import pytest
from conftest import Newsroom
from moving import move_in, read, write_site, written

from generator.imports.kinds import hugo_ignored, wordpress
from generator.imports.kinds.blogger import CAPTIONED, _as_figure
from generator.imports.kinds.ghost_cards import without_controls
from generator.imports.people import COMMAND, NAMESAKES, UNREAD
from generator.imports.toml_table import read_table

STORY = "---\ntitle: Ferry\ndate: 2020-05-20\nauthor: jroe\n{}---\nText.\n"


@pytest.mark.parametrize(("kind", "files"), [
    ("jekyll", {"_config.yml": "", "_posts/2020-05-20-a.md": STORY.format("lang: ../../../../evil\n")}),
    ("hugo", {"hugo.toml": '[languages."../../../../evil"]\ncontentDir = "content/x"\n', "content/x/news/a.md": STORY.format("")}),
])  # fmt: skip
def test_a_language_leads_to_no_folder(newsroom: Newsroom, tmp_path: Path, kind: str, files: dict[str, str]) -> None:
    move_in(newsroom, kind, write_site(tmp_path / "old", files))
    assert list(written(newsroom)) == ["news/a-evil.md", "people/jroe.md"]


@pytest.mark.parametrize(("kind", "settings"), [
    ("hugo", 'timeZone = "Mars/Olympus"\n[permalinks]\nnews = "/:year/:slug/"\n'),
    ("hugo", f'[permalinks]\nnews = "/:sections[{"9" * 5000}:1]/:slug/"\n'),
    ("hugo", 'baseURL = "http://[::1"\n'),
    ("hugo", 'contentDir = "../../etc"\n'),
    ("jekyll", "url: 'http://[::1'\nbaseurl: 'http://['\ncollections: [a]\n"),
])  # fmt: skip
def test_settings_that_are_wrong_stop_nothing(newsroom: Newsroom, tmp_path: Path, kind: str, settings: str) -> None:
    name = "content/news/a.md" if kind == "hugo" else "_posts/2020-05-20-a.md"
    config = "hugo.toml" if kind == "hugo" else "_config.yml"
    move_in(newsroom, kind, write_site(tmp_path / "old", {config: settings, name: STORY.format("")}))
    assert list(written(newsroom)) == ["news/a.md", "people/jroe.md"]


def test_patterns_that_never_end_are_passed_over_and_told(
    newsroom: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hugo_ignored, "LIMIT_S", 0.5)
    files = {
        "hugo.toml": 'ignoreFiles = ["(a+)+$", "(", "bridge"]\n',
        f"content/news/{'a' * 60}!.md": STORY.format(""),
        "content/news/bridge.md": STORY.format(""),
    }
    result = move_in(newsroom, "hugo", write_site(tmp_path / "old", files))
    assert result.leftovers[hugo_ignored.UNREAD] == ["(a+)+$", "("]
    assert [one.file for one in result.placed] == [f"content/news/{'a' * 60}.md"]


def test_public_is_a_section_in_a_folder_of_texts_alone(newsroom: Newsroom, tmp_path: Path) -> None:
    move_in(newsroom, "hugo", write_site(tmp_path / "old", {"public/a.md": STORY.format("")}))
    assert "public/a.md" in written(newsroom)


@pytest.mark.parametrize(("file", "text"), [
    ("authors.json", "[" * 100_000),
    ("authors.yml", "- " * 10_000),
    ("authors.toml", f"a{'.a' * 100_000} = 1"),
    ("people/jroe.json", f'"{"x" * 4_000_000}"'),
])  # fmt: skip
def test_people_who_cannot_be_read_are_told(newsroom: Newsroom, tmp_path: Path, file: str, text: str) -> None:
    files = {"_config.yml": "", f"_data/{file}": text, "_posts/2020-05-20-a.md": STORY.format("")}
    result = move_in(newsroom, "jekyll", write_site(tmp_path / "old", files))
    assert [one.partition(":")[0] for one in result.leftovers[UNREAD]] == [file.rpartition("/")[2]]


def test_a_biography_that_is_on_no_card_is_told(newsroom: Newsroom, tmp_path: Path) -> None:
    people = "jroe:\n  name: Jane Roe\n  bio: First.\nother:\n  name: JANE ROE\n  bio: Second.\n"
    files = {"_config.yml": "", "_data/authors.yml": people, "_posts/2020-05-20-a.md": STORY.format("")}
    result = move_in(newsroom, "jekyll", write_site(tmp_path / "old", files))
    assert read(newsroom, "content/people/jane-roe.md") == "name: Jane Roe\n\nFirst.\n"
    assert result.leftovers == {NAMESAKES: ["JANE ROE: Second."]}


def test_a_name_with_a_line_break_is_known_again(newsroom: Newsroom, tmp_path: Path) -> None:
    old = write_site(tmp_path / "old", {"_config.yml": "", "_posts/2020-05-20-a\n\u2028\rb.md": STORY.format("")})
    move_in(newsroom, "jekyll", old)
    before = (written(newsroom), read(newsroom, "imports.csv"))
    move_in(newsroom, "jekyll", old)
    assert (written(newsroom), read(newsroom, "imports.csv")) == before


def test_a_key_of_many_parts_is_refused_and_text_with_dots_is_not() -> None:
    text = f'a = "{"b. " * 200}"'
    assert len(read_table(text)["a"]) == len("b. ") * 200
    with pytest.raises(ValueError, match="parts"):
        read_table(f"a{'.a' * 200} = 1")


@pytest.mark.parametrize(("change", "text"), [
    (without_controls, '<div class="kg-audio-player">' * 12_000),
    (lambda text: CAPTIONED.sub(_as_figure, text),
     ("<table class=tr-caption-container>" + "<img>" * 300 + "<td class=tr-caption>" * 40) * 40),
    (lambda text: COMMAND.sub("", text), ("{%{{" * 2_000 + "\n") * 60),
])  # fmt: skip
def test_texts_with_many_openings_are_read_in_one_go(change: object, text: str) -> None:
    start = time.process_time()
    change(text)  # type: ignore[operator]
    assert time.process_time() - start < 4, "it takes more than 12 seconds where each opening is followed to the end"


def test_cards_within_cards_end_where_they_end() -> None:
    html = 'a<div class="kg-audio-player"><div>x</div><div/><b>y</b></div>b<div class="kg-audio-time">c'
    assert re.sub(r"\s", "", without_controls(html)) == "abc"


def test_an_export_is_called_by_its_file_where_its_address_is_none(tmp_path: Path) -> None:
    channel = "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><link>{}</link></channel></rss>"
    for address, name in (("http://[::1", "old"), ("https://old.example/", "old.example")):
        write_site(tmp_path, {"old.xml": channel.format(address)})
        assert wordpress.describe_source(tmp_path / "old.xml").name == name
