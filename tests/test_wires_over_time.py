"""The stories of news agencies keep ids and addresses by the agency's own ids, whatever newer versions say."""

import json
import shutil

import pytest
from conftest import SITE, Newsroom, story
from histories import site_of
from wired import DROP, TABLE, TEXT, ninjs, with_wire

pytestmark = pytest.mark.usefixtures("session_newsroom")
OTHER = "<p>These are quite different words, about something else that happened elsewhere on the same day.</p>"
REWRITTEN = ninjs(headline="Quite another headline", version=3, minute=9, body_html=OTHER)


def ids(room: Newsroom) -> dict[str, str]:
    """Return the id of each public story by its headline."""
    return {item["title"]: item["id"] for item in json.loads(room.file("feed.json"))["items"]}


@pytest.fixture
def wire(session_newsroom: Newsroom) -> Newsroom:
    """Return a paper with an agency's story and one of its own, both published."""
    room = with_wire(session_newsroom, TABLE.replace(DROP, "drops/ap"))
    room.write("drops/ap/1.json", ninjs())
    room.write("content/town/own.txt", story("Our own"))
    room.build()
    return room


def test_a_story_that_was_withheld_comes_back_with_the_id_that_it_had(wire: Newsroom) -> None:
    before = ids(wire)["The harbor votes"]
    wire.write("drops/ap/2.json", ninjs(version=2, minute=5, pubstatus="withheld"))
    wire.build()
    assert ids(wire).keys() == {"Our own"}
    wire.write("drops/ap/3.json", REWRITTEN)
    wire.build()
    assert ids(wire)["Quite another headline"] == before


def test_a_folder_that_was_away_while_a_fresh_clone_was_built_keeps_the_ids(wire: Newsroom) -> None:
    before = ids(wire)["The harbor votes"]
    shutil.move(wire.folder / "drops", wire.folder / "away")
    for name in (".broadsheet", "public"):
        shutil.rmtree(wire.folder / name)
    wire.build()
    assert ids(wire).keys() == {"Our own"}
    shutil.move(wire.folder / "away", wire.folder / "drops")
    wire.write("drops/ap/1.json", REWRITTEN)
    wire.build()
    assert ids(wire)["Quite another headline"] == before


def test_the_first_text_under_another_id_is_another_story(wire: Newsroom) -> None:
    before = ids(wire)["The harbor votes"]
    wire.write("drops/ap/2.json", REWRITTEN)
    wire.write("drops/ap/3.json", ninjs("urn:b"))
    outcome = wire.build()
    assert ids(wire)["Quite another headline"] == before
    assert ids(wire)["The harbor votes"] != before
    assert not [one for one in outcome.problems if "It keeps its id" in one.message]


def test_a_folder_without_a_section_of_its_own_fills_the_default_one(session_newsroom: Newsroom) -> None:
    room = with_wire(session_newsroom, TABLE.replace('section = "world"\n', ""))
    room.write(f"{DROP}/1.json", ninjs())
    assert room.build().held == []
    assert [name for name in site_of(room) if name.endswith("/2026/11/22/the-harbor-votes/index.html")]


def test_kills_go_with_all_their_former_addresses_without_asking(session_newsroom: Newsroom) -> None:
    room = with_wire(session_newsroom)
    numbers = range(60)
    room.write(
        f"{DROP}/1.json",
        b"[%s]" % b",".join(ninjs(f"urn:{one}", f"Harbor {one} votes", body_html=TEXT.format(one)) for one in numbers),
    )
    room.write("content/town/own.txt", story("Our own"))
    room.build()
    room.write("site.toml", f'permalink = "/{{section}}/{{slug}}/"\n{SITE}{TABLE}')
    room.build()
    assert [name for name in site_of(room) if "22/harbor-59" in name]
    room.write(
        f"{DROP}/2.json",
        b"[%s]" % b",".join(ninjs(f"urn:{one}", version=2, minute=9, pubstatus="canceled") for one in numbers),
    )
    room.build()
    assert [name for name in site_of(room) if "harbor" in name] == []
