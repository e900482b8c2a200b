"""The folder of a news agency: the newest version counts, kills are takedowns, and nothing is early, lost or twice."""

import itertools
import json
import os
import random
import re
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from pictured import picture
from wired import DROP, TABLE, anpa, at, headlines, iptc7901, newsml, newsml_g2, ninjs, nitf, with_wire

from generator.archive.queries import newest
from generator.commands.check import check_paper
from generator.commands.deploy import count_unread, taken_down_last
from generator.commands.explain import explain
from generator.commands.takedown import TakedownOptions, put_back, take_down
from generator.config import read_config
from generator.edition.last import open_last
from generator.errors import ConfigError
from generator.intake.wire_files.drops import drops_of
from generator.model import Gravity
from generator.preview.desk import DeskQuery, list_stories
from generator.preview.rows import open_filed

pytestmark = pytest.mark.usefixtures("session_newsroom")
URL = "/world/2026/11/22/the-harbor-votes/"
FILES_A_DAY = int(os.environ.get("WIRE_FILES", "96"))
"""How many files arrive in the test of a day; `make long` has one for each minute of it."""


@pytest.fixture
def wire(session_newsroom: Newsroom) -> Newsroom:
    """Return a paper with an agency's folder in content/."""
    return with_wire(session_newsroom)


def is_as_clean(newsroom: Newsroom, name: str = "clean") -> bool:
    clean = newsroom.folder.parent / name
    clean.mkdir()
    return site_of(newsroom) == clean_build(newsroom, clean, NOON)


def test_a_story_is_published_with_what_the_file_and_the_settings_say(session_newsroom: Newsroom) -> None:
    wire = with_wire(
        session_newsroom,
        TABLE
        + 'credit = "AP"\n[intake.wire.ap.categories]\n"15000000" = "town"\n[intake.wire.ap.topics]\ns = "Soccer"\n',
    )
    subjects = [{"code": "subj:15054000", "name": "soccer"}, {"code": "a1312cat:s"}]
    wire.write(f"{DROP}/x.json", ninjs(byline="By Jane Roe", subject=subjects, language="en"))
    assert wire.build().held == []
    page = wire.page("/town/2026/11/22/the-harbor-votes/")
    for words in ("The harbor votes", "Jane Roe", "AP", "Soccer", "spoke of number 1", 'content="noindex'):
        assert words in page, words


@pytest.mark.parametrize(("zone", "hour"), [("", "14:30"), ("Europe/Helsinki", "07:30")])
def test_times_without_a_zone_are_in_that_of_the_agency_or_of_the_paper(
    session_newsroom: Newsroom, zone: str, hour: str
) -> None:
    wire = with_wire(session_newsroom, TABLE + f'time_zone = "{zone}"\n')
    wire.write(f"{DROP}/x.json", ninjs(firstcreated="", versioncreated="2026-11-21T14:30:00"))
    wire.build()
    assert f'<time datetime="2026-11-21T{hour}:00-05:00"' in wire.page(URL.replace("22", "21"))


def test_a_draft_waits_for_an_editor(session_newsroom: Newsroom) -> None:
    wire = with_wire(session_newsroom, TABLE + 'status = "draft"\n')
    wire.write(f"{DROP}/x.json", ninjs())
    wire.build()
    assert wire.mentions("harbor votes") == []
    wire.build(drafts=True)
    assert wire.mentions("harbor votes")


VERSIONS = {
    "one.json": ninjs(headline="The harbor votes", version=1),
    "two.json": ninjs(headline="The harbor has voted", version=2, minute=30),
    "three.json": ninjs(headline="The harbor stays", version=3, minute=60),
}


@pytest.mark.parametrize("order", list(itertools.permutations(VERSIONS)))
def test_the_newest_version_counts_in_whatever_order_they_arrive(wire: Newsroom, order: tuple[str, ...]) -> None:
    for name in order:
        wire.write(f"{DROP}/{name}", VERSIONS[name])
        wire.build()
    assert headlines(wire) == {URL: "The harbor stays"}
    assert is_as_clean(wire)


