"""Stories as ninjs: what the standard allows and no more, on the site as an option and as an export."""

import json
import re
from datetime import datetime, timedelta
from typing import Any

import feedparser
import pytest
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from leaving import bodies, fill, leave

from generator.intake.html.sanitise import plain_text

PART = {"role": str, "contentType": str, "charCount": int, "wordCount": int, "value": str}
CONCEPT = {"name": str, "rel": str, "uri": str, "literal": str}
RENDITION = {"name": str, "href": str, "contentType": str, "width": int, "height": int, "sizeInBytes": int}
ITEM: dict[str, Any] = {
    "uri": str, "type": str, "representationType": str, "profile": str, "version": str, "firstCreated": datetime,
    "versionCreated": datetime, "contentCreated": datetime, "embargoedUntil": datetime, "pubStatus": str,
    "urgency": int, "copyrightHolder": str, "copyrightNotice": str, "usageTerms": str, "edNote": str, "language": str,
    "descriptions": [{key: PART[key] for key in ("role", "contentType", "value")}],
    "bodies": [PART],
    "headlines": [{key: PART[key] for key in ("role", "contentType", "value")}],
    "people": [CONCEPT], "organisations": [CONCEPT], "places": [CONCEPT],
    "subjects": [CONCEPT | {"creator": str, "relevance": int, "confidence": int}],
    "infoSources": [{"name": str, "role": str, "uri": str, "literal": str}],
    "title": str, "by": str, "slugline": str, "located": str, "renditions": [RENDITION],
    "altIds": [{"role": str, "value": str}],
    "standard": {"name": str, "version": str, "schema": str},
    "genres": [{"name": str, "uri": str, "literal": str}],
    "expires": datetime, "rightsInfo": {"langId": str, "linkedRights": str, "encodedRights": str},
    "digitalSourceType": {"name": str, "uri": str, "literal": str},
}  # fmt: skip
"""The properties that ninjs 3.1 knows and that Broadsheet may ever use, with their types. It allows no others."""
ITEM["associations"] = [ITEM | {"name": str, "rel": str}]
CHOICES = {
    "type": {"text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning"},
    "representationType": {"full", "partial"},
    "pubStatus": {"usable", "withheld", "canceled"},
}


def faults(value: Any, form: Any, place: str = "") -> list[str]:
    """Return what in `value` the standard doesn't allow."""
    if isinstance(form, dict) and isinstance(value, dict):
        unknown = [f"{place}.{key} is unknown" for key in value.keys() - form.keys()]
        known = value.keys() & form.keys()
        missing = [f"{place} has no uri"] if "standard" in form and "uri" not in value else []
        return unknown + missing + [one for key in known for one in faults(value[key], form[key], f"{place}.{key}")]
    if isinstance(form, list) and isinstance(value, list):
        return [one for number, item in enumerate(value) for one in faults(item, form[0], f"{place}[{number}]")]
    return [] if _is_right(place.rpartition(".")[2], value, form) else [f"{place} can't be {value!r}"]


def _is_right(name: str, value: Any, form: Any) -> bool:
    if form is datetime:
        return datetime.fromisoformat(value).tzinfo is not None
    if name in CHOICES:
        return value in CHOICES[name]
    if name in {"uri", "href", "schema"}:
        return re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", value) is not None
    return bool(isinstance(form, type) and isinstance(value, form) and value)


@pytest.fixture
def room(session_newsroom: Newsroom) -> Newsroom:
    fill(session_newsroom)
    session_newsroom.write("site.toml", f'copyright = "© Courier"\n{SITE}[feeds]\nninjs = true\n')
    session_newsroom.build()
    return session_newsroom


