"""`broadsheet front`: the order of fronts is changed, and everything else in front.toml stays as people wrote it."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import Newsroom, story
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.commands.front import change_order, describe_front, put_first, read_front_text, remove
from generator.commands.front_file import OPENING, order_in, with_order
from generator.errors import ChangedMeanwhile, CommandRefused

WRITTEN = """\
# The paper's own remarks.
leads = [
    # until Friday
    "world/a",  # the summit, said the "desk"
    'world/b', "world/c",
    # the last
]

[[rails]]
title = "Picked"  # a rail
stories = ["world/a"]

[sections.town]
leads = ["town/x"] # one
"""
NAMES = st.lists(st.sampled_from(["world/a", "world/b", "world/c", "town/d", 'odd "name"', "back\\slash", "é#"]), unique=True)  # fmt: skip


def told(text: str) -> dict[str, object]:
    return tomllib.loads(text)


def test_the_remark_beside_a_story_goes_along_with_it_and_those_above_stay() -> None:
    assert with_order(WRITTEN, "", ["world/c", "world/a"]).startswith(
        """\
# The paper's own remarks.
leads = [
    "world/c",
    # until Friday
    "world/a",  # the summit, said the "desk"
    # the last
]

[[rails]]
title = "Picked"  # a rail
"""
    )
    without = with_order(WRITTEN, "", ["world/b"])
    assert 'leads = [\n    # until Friday\n    "world/b",\n    # the last\n]\n' in without
    assert "summit" not in without


@given(names=NAMES, section=st.sampled_from(["", "town", "port"]), start=st.sampled_from(["", WRITTEN, "# only\n"]))
def test_only_the_one_order_changes(names: list[str], section: str, start: str) -> None:
    changed = with_order(start, section, names)
    assert list(order_in(changed, section)) == names
    for other in {"", "town", "port"} - {section}:
        assert order_in(changed, other) == order_in(start, other)
    assert told(changed).get("rails") == told(start).get("rails")
    assert all(remark in changed for remark in ("# The paper's own remarks.", "# a rail") if remark in start)
    assert with_order(changed, section, names) == changed


@given(orders=st.lists(NAMES, min_size=1, max_size=5))
def test_remarks_on_lines_of_their_own_survive_every_order(orders: list[list[str]]) -> None:
    text = WRITTEN
    for names in orders:
        text = with_order(text, "", names)
        assert list(order_in(text)) == names
        assert "# until Friday" in text and "# the last" in text


def test_a_first_order_makes_the_file_and_says_what_it_is() -> None:
    assert with_order("", "", ["world/a"]) == f'{OPENING}leads = [\n    "world/a",\n]\n'
    assert told(with_order("", "town", ["town/x"])) == {"sections": {"town": {"leads": ["town/x"]}}}
    assert with_order("leads = ['a']\n", "", ["b", "a"]) == 'leads = ["b", "a"]\n'


@pytest.mark.parametrize(
    "text",
    [
        "leads = 'world/a'\n",
        "leads = [1]\n",
        "leads = [[\n",
        "sections = 3\n",
        "sections.town = 3\n",
        'leads = ["""world/a"""]\n'.replace('"""world', '"""\nworld'),
    ],
)
def test_what_cant_be_changed_surely_is_refused(text: str) -> None:
    with pytest.raises(CommandRefused):
        with_order(text, "town", ["town/x"])
        with_order(text, "", ["world/b"])


# --- in a paper -----------------------------------------------------------------------------------


@pytest.fixture
def paper(newsroom: Newsroom) -> Newsroom:
    for name in ("a", "b", "c"):
        newsroom.write(f"content/world/{name}.txt", story(f"Story {name}"))
    newsroom.write("content/world/soon.txt", story("Tomorrow’s", "2026-11-24 09:00"))
    newsroom.build()
    return newsroom


def front_of(paper: Newsroom) -> str:
    return (paper.folder / "content/front.toml").read_text()


def test_a_story_is_put_first_by_its_file_its_path_or_its_address(paper: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    put_first(paper.paper(), "content/world/a.txt")
    put_first(paper.paper(), "world/b")
    put_first(paper.paper(), "https://courier.example/world/2026/11/20/c/")
    assert order_in(front_of(paper)) == ("world/c", "world/b", "world/a")
    monkeypatch.chdir(paper.folder / "content/world")
    put_first(paper.paper(), "a.txt")
    assert order_in(front_of(paper)) == ("world/a", "world/c", "world/b")


def test_a_story_that_is_named_otherwise_is_moved_and_not_named_twice(paper: Newsroom) -> None:
    paper.write("content/front.toml", 'leads = ["c", "/world/2026/11/20/a/"]\n')
    put_first(paper.paper(), "content/world/a.txt")
    assert order_in(front_of(paper)) == ("world/a", "c")
    assert remove(paper.paper(), "content/world/c.txt") == "c"
    assert order_in(front_of(paper)) == ("world/a",)


def test_a_story_that_isnt_public_yet_may_be_put_first_and_is_told(paper: Newsroom) -> None:
    put_first(paper.paper(), "world/soon")
    [order] = describe_front(paper.paper())
    assert [(one.name, one.headline, one.url) for one in order.stories] == [("world/soon", "Tomorrow’s", "")]
    [problem] = [one for one in paper.build().problems if one.path == "content/front.toml"]
    assert (problem.line, problem.gravity) == (4, "warning")
    assert "Tomorrow’s" not in paper.page("/")


def test_the_form_of_the_file_is_kept(paper: Newsroom) -> None:
    text = '\ufeff# Ours\r\nleads = [\r\n    "world/a",\r\n]\r\n'
    paper.write("content/front.toml", text)
    put_first(paper.paper(), "world/b")
    raw = (paper.folder / "content/front.toml").read_bytes()
    assert raw == '\ufeff# Ours\r\nleads = [\r\n    "world/b",\r\n    "world/a",\r\n]\r\n'.encode()


def test_nothing_is_written_over_a_newer_order(paper: Newsroom) -> None:
    seen = read_front_text(paper.paper()).seen
    paper.write("content/front.toml", 'leads = ["world/a"]\n')
    with pytest.raises(ChangedMeanwhile):
        change_order(paper.paper(), "", lambda _: ["world/b"], seen)
    assert order_in(front_of(paper)) == ("world/a",)


@pytest.mark.parametrize(
    ("what", "section"),
    [
        ("world/nobody", ""),
        ("world/a", "nowhere"),
        ("content/pages/about.md", ""),
        ("content/people/jane.md", ""),
        ("site.toml", ""),
        ("../outside.txt", ""),
    ],
)
def test_what_is_no_story_or_no_section_is_refused(paper: Newsroom, what: str, section: str) -> None:
    paper.write("content/pages/about.md", "# About\n\nUs.\n")
    paper.write("content/people/jane.md", "# Jane\n\nUs.\n")
    (paper.folder.parent / "outside.txt").write_text(story("Outside"))
    with pytest.raises(CommandRefused):
        put_first(paper.paper(), what, section)
    with pytest.raises(CommandRefused):
        remove(paper.paper(), what, section)
    assert not (paper.folder / "content/front.toml").exists()


def test_a_plain_list_is_not_put_out_of_use(paper: Newsroom) -> None:
    paper.write("content/front.txt", "world/a\n")
    with pytest.raises(CommandRefused, match=r"front\.txt"):
        put_first(paper.paper(), "world/b")
    assert not Path(paper.folder / "content/front.toml").exists()


def test_the_command_shows_the_order_and_says_what_it_did(paper: Newsroom) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["front", "--source", str(paper.folder), *arguments])
        return result.exit_code, result.output

    rest = "The other places are filled by recency and priority.\n"
    assert run() == (0, f"The front page: the editors put no story first.\n{rest}")
    assert run("--first", "world/soon")[0] == 0
    assert run("--first", "world/a", "--section", "world")[0] == 0
    paper.write("content/front.toml", front_of(paper).replace("[\n", '[\n    "nobody",\n', 1))
    lines = (
        "The front page:\n  1. nobody: there is no such story\n"
        "  2. Tomorrow’s (world/soon): not public now, so it is left out\nWorld:\n  1. Story a (world/a)\n"
    )
    assert run() == (0, f"{lines}{rest}")
    code, said = run("--remove", "world/soon")
    assert (code, said.splitlines()[0]) == (0, "world/soon is off the list. To publish that: broadsheet build")
    for wrong in (("--first", "x", "--remove", "y"), ("--section", "world"), ("--first", "no/such"), ("--remove", "b")):
        assert run(*wrong)[0] == 2, wrong