def test_an_update_keeps_address_and_date_and_tells_its_time(wire: Newsroom) -> None:
    wire.write(f"{DROP}/one.json", VERSIONS["one.json"])
    wire.build()
    before = set(headlines(wire))
    wire.write(f"{DROP}/two.json", VERSIONS["two.json"])
    wire.build()
    assert set(headlines(wire)) == before == {URL}
    times = re.findall(r'<time datetime="([^"]+)"', wire.page(URL))
    assert times[:2] == ["2026-11-22T07:00:00-05:00", "2026-11-22T07:30:00-05:00"]


def test_a_version_without_a_number_is_newer_when_it_was_sent_later(wire: Newsroom) -> None:
    wire.write(f"{DROP}/b.xml", nitf(headline="Second", minute=10))
    wire.write(f"{DROP}/a.xml", nitf(headline="First", minute=5))
    wire.write(f"{DROP}/c.xml", nitf(headline="Before all", minute=1))
    wire.build()
    assert [*headlines(wire).values()] == ["Second"]


def test_when_the_file_of_the_newest_version_goes_the_one_before_counts_again(wire: Newsroom) -> None:
    for name, raw in VERSIONS.items():
        wire.write(f"{DROP}/{name}", raw)
    wire.build()
    wire.delete(f"{DROP}/three.json")
    wire.build()
    assert [*headlines(wire).values()] == ["The harbor has voted"]
    assert is_as_clean(wire)
    for name in ("one.json", "two.json"):
        wire.delete(f"{DROP}/{name}")
    wire.write("content/world/other.txt", story("Another"))
    wire.build()
    assert wire.mentions("harbor") == []
    assert is_as_clean(wire, "clean-2")


KILLS = {
    "pubStatus of G2": (newsml_g2(), newsml_g2(version=2, minute=9, status="canceled")),
    "the same version": (newsml_g2(), newsml_g2(status="canceled")),
    "a signal of G2": (newsml_g2(), newsml_g2(version=2, minute=9, meta='<signal qcode="sig:cancel"/>')),
    "pubstatus of ninjs": (ninjs(), ninjs(version=2, minute=9, pubstatus="canceled")),
    "no version": (ninjs(version=7), ninjs(version=0, minute=9, pubstatus="canceled")),
    "a headline": (ninjs(), ninjs(headline="KILL: The harbor votes", version=2, minute=9)),
    "a note to editors": (ninjs(), ninjs(version=2, minute=9, ednote="Mandatory kill. Please do not use it.")),
    "a short text": (ninjs(), ninjs(version=2, minute=9, body_html="<p>Editors: please kill this story.</p>")),
    "management-status of NITF": (nitf(), nitf(minute=9, status="canceled")),
    "a message of NITF": (nitf(), nitf(minute=9, data='<ed-msg msg-type="kill" info="x"/>')),
    "the status of NewsML 1.2": (newsml(), newsml(version=2, minute=9, status="Canceled")),
    "an instruction of NewsML 1.2": (
        newsml(),
        newsml(version=2, minute=9, management='<Instruction FormalName="Kill"/>'),
    ),
    "another document of NITF": (
        nitf(),
        nitf("b", "Kept", minute=9).replace(
            b'management-status="usable"',
            b'management-status="usable" management-doc-idref="a" management-idref-status="canceled"',
        ),
    ),
    "keywords of ANPA": (anpa(), anpa("BC-US--Harbor Vote, KILL", number=2, minute=9)),
    "a mark of IPTC 7901": (iptc7901(), iptc7901(mark="KILL", number=2, minute=9)),
}


@pytest.mark.parametrize("kind", KILLS)
def test_a_kill_takes_the_story_down_in_any_order_and_at_the_host(wire: Newsroom, kind: str) -> None:
    first, kill = KILLS[kind]
    wire.write("content/world/other.txt", story("Another"))
    wire.write(f"{DROP}/first.bin", first)
    wire.build()
    assert URL in headlines(wire)
    wire.write(f"{DROP}/a-kill.bin", kill)
    outcome = wire.build()
    assert URL not in headlines(wire)
    assert wire.mentions("The harbor votes") == []
    assert outcome.held == []
    store, _ = open_last(wire.paper())
    try:
        assert taken_down_last(store, read_config(wire.folder)) == {URL.lstrip("/") + "index.html"}
    finally:
        store.close()
    assert is_as_clean(wire)