def item(room: Newsroom, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(room.file(f"world/2026/11/20/{name}/ninjs.json"))
    return found


def test_it_is_off_unless_asked_for(session_newsroom: Newsroom) -> None:
    session_newsroom.write("content/world/fire.txt", story("Fire"))
    session_newsroom.build()
    assert not [file for file in session_newsroom.files() if "ninjs" in file]


def test_each_public_story_has_an_item_that_keeps_to_the_standard(room: Newsroom) -> None:
    files = {file: json.loads(text) for file, text in room.files().items() if file.endswith("ninjs.json")}
    assert sorted(files) == ["world/2026/11/20/ferry/ninjs.json", "world/2026/11/20/fire/ninjs.json"]
    assert [fault for one in files.values() for fault in faults(one, ITEM)] == []
    assert all(one["standard"]["version"] == "3.1" for one in files.values())
    ids = {entry.title: entry.id for entry in feedparser.parse(room.file("feed.xml")).entries}
    assert {one["headlines"][0]["value"]: one["uri"] for one in files.values()} == ids


def test_it_says_what_the_page_says(room: Newsroom) -> None:
    ferry = item(room, "ferry")
    assert ferry["by"] == "Jane Roe and Ann Poe"
    assert ferry["located"] == "BRUSSELS"
    assert ferry["firstCreated"] == "2026-11-20T09:00:00-05:00"
    assert ferry["versionCreated"] == "2026-11-21T10:30:00-05:00"
    assert [one["name"] for one in ferry["subjects"]] == ["World", "Harbor", "Ferry lease"]
    assert ferry["infoSources"] == [{"name": "UPI", "role": "source"}]
    assert {"role": "kicker", "value": "Harbor"} in ferry["headlines"]
    assert [one["value"] for one in ferry["descriptions"]] == [
        "What the council wants.",
        "An earlier version had the wrong year.",
    ]
    assert ferry["renditions"][0]["href"] == "https://courier.example/world/2026/11/20/ferry/"
    lead, inline = ferry["associations"]
    assert (lead["rel"], inline["rel"]) == ("lead", "inline")
    assert lead["by"] == "Ann Lee/Courier"
    assert {"role": "caption", "value": "The old ferry."} in lead["descriptions"]
    photo = lead["renditions"][0]["href"].removeprefix("https://courier.example/")
    assert photo in room.files()
    html, plain = ferry["bodies"]
    assert html["value"] == bodies(room)[ferry["headlines"][0]["value"]]
    assert plain_text(html["value"]).split() == plain["value"].split()
    assert item(room, "fire")["copyrightNotice"] == "© Courier"
    assert "copyrightHolder" not in ferry, "it is the agency's"


def test_it_changes_and_goes_with_its_story_and_with_the_setting(room: Newsroom, tmp_path: object) -> None:
    room.write("content/world/fire.txt", story("Fire at the old mill", body="Smoke rose.", Topics="harbor"))
    room.build()
    assert item(room, "fire")["headlines"][0]["value"] == "Fire at the old mill"
    room.write("content/town/first.txt", story("First", "2026-11-01", Topics="HARBOR"))
    room.build()
    assert [one["name"] for one in item(room, "fire")["subjects"]] == ["World", "HARBOR"]
    room.write("takedowns.toml", '[[takedowns]]\nstory = "world/fire"\ndate = 2026-11-22\n')
    room.build()
    assert room.mentions("Smoke rose") == []
    room.write("site.toml", SITE)
    room.build()
    assert not [file for file in room.files() if "ninjs" in file]


def test_an_update_leaves_what_a_clean_build_does(room: Newsroom) -> None:
    for name, text in (("world/fire.txt", story("Fire again", Topics="Ferry lease")), ("town/x.txt", story("X"))):
        room.write(f"content/{name}", text)
        room.build()
    folder = room.folder.parent / "clean"
    folder.mkdir()
    assert site_of(room) == clean_build(room, folder, NOON)
    assert room.build().written == ()


def test_the_clock_alone_brings_an_item(room: Newsroom) -> None:
    assert room.mentions("anaryword") == []
    room.build(NOON + timedelta(days=40))
    assert "town/2026/12/24/canary-embargoed/ninjs.json" in room.files()


def test_an_export_holds_what_is_public_and_no_more(room: Newsroom) -> None:
    folder, done = leave(room, "ninjs")
    assert sorted(done.files) == ["world/ferry.json", "world/fire.json"]
    for name in ("ferry", "fire"):
        assert json.loads((folder / f"world/{name}.json").read_text()) == item(room, name)


def test_hidden_stories_change_neither_id_nor_address_of_a_public_one(session_newsroom: Newsroom) -> None:
    room = session_newsroom
    text = story("Ferry stays", body="The council met about the ferry.")
    room.write("content/world/ferry.txt", text)
    room.build()
    (room.folder / "content/world/ferry.txt").rename(room.folder / "content/world/boat.txt")
    room.write("content/world/copy.txt", text.replace("Date:", "Draft: yes\nDate:"))
    room.write("content/world/older.txt", story("Older", "2026-11-20 08:00", Draft="yes", Slug="boat"))
    items = []
    for everything in (False, True):
        folder, _ = leave(room, "ninjs", everything=everything)
        items.append(json.loads((folder / "world/boat.json").read_bytes()))
    assert items[0] == items[1]


def test_what_is_not_public_is_withheld_in_an_export_of_everything(room: Newsroom) -> None:
    folder, done = leave(room, "ninjs", everything=True)
    hidden = {file: json.loads((folder / file).read_text()) for file in done.files if "canary" in file}
    assert len(hidden) == 4
    assert {one["pubStatus"] for one in hidden.values()} == {"withheld"}
    assert [fault for one in hidden.values() for fault in faults(one, ITEM)] == []