def test_many_kills_at_once_need_no_confirmation(wire: Newsroom) -> None:
    wire.write("content/world/other.txt", story("Another"))
    for number in range(60):
        wire.write(f"{DROP}/{number}.json", ninjs(f"urn:{number}", f"Story {number}"))
    wire.build()
    for number in range(60):
        wire.write(f"{DROP}/{number}-kill.json", ninjs(f"urn:{number}", version=2, minute=5, pubstatus="canceled"))
    wire.build()
    assert [*headlines(wire).values()] == ["Another"]


def test_a_version_after_the_kill_is_published_again(wire: Newsroom) -> None:
    wire.write(f"{DROP}/1.json", ninjs())
    wire.write(f"{DROP}/2.json", ninjs(version=2, minute=5, pubstatus="canceled"))
    wire.write(f"{DROP}/3.json", ninjs(version=3, minute=9, headline="The harbor votes after all"))
    wire.build()
    assert [*headlines(wire).values()] == ["The harbor votes after all"]


def test_a_kill_of_a_story_that_is_not_there_is_told(wire: Newsroom) -> None:
    wire.write(f"{DROP}/kill.json", ninjs(pubstatus="canceled"))
    assert "no story with its id is in the folder" in wire.held(wire.build())[f"{DROP}/kill.json"]


def test_a_withheld_version_takes_the_story_off_until_a_later_one(wire: Newsroom) -> None:
    wire.write(f"{DROP}/1.xml", newsml_g2())
    wire.build()
    wire.write(f"{DROP}/2.xml", newsml_g2(version=2, minute=5, status="withheld"))
    outcome = wire.build()
    assert headlines(wire) == {}
    assert "withholds" in wire.held(outcome)[f"{DROP}/2.xml"]
    wire.write(f"{DROP}/3.xml", newsml_g2(version=3, minute=9))
    assert wire.held(wire.build()) == {}
    assert URL in headlines(wire)


WILL_CHANGE = f"""<StatusWillChange><FutureStatus FormalName="Usable"/><DateAndTime>{at(3_000)}</DateAndTime>
</StatusWillChange>"""
EMBARGOED = {
    "NewsML 1.2": newsml(status="Embargoed", management=WILL_CHANGE),
    "G2": newsml_g2(meta=f"<embargoed>{at(3_000)}</embargoed>"),
    "ninjs": ninjs(embargoed=at(3_000)),
    "NITF": nitf(data=f'<date.release norm="{(NOON + timedelta(days=1)).strftime("%Y%m%dT%H%M%SZ")}"/>'),
}


@pytest.mark.parametrize("kind", EMBARGOED)
def test_an_embargo_is_kept_to_the_minute(wire: Newsroom, kind: str) -> None:
    wire.write(f"{DROP}/1.bin", EMBARGOED[kind])
    outcome = wire.build()
    assert wire.mentions("harbor") == []
    assert outcome.held == []
    wire.build(NOON + timedelta(days=3))
    assert "The harbor votes" in headlines(wire).values()


@pytest.mark.parametrize(
    "raw",
    [
        ninjs(embargoed="at some time next week"),
        ninjs(ednote="Embargoed until the minister speaks"),
        ninjs(pubstatus="embargoed"),
        newsml_g2(meta="<embargoed/>"),
        nitf(status="embargoed"),
        newsml(status="Embargoed"),
        newsml_g2(meta="<edNote>HOLD FOR RELEASE until further notice</edNote>"),
        newsml_g2(body="NOT FOR PUBLICATION BEFORE 6 A.M. TUESDAY"),
    ],
)
def test_an_embargo_that_can_not_be_read_holds_the_story(wire: Newsroom, raw: bytes) -> None:
    wire.write(f"{DROP}/1.bin", raw)
    assert f"{DROP}/1.bin" in wire.held(wire.build())
    assert wire.mentions("harbor") == []


def test_a_later_version_that_is_held_leaves_the_last_good_one(wire: Newsroom) -> None:
    wire.write(f"{DROP}/1.json", ninjs())
    wire.write(f"{DROP}/2.json", ninjs(version=2, minute=5, ednote="Embargoed until the minister speaks"))
    outcome = wire.build()
    assert f"{DROP}/2.json" in wire.held(outcome)
    assert headlines(wire) == {URL: "The harbor votes"}
    wire.write(f"{DROP}/3.json", ninjs(version=3, minute=9))
    assert wire.held(wire.build()) == {}


def test_check_and_the_desk_name_the_files_that_are_held(wire: Newsroom) -> None:
    wire.write(f"{DROP}/advisory.json", ninjs(type="advisory"))
    wire.write(f"{DROP}/broken.xml", newsml_g2()[:-30])
    wire.build()
    told = {one.path: one.message for one in check_paper(wire.paper()).problems if one.gravity is Gravity.HELD}
    assert "note of the agency to newsrooms" in told[f"{DROP}/advisory.json"]
    assert "not well-formed XML: see line" in told[f"{DROP}/broken.xml"]
    store, _ = open_last(wire.paper())
    try:
        rows = {row.file: row.state for row in list_stories(open_filed(store, NOON), DeskQuery()).rows}
    finally:
        store.close()
    assert rows == dict.fromkeys(told, "held")


def test_check_gives_no_advice_on_the_wording_of_agencies(wire: Newsroom) -> None:
    wire.write(f"{DROP}/1.json", ninjs(headline="The harbor votes " * 12))
    wire.write("content/world/own.txt", story("Our own story " * 12))
    told = {one.path for one in check_paper(wire.paper()).problems}
    assert f"{DROP}/1.json" not in told
    assert "content/world/own.txt" in told


def test_an_agencys_story_is_named_by_its_file_and_by_its_address(wire: Newsroom) -> None:
    wire.write(f"{DROP}/1.json", ninjs())
    wire.build()
    assert explain(wire.paper(), f"{DROP}/1.json").url == URL
    for name in (f"{DROP}/1.json", URL):
        take_down(wire.paper(), name, TakedownOptions())
        wire.build()
        assert headlines(wire) == {}
        put_back(wire.paper(), URL)
        wire.build()
        assert URL in headlines(wire)


def test_a_story_that_an_editor_took_down_stays_down_whatever_versions_follow(wire: Newsroom) -> None:
    wire.write(f"{DROP}/1.json", ninjs())
    wire.build()
    take_down(wire.paper(), URL, TakedownOptions())
    wire.write(f"{DROP}/2.json", ninjs(version=2, minute=5))
    wire.build()
    assert wire.mentions("The harbor votes") == []


def test_pictures_come_along_with_their_words_when_their_files_lie_there(wire: Newsroom) -> None:
    sent = {
        "type": "picture",
        "uri": "urn:p",
        "byline": "Ann Lee",
        "description_text": "A truck waits.",
        "headline": "A truck at the gate",
        "copyrightnotice": "© 2026 AP",
        "renditions": {
            "thumb": {"href": "https://ap.example/p-small.jpg", "width": 90, "mimetype": "image/jpeg"},
            "main": {"href": "https://ap.example/p-large.jpg?key=1", "width": 900, "mimetype": "image/jpeg"},
        },
    }
    wire.write(
        f"{DROP}/1.json", ninjs(associations={"mainpic": sent, "lost": {**sent, "uri": "urn:q", "renditions": {}}})
    )
    wire.write(f"{DROP}/p-small.jpg", picture(90, 60, 1))
    wire.build()
    assert "A truck waits." in wire.page(URL)
    wire.write(f"{DROP}/p-large.jpg", picture(900, 600, 2))
    outcome = wire.build()
    page = wire.page(URL)
    for words in ("A truck waits.", "Ann Lee", "A truck at the gate", "© 2026 AP"):
        assert words in page, words
    assert page.count("<figcaption") == 1
    assert [one for one in outcome.problems if one.path.endswith(".jpg")] == []
    assert is_as_clean(wire)
    wire.write(f"{DROP}/2.json", ninjs(version=2, minute=5, pubstatus="canceled"))
    wire.build()
    assert not list((wire.output / "assets/photos").rglob("*.jpg"))


def test_a_picture_is_known_by_its_bytes_where_its_name_says_nothing(wire: Newsroom) -> None:
    href = "https://content.example/tag:ap.org,2026:binary_X-BASEIMAGE?auth=1"
    sent = {"type": "picture", "uri": "urn:p", "byline": "Ann Lee", "renditions": {"a": {"href": href}}}
    wire.write(f"{DROP}/1.json", ninjs(associations={"mainpic": sent}))
    wire.build()
    assert "<figure" not in wire.page(URL)
    wire.write(f"{DROP}/tag_ap.org_2026_binary_X-BASEIMAGE", picture())
    assert wire.build().problems == ()
    assert "Ann Lee" in wire.page(URL)
    assert is_as_clean(wire)
    wire.write(f"{DROP}/tag_ap.org_2026_binary_X-BASEIMAGE", nitf(headline="No picture any more"))
    wire.build()
    assert "<figure" not in wire.page(URL)
    assert "No picture any more" in headlines(wire).values()
    assert is_as_clean(wire, "clean-2")


def test_a_picture_that_is_withheld_does_not_come_along(wire: Newsroom) -> None:
    sent = {"type": "picture", "uri": "urn:p", "pubstatus": "withheld", "renditions": {"a": {"href": "p.jpg"}}}
    wire.write(f"{DROP}/1.json", ninjs(associations={"mainpic": sent}))
    wire.write(f"{DROP}/p.jpg", picture())
    wire.build()
    assert "<figure" not in wire.page(URL)


@pytest.mark.parametrize("folder", ["../drops/ap", "wires/ap", "ABSOLUTE"])
def test_the_folder_may_lie_outside_content(session_newsroom: Newsroom, tmp_path: Path, folder: str) -> None:
    folder = folder.replace("ABSOLUTE", str(tmp_path / "spool"))
    place = session_newsroom.folder / folder
    place.mkdir(parents=True)
    wire = with_wire(session_newsroom, TABLE.replace(DROP, folder))
    wire.write("content/ap/x.txt", story("Not the wire's"))
    (place / "x.json").write_bytes(
        ninjs(associations={"a": {"type": "picture", "uri": "u", "renditions": {"a": {"href": "x.jpg"}}}})
    )
    (place / "x.jpg").write_bytes(picture())
    assert wire.build().held == []
    assert set(headlines(wire).values()) == {"The harbor votes", "Not the wire's"}
    assert "<figure" in wire.page(URL)
    assert "<figure" not in wire.page("/ap/2026/11/20/x/")
    (place / "x.json").unlink()
    wire.build()
    assert [*headlines(wire).values()] == ["Not the wire's"]


def test_a_deploy_says_that_files_of_an_agency_are_not_built_yet(session_newsroom: Newsroom, tmp_path: Path) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    wire = with_wire(session_newsroom, TABLE.replace(DROP, str(spool)))
    (spool / "1.json").write_bytes(ninjs())
    wire.build()
    (spool / "2.json").write_bytes(ninjs(version=2))
    store, _ = open_last(wire.paper())
    try:
        assert count_unread(wire.folder, store, drops=drops_of(read_config(wire.folder))) == 1
    finally:
        store.close()


def test_an_unmounted_folder_removes_nothing(session_newsroom: Newsroom) -> None:
    wire = with_wire(session_newsroom, TABLE.replace(DROP, "../spool"))
    spool = wire.folder.parent / "spool"
    spool.mkdir()
    (spool / "1.json").write_bytes(ninjs())
    wire.build()
    spool.rename(spool.with_name("elsewhere"))
    outcome = wire.build()
    assert URL in headlines(wire)
    assert "can't be read" in wire.held(outcome)["../spool"]


def test_leads_of_wires_without_ids_take_the_place_of_what_they_follow(wire: Newsroom) -> None:
    wire.write(f"{DROP}/1.tst", anpa(headline="First word"))
    wire.write(f"{DROP}/2.tst", anpa("BC-US--Harbor Vote, 1st Ld-Writethru", "Second word", 2, 20))
    wire.write(f"{DROP}/3.tst", anpa("BC-US--NewsAlert", "One alert", 3, 30))
    wire.write(f"{DROP}/4.tst", anpa("BC-US--NewsAlert", "Another alert", 4, 40))
    wire.write(f"{DROP}/5.txt", iptc7901("Of dpa", number=5))
    wire.write(f"{DROP}/6.txt", iptc7901("Of dpa, led", "1ST LEAD", 6, 9))
    wire.write(f"{DROP}/7.txt", iptc7901("Of dpa, on another vote", "", 7, 99))
    assert wire.build().held == []
    found = sorted(headlines(wire).values())
    assert found == ["Another alert", "Of dpa, led", "Of dpa, on another vote", "One alert", "Second word"]


def test_a_folder_that_becomes_an_agencys_and_is_none_any_more(session_newsroom: Newsroom) -> None:
    session_newsroom.write(f"{DROP}/mail.txt", story("A plain story"))
    session_newsroom.write(f"{DROP}/1.json", ninjs())
    session_newsroom.build()
    assert [*headlines(session_newsroom).values()] == ["A plain story"]
    with_wire(session_newsroom)
    session_newsroom.build()
    assert [*headlines(session_newsroom).values()] == ["The harbor votes"]
    session_newsroom.write("site.toml", SITE)
    session_newsroom.build()
    assert [*headlines(session_newsroom).values()] == ["A plain story"]
    assert is_as_clean(session_newsroom)


def day_of_files(files: int, seed: int) -> list[tuple[str, bytes]]:
    """Return a day of an agency: stories, of each five one with an update, and of each twelve one that is killed."""
    draw = random.Random(seed)
    arrived: list[tuple[str, bytes]] = []
    stories = 0
    while len(arrived) < files:
        minute, uri = len(arrived), f"urn:{stories}"
        arrived.append((f"{stories}-1.json", ninjs(uri, f"Story {stories}", 1, minute)))
        if stories % 5 == 0:
            arrived.append((f"{stories}-2.json", ninjs(uri, f"Story {stories} updated", 2, minute + 1)))
        if stories % 12 == 0:
            arrived.append((f"{stories}-3.json", ninjs(uri, f"Story {stories}", 3, minute + 2, pubstatus="canceled")))
        stories += 1
    arrived = arrived[:files]
    for at_file in range(0, files - 3, 7):  # the lines of agencies deliver out of order
        other = at_file + draw.randrange(4)
        arrived[at_file], arrived[other] = arrived[other], arrived[at_file]
    return arrived


def what_a_day_leaves(arrived: list[tuple[str, bytes]]) -> set[str]:
    """Return the headlines that the files of a day should leave."""
    newest: dict[str, dict[str, str]] = {}
    for _, raw in arrived:
        item = json.loads(raw)
        if item["uri"] not in newest or int(item["version"]) > int(newest[item["uri"]]["version"]):
            newest[item["uri"]] = item
    return {item["headline"] for item in newest.values() if item["pubstatus"] == "usable"}


def test_a_day_of_a_file_a_minute_loses_nothing_and_has_nothing_twice(wire: Newsroom) -> None:
    arrived = day_of_files(FILES_A_DAY, seed=1)
    batch = max(1, len(arrived) // 12)
    for start in range(0, len(arrived), batch):
        for name, raw in arrived[start : start + batch]:
            wire.write(f"{DROP}/{name}", raw)
        outcome = wire.build(NOON + timedelta(days=2))
        assert outcome.held == [] or all("no story with its id" in one.message for one in outcome.held)
    store, _ = open_last(wire.paper())
    try:
        found = [card.headline for card in newest(store, 10_000)]
        versions = store.execute("SELECT count(*) FROM wire_versions").fetchone()[0]
    finally:
        store.close()
    assert sorted(found) == sorted(what_a_day_leaves(arrived))
    assert versions == FILES_A_DAY
    clean = wire.folder.parent / "clean"
    clean.mkdir()
    assert site_of(wire) == clean_build(wire, clean, NOON + timedelta(days=2))


def test_every_real_file_is_published_or_named_with_the_reason(wire: Newsroom, shared: Path) -> None:
    real = [one for one in sorted((shared / "material/wire").iterdir()) if one.is_file()]
    real += sorted((shared / "material/ninjs").rglob("*.json"))
    for number, one in enumerate(real):
        wire.write(f"{DROP}/{number:03}-{one.name}", one.read_bytes())
    outcome = wire.build()
    told = {problem.path for problem in outcome.problems}
    store, _ = open_last(wire.paper())
    try:
        published = {file for (file,) in store.execute("SELECT file FROM stories")}
        of_stories = "SELECT file FROM wire_versions WHERE thread IN (SELECT thread FROM wire_stories)"
        replaced = {file for (file,) in store.execute(of_stories)}
    finally:
        store.close()
    names = {f"{DROP}/{number:03}-{one.name}" for number, one in enumerate(real)}
    pictures = {name for name in names if name.endswith((".jpg", "IMAGE", "THUMBNAIL"))}
    assert names - told - published - replaced - pictures == set()
    assert len(published) >= 44
    assert not [one for one in outcome.problems if "bug in Broadsheet" in one.message]
    assert is_as_clean(wire)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('[intake.wire.ap]\nfolder = "content"', "holds more than the files of an agency"),
        ('[intake.wire.ap]\nfolder = "../.."', "holds more than the files of an agency"),
        ('[intake.wire.ap]\nfolder = "static/ap"', "has another use"),
        ('[intake.wire.AP]\nfolder = "content/ap"', "can't be the name of a wire"),
        ('[intake.wire.a]\nfolder = "w"\n[intake.wire.b]\nfolder = "w/b"', "lie in each other"),
        ('[intake.wire.ap]\nfolder = "content/ap"\nformat = "nitff"', "can't be"),
        ('[intake.wire.ap]\nfolder = "../paper/content/ap"', "is in the paper's folder"),
        ("[intake.wire.ap]", "folder” is missing"),
        ('[intake.wire.ap]\nfolder = "content/ap"\ntime_zone = "Europe/Hel"', "don't recognize the time zone"),
    ],
)
def test_mistakes_in_the_settings_are_told(newsroom: Newsroom, table: str, words: str) -> None:
    newsroom.write("site.toml", SITE + table)
    with pytest.raises(ConfigError) as error:
        read_config(newsroom.folder)
    assert words in " ".join(one.message for one in error.value.problems)


def test_a_text_that_takes_too_long_is_published_plainly_and_the_others_as_they_are(wire: Newsroom) -> None:
    wire.write(f"{DROP}/1.json", ninjs())
    wire.write(f"{DROP}/2.json", ninjs("urn:b", "Brackets", body_html=f"<p>{'[' * 9_000} and words.</p>"))
    outcome = wire.build()
    assert sorted(headlines(wire).values()) == ["Brackets", "The harbor votes"]
    assert ["shown as plain paragraphs" in one.message for one in outcome.problems if one.path == f"{DROP}/2.json"] == [
        True
    ]


def test_a_file_of_a_thousand_stories_is_read(wire: Newsroom) -> None:
    items = [
        json.loads(ninjs(f"urn:{number}", f"Story {number}", body_html=f"<p>{'Words. ' * 40}</p>"))
        for number in range(1_000)
    ]
    wire.write(f"{DROP}/feed.json", json.dumps({"items": items}))
    assert wire.build().held == []
    store, _ = open_last(wire.paper())
    try:
        assert len({card.headline for card in newest(store, 2_000)}) == 1_000
    finally:
        store.close()


@pytest.mark.parametrize("seed", range(int(os.environ.get("WIRE_HISTORIES", "3"))))
def test_after_any_history_the_site_is_that_of_a_clean_build(wire: Newsroom, seed: int) -> None:
    """Files come, change and go in any order: versions, kills, withheld and broken ones, pictures, leads of wires."""
    draw = random.Random(seed)
    photo = {"type": "picture", "uri": "urn:p", "renditions": {"a": {"href": "p.jpg"}}}
    for step in range(14):
        uri, version, minute = f"urn:{draw.randrange(3)}", draw.randrange(1, 5), draw.randrange(90)
        status = draw.choice(["usable"] * 4 + ["canceled", "withheld"])
        name = f"{DROP}/{draw.randrange(8)}.bin"
        raw = draw.choice(
            [
                ninjs(uri, f"{uri} {step}", version, minute, pubstatus=status, associations={"a": photo}),
                ninjs(uri, f"{uri} {step}", version, minute, subject=[{"code": draw.choice("ab")}]),
                newsml_g2(version=version, minute=minute, status=status),
                anpa(draw.choice(["BC-Vote", "BC-Vote, 1st Ld", "BC-Vote, KILL"]), f"Vote {step}", step, minute),
                b"<nitf>",
            ]
        )
        if draw.random() < 0.25 and (wire.folder / name).exists():
            wire.delete(name)
        else:
            wire.write(name, raw)
        if draw.random() < 0.3:
            wire.write(f"{DROP}/p.jpg", picture(90, 60, draw.randrange(9)))
        if draw.random() < 0.6:
            wire.build()
    wire.write("content/world/other.txt", story("Another"))
    wire.build()
    assert is_as_clean(wire)
