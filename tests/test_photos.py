"""From a dropped photo to pages, and what must never be published of it."""

import re
import shutil
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from delivered import bundle_of
from histories import clean_build, site_of
from pictured import picture
from pictures import dataset, iptc_segment, with_segments, xmp, xmp_segment
from PIL import Image
from warm import run_command, started_command

from generator.archive import admission
from generator.build import build
from generator.commands.check import check_paper
from generator.errors import DeployRefused
from generator.model import Gravity
from generator.paper import BuildSession
from generator.press import photo_jobs
from generator.workers import Workers

pytestmark = pytest.mark.usefixtures("session_newsroom")

BRIDGE = "/world/2026/11/20/bridge/"
NOTES = "Caption: Trucks cross the bridge.\nCredit: Ann Lee/Courier\nAlt: Two trucks on a bridge\nFocus: 40% 30%\n"
INSTRUCTIONS = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Instructions="{}"/>
</rdf:RDF></x:xmpmeta>"""


def private_picture(canary: str) -> bytes:
    """Return a photo that says where it was made, and with which camera."""
    exif = Image.Exif()
    exif[0x010F] = f"{canary}-maker"
    exif[0x0112] = 6
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[0x1D] = "N", (44.0, 12.0, 34.5), f"{canary}-place"
    return picture(900, 600, exif=exif, comment=f"{canary}-comment".encode())


def drop(newsroom: Newsroom, name: str = "bridge", photo: bytes | None = None, notes: str = "", **fields: str) -> None:
    """Add a story with a photo beside it."""
    newsroom.write(f"content/world/{name}.txt", story(f"The {name} reopens", **fields))
    newsroom.write(f"content/world/{name}.jpg", photo or picture())
    if notes:
        newsroom.write(f"content/world/{name}.jpg.txt", notes)


def photos_of(newsroom: Newsroom) -> dict[str, bytes]:
    """Return the published sizes of photos."""
    return {name: content for name, content in newsroom.files().items() if name.startswith("assets/photos/")}


def shown_on(newsroom: Newsroom, url: str) -> set[str]:
    """Return the published sizes of photos that a page names."""
    return {name.lstrip("/") for name in re.findall(r'/assets/photos/[^\s"]+', newsroom.page(url))}


# --- what is shown --------------------------------------------------------------------------------


def test_a_photo_with_the_storys_name_leads_it_with_the_words_beside_it(newsroom: Newsroom) -> None:
    drop(newsroom, notes=NOTES)
    outcome = newsroom.build()
    page = newsroom.page(BRIDGE)
    assert outcome.held == []
    assert re.search(
        r'<img class="tone-[a-z]+-\d" src="[^"]+\.jpg" srcset="[^"]+" sizes="[^"]+" width="450" height="300"', page
    )
    assert 'alt="Two trucks on a bridge" fetchpriority="high">' in page
    assert "<span>Trucks cross the bridge.</span>" in page
    assert '<span class="credit">Ann Lee/Courier</span>' in page
    assert 'type="image/avif"' in page
    assert "ornament" not in page
    assert "<picture" in newsroom.page("/")
    assert "<picture" in newsroom.page("/world/")
    assert all(
        (newsroom.output / file).is_file() for url in (BRIDGE, "/", "/world/") for file in shown_on(newsroom, url)
    )


@pytest.mark.parametrize("ending", ["jpg", "JPG", "jpeg", "Png", "webp"])
def test_the_ending_may_be_any_of_a_pictures(newsroom: Newsroom, ending: str) -> None:
    forms = {"png": "PNG", "webp": "WEBP"}
    newsroom.write("content/world/bridge.txt", story("The bridge"))
    newsroom.write(f"content/world/bridge.{ending}", picture(form=forms.get(ending.lower(), "JPEG")))
    newsroom.build()
    assert "<picture" in newsroom.page(BRIDGE)


def test_numbered_photos_are_the_gallery_in_the_order_of_their_numbers(newsroom: Newsroom) -> None:
    drop(newsroom)
    for number in (10, 2, 3):
        newsroom.write(f"content/world/bridge-{number}.jpg", picture(seed=number))
        newsroom.write(f"content/world/bridge-{number}.jpg.txt", f"Caption: Number {number}.\n")
    newsroom.build()
    page = newsroom.page(BRIDGE)
    assert re.findall(r"Number (\d+)\.", page.partition('class="gallery"')[2]) == ["2", "3", "10"]
    assert page.count("<picture") == 4


def test_a_photo_with_the_name_of_another_story_is_in_no_gallery(newsroom: Newsroom) -> None:
    drop(newsroom)
    drop(newsroom, "bridge-2", picture(seed=2), Draft="yes")
    newsroom.build()
    assert newsroom.page(BRIDGE).count("<picture") == 1
    newsroom.delete("content/world/bridge-2.txt")
    newsroom.build()
    assert newsroom.page(BRIDGE).count("<picture") == 2
    newsroom.write("content/world/bridge-2.txt", "No headline, no date")
    newsroom.build()
    assert newsroom.page(BRIDGE).count("<picture") == 1


def test_a_header_names_photos_from_the_storys_folder_or_from_content(newsroom: Newsroom) -> None:
    newsroom.write("content/shared/dock.jpg", picture(seed=1))
    newsroom.write("content/world/pier.jpg", picture(seed=2))
    fields = {"Photo": "pier.jpg, shared/dock.jpg", "Caption": "The pier", "Credit": "Sam Poe"}
    newsroom.write("content/world/bridge.txt", story("The bridge", **fields))
    newsroom.build()
    page = newsroom.page(BRIDGE)
    assert page.count("<picture") == 2
    assert "<span>The pier</span>" in page
    assert '<span class="credit">Sam Poe</span>' in page
    assert "supplied by" not in page


def test_of_many_stories_too_editors_are_told_of_a_photo_that_is_not_there(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "FEW_STORIES", 0)
    newsroom.write("content/world/pier.txt", story("The pier"))
    newsroom.build()
    newsroom.write("content/world/bridge.txt", story("The bridge", Photo="../../secret.jpg"))
    told = [problem.path for problem in newsroom.build().problems if "There is no photo" in problem.message]
    assert told == ["content/world/bridge.txt"]


@pytest.mark.parametrize(
    "name", ["../../secret.jpg", "/../secret.jpg", "%2e%2e/%2e%2e/secret.jpg", "..\\..\\secret.jpg", "nobody.jpg"]
)
def test_a_photo_outside_content_is_never_meant(newsroom: Newsroom, name: str) -> None:
    newsroom.write("secret.jpg", picture())
    newsroom.write("content/world/bridge.txt", story("The bridge", Photo=name))
    outcome = newsroom.build()
    assert photos_of(newsroom) == {}
    assert any("There is no photo" in problem.message for problem in outcome.problems)


def test_photos_in_the_text_are_shown_there_and_not_again(newsroom: Newsroom) -> None:
    text = (
        "Title: The bridge\nDate: 2026-11-20\n\nThe council met.\n\n"
        '![A dock](images/dock.jpg "At the dock")\n\nIt met ![again](bridge.jpg) and again.\n\n![gone](nobody.jpg)\n'
    )
    newsroom.write("content/world/bridge.md", text)
    newsroom.write("content/world/images/dock.jpg", picture(seed=1))
    newsroom.write("content/world/bridge.jpg", picture(seed=2))
    newsroom.build()
    page = newsroom.page(BRIDGE)
    assert page.count("<picture") == 2
    assert '<figure class="inline-photo">' in page
    assert "<span>At the dock</span>" in page
    assert 'alt="A dock"' in page
    assert "nobody" not in page
    assert "dock.jpg" not in page
    assert "<picture" in newsroom.page("/world/")
    assert 'src="https://courier.example/assets/photos/' in newsroom.page("/world/feed.json").replace("\\", "")


def test_a_line_typed_in_the_copy_is_the_caption(newsroom: Newsroom) -> None:
    drop(newsroom, body="The council met.\n\nPhoto: A truck waits at the bridge. (Ann Lee/Courier)\n\nIt voted.")
    newsroom.build()
    page = newsroom.page(BRIDGE)
    assert "<span>A truck waits at the bridge.</span>" in page
    assert '<span class="credit">Ann Lee/Courier</span>' in page
    assert "<p>Photo:" not in page


def test_names_that_differ_by_case_are_two_photos(newsroom: Newsroom) -> None:
    drop(newsroom, "bridge", picture(seed=1), notes="Caption: Small letters.")
    drop(newsroom, "Bridge", picture(seed=2), notes="Caption: A capital.", Slug="capital")
    newsroom.build()
    assert "Small letters." in newsroom.page(BRIDGE)
    assert "A capital." in newsroom.page("/world/2026/11/20/capital/")


def test_a_portrait_is_shown_with_the_card_of_a_person_who_signed_something(newsroom: Newsroom) -> None:
    newsroom.write("content/people/jane.md", "name: Jane Roe\nrole: Reporter\n")
    newsroom.write("content/people/jane.jpg", picture(400, 500, seed=1))
    newsroom.write("content/people/ann.md", "name: Ann Poe\n")
    newsroom.write("content/people/ann.jpg", picture(400, 500, seed=2))
    newsroom.write("content/world/bridge.txt", story("The bridge", By="Jane Roe"))
    newsroom.build()
    assert '<figure class="portrait">' in newsroom.page("/by/jane-roe/")
    assert '<figure class="portrait">' in newsroom.page(BRIDGE)
    assert len({name.rsplit("/", 1)[0] for name in photos_of(newsroom)}) == 1


def image_of(newsroom: Newsroom, url: str) -> str:
    """Return the picture that networks show of a page."""
    found = re.search(r'<meta property="og:image" content="https://courier.example/([^"]+)">', newsroom.page(url))
    assert found
    assert (newsroom.output / found[1]).is_file()
    return found[1]


def test_every_page_has_a_picture_for_networks(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/plain.txt", story("Plain"))
    drop(newsroom)
    newsroom.build()
    plain = image_of(newsroom, "/world/2026/11/20/plain/")
    assert plain == image_of(newsroom, "/world/") != image_of(newsroom, "/")
    with Image.open(newsroom.output / plain) as card:
        assert card.size == (1200, 630)
    assert image_of(newsroom, BRIDGE).startswith("assets/photos/")
    newsroom.write("content/world/section.jpg", picture(1400, 900, seed=3))
    newsroom.write("content/paper.jpg", picture(1400, 900, seed=4))
    newsroom.build()
    pictures = {
        url: image_of(newsroom, url) for url in ("/", "/world/", "/world/2026/11/20/plain/", "/archive/", "/404.html")
    }
    assert len(set(pictures.values())) == 2
    assert pictures["/"] == pictures["/archive/"] == pictures["/404.html"] != pictures["/world/"]
    assert all(one.startswith("assets/photos/") for one in pictures.values())
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_a_card_may_be_typeset_for_each_story_without_a_photo(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("site.toml", SITE + '[photos]\nstory_cards = true\ncard_colour = "#1b4965"\n')
    newsroom.write("content/world/plain.txt", story("Plain"))
    newsroom.build()
    first = image_of(newsroom, "/world/2026/11/20/plain/")
    assert first != image_of(newsroom, "/world/")
    newsroom.write("content/world/plain.txt", story("Plainer"))
    newsroom.build()
    assert image_of(newsroom, "/world/2026/11/20/plain/") != first
    assert not (newsroom.output / first).exists()
    newsroom.write("content/world/plain.jpg", picture())
    newsroom.build()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


# --- what is never published ----------------------------------------------------------------------


def test_nothing_private_of_a_photo_is_in_any_file(newsroom: Newsroom) -> None:
    drop(newsroom, photo=private_picture("CANARY"))
    newsroom.build()
    assert newsroom.mentions("CANARY") == []
    assert len(photos_of(newsroom)) > 8


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool isn't installed")
def test_exiftool_finds_only_rights_in_published_photos(newsroom: Newsroom) -> None:
    drop(newsroom, photo=private_picture("CANARY"), notes=NOTES)
    newsroom.build()
    files = [str(newsroom.output / name) for name in photos_of(newsroom)]
    program = [
        "exiftool",
        "-s",
        "-G1",
        "-XMP:all",
        "-EXIF:all",
        "-IPTC:all",
        "-GPS:all",
        "-ICC_Profile:all",
        "-Comment",
        *files,
    ]
    found = subprocess.run(program, capture_output=True, text=True, check=True).stdout
    fields = {line.split(":")[0].split("]")[1].strip() for line in found.splitlines() if line.startswith("[")}
    assert fields in ({"XMPToolkit", "Credit"}, {"Credit"}), found


@pytest.mark.parametrize("fields", [{"Draft": "yes"}, {"Embargo": "2026-12-24 06:00"}, {"Expires": "2026-11-21"}])
def test_a_hidden_storys_photo_is_in_no_byte_and_no_name(newsroom: Newsroom, fields: dict[str, str]) -> None:
    drop(newsroom, "open")
    drop(newsroom, "zzsecret", picture(seed=7), notes="Caption: CANARY.\n", **fields)
    newsroom.build()
    before = photos_of(newsroom)
    assert newsroom.mentions("CANARY") == newsroom.mentions("zzsecret") == []
    assert len({name.split("/")[2] for name in before}) == 1
    newsroom.delete("content/world/zzsecret.jpg")
    newsroom.build()
    assert photos_of(newsroom) == before


def test_a_photo_that_a_hidden_story_shares_shows_on_the_public_one_alone(newsroom: Newsroom) -> None:
    drop(newsroom, "zzsecret", Draft="yes")
    newsroom.write("content/world/bridge.txt", story("The bridge", Photo="zzsecret.jpg"))
    newsroom.build()
    assert newsroom.page(BRIDGE).count("<picture") == 1
    assert newsroom.mentions("zzsecret") == []
    newsroom.delete("content/world/bridge.txt")
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.build()
    assert photos_of(newsroom) == {}


def test_a_takedown_removes_all_sizes_unless_another_public_story_shows_the_photo(newsroom: Newsroom) -> None:
    drop(newsroom, "bridge")
    newsroom.write("content/world/other.txt", story("Other", Photo="bridge.jpg"))
    newsroom.build()
    assert photos_of(newsroom)
    newsroom.write("takedowns.toml", '[[takedowns]]\nstory = "world/bridge"\ndate = 2026-11-23\n')
    newsroom.build()
    assert shown_on(newsroom, "/world/2026/11/20/other/") <= photos_of(newsroom).keys()
    newsroom.delete("content/world/other.txt")
    newsroom.write("content/world/third.txt", story("Third"))
    newsroom.build()
    assert photos_of(newsroom) == {}


def test_an_embargo_in_the_photos_own_instructions_holds_it(newsroom: Newsroom) -> None:
    packet = INSTRUCTIONS.format("EMBARGOED UNTIL 1 DECEMBER 2026").encode()
    drop(newsroom, photo=picture(xmp=packet))
    outcome = newsroom.build()
    assert photos_of(newsroom) == {}
    assert "may be an embargo" in newsroom.held(outcome)["content/world/bridge.jpg"]
    assert "ornament" in newsroom.page(BRIDGE)


HELD_BACK = "EMBARGOED UNTIL 6 P.M. DEC. 1, 2026. The minister signs."


@pytest.mark.parametrize(
    "place",
    ["dc:description", "dc:title", "photoshop:Headline", "xmpRights:UsageTerms", "(2, 120)", "(2, 5)", "(2, 105)"],
)
def test_an_embargo_in_any_text_of_the_photo_holds_it(newsroom: Newsroom, place: str) -> None:
    if place.startswith("("):
        photo = with_segments(picture(), xmp_segment(xmp("", 'dc:description="The minister signs."')))
        number = int(place.strip("()").split(", ")[1])
        photo = with_segments(photo, iptc_segment(dataset(2, number, HELD_BACK.encode())))
    else:
        photo = with_segments(picture(), xmp_segment(xmp("", f'{place}="{HELD_BACK}"')))
    drop(newsroom, photo=photo)
    outcome = newsroom.build()
    assert photos_of(newsroom) == {}
    assert newsroom.mentions("6 P.M.") == []
    message = newsroom.held(outcome)["content/world/bridge.jpg"]
    assert HELD_BACK in message
    assert "may be an embargo" in message


@pytest.mark.parametrize(
    "caption",
    [
        "Protesters demand that the arms embargo on Ruritania be lifted.",
        "Trucks wait at the border after the trade embargo ended on Monday, Nov. 16, 2026.",
        "This handout photo, released on Nov. 20, 2026 by the ministry, shows a truck. (Ministry via AP)",
    ],
)
def test_a_caption_about_an_embargo_is_none(newsroom: Newsroom, caption: str) -> None:
    drop(newsroom, photo=with_segments(picture(), xmp_segment(xmp("", f'dc:description="{caption}"'))))
    outcome = newsroom.build()
    assert newsroom.held(outcome) == {}
    assert caption in newsroom.page(BRIDGE)


def test_terms_that_ask_for_a_permission_or_a_credit_are_no_embargo(newsroom: Newsroom) -> None:
    for number, terms in enumerate(
        [
            "Do not use without permission.",
            "Not for publication without written consent",
            "Do not publish without credit!",
        ]
    ):
        photo = with_segments(picture(), xmp_segment(xmp("", f'xmpRights:UsageTerms="{terms}"')))
        newsroom.write(f"content/world/pier-{number}.jpg", photo)
    terms = "Do not use without credit. Do not use before Dec. 24, 2026."
    newsroom.write(
        "content/world/dock.jpg", with_segments(picture(), xmp_segment(xmp("", f'xmpRights:UsageTerms="{terms}"')))
    )
    assert [*newsroom.held(newsroom.build())] == ["content/world/dock.jpg"]


def test_a_photo_waits_for_the_embargo_of_prism_and_goes_with_its_licence(newsroom: Newsroom, tmp_path: Path) -> None:
    spaces = 'xmlns:pur="http://prismstandard.org/namespaces/prismusagerights/2.1/" '
    packet = xmp("", spaces + 'pur:embargoDate="2026-11-24T06:00:00-05:00" plus:LicenseEndDate="2026-11-25"')
    drop(newsroom, photo=with_segments(picture(), xmp_segment(packet)))
    days = [NOON, *(NOON + timedelta(days=count) for count in (1, 2, 3))]
    shown = []
    for day in days:
        newsroom.build(day)
        shown.append(bool(photos_of(newsroom)))
        assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", day)
    assert shown == [False, True, True, False]


def test_an_embargo_in_the_notes_holds_the_photo(newsroom: Newsroom) -> None:
    drop(newsroom, notes=NOTES + "Embargo: 2026-12-01 06:00\n")
    outcome = newsroom.build()
    assert photos_of(newsroom) == {}
    assert "restrains the photo" in newsroom.held(outcome)["content/world/bridge.jpg.txt"]


def test_a_photo_without_credit_is_kept_back_where_one_is_required(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + "[photos]\nrequire_credit = true\n")
    drop(newsroom)
    newsroom.write("content/world/bridge-2.jpg", picture(seed=2))
    newsroom.write("content/world/bridge-2.jpg.txt", "Credit: Ann Lee\nCaption: The second.\n")
    outcome = newsroom.build()
    assert "no credit" in newsroom.held(outcome)["content/world/bridge.jpg"]
    page = newsroom.page(BRIDGE)
    assert page.count("<picture") == 1
    assert '<figure class="lead-photo">' in page
    assert "The second." in page


@pytest.mark.parametrize(
    "content", [picture()[:4_000], b"", b"\0\0\0\x18ftypheic" + bytes(400), b"<svg/>", b"no picture"]
)
def test_a_photo_that_cant_be_published_is_reported_and_the_story_published(newsroom: Newsroom, content: bytes) -> None:
    drop(newsroom)
    newsroom.write("content/world/bridge.jpg", content)
    outcome = newsroom.build()
    [problem] = [one for one in outcome.problems if one.path == "content/world/bridge.jpg"]
    assert problem.gravity is Gravity.HELD
    assert problem.hint
    assert "ornament" in newsroom.page(BRIDGE)
    assert photos_of(newsroom) == {}


def test_a_photo_that_is_damaged_later_keeps_its_last_good_version(newsroom: Newsroom) -> None:
    drop(newsroom, notes=NOTES)
    newsroom.build()
    before, page = photos_of(newsroom), newsroom.page(BRIDGE)
    newsroom.write("content/world/bridge.jpg", picture()[:300])
    newsroom.write("content/world/other.txt", story("Another"))
    for _ in range(2):
        [problem] = newsroom.build().held
        assert problem.path == "content/world/bridge.jpg"
        assert "damaged" in problem.message
        assert problem.message.endswith("Readers see the version before.")
        assert photos_of(newsroom) == before
        assert shown_on(newsroom, BRIDGE) == {name.lstrip("/") for name in re.findall(r'/assets/photos/[^\s"]+', page)}
    newsroom.write("content/world/bridge.jpg", picture(seed=4))
    assert newsroom.build().held == []
    assert photos_of(newsroom).keys().isdisjoint(before)


def test_a_damaged_photo_whose_sizes_are_lost_is_left_out_and_the_damage_told(newsroom: Newsroom) -> None:
    drop(newsroom)
    newsroom.build()
    newsroom.write("content/world/bridge.jpg", picture()[:300])
    shutil.rmtree(newsroom.output / "assets/photos")
    shutil.rmtree(newsroom.folder / ".broadsheet/photos")
    [problem] = newsroom.build().held
    assert "damaged" in problem.message
    assert "Readers see" not in problem.message
    assert "ornament" in newsroom.page(BRIDGE)
    assert photos_of(newsroom) == {}


@pytest.mark.parametrize("ask_back", ["instructions", "notes", "gone", "takedown"])
def test_a_photo_that_is_asked_back_has_no_last_good_version(newsroom: Newsroom, ask_back: str) -> None:
    drop(newsroom)
    newsroom.build()
    newsroom.write("content/world/bridge.jpg", picture()[:300])
    newsroom.build()
    assert photos_of(newsroom)
    if ask_back == "instructions":
        newsroom.write("content/world/bridge.jpg", picture(xmp=INSTRUCTIONS.format("EMBARGOED").encode()))
    elif ask_back == "notes":
        newsroom.write("content/world/bridge.jpg.txt", "Embargo: 2026-12-01\n")
    elif ask_back == "gone":
        newsroom.delete("content/world/bridge.jpg")
    else:
        newsroom.write("takedowns.toml", '[[takedowns]]\nstory = "world/bridge"\ndate = 2026-11-23\n')
    newsroom.build()
    assert photos_of(newsroom) == {}


def timed(**times: str) -> bytes:
    """Return a photo with times of use in IPTC, by the numbers of its datasets: `d30="20261130"`."""
    fields = (dataset(2, int(name[1:]), value.encode()) for name, value in times.items())
    return with_segments(picture(seed=len(times)), iptc_segment(*fields))


def test_a_photo_comes_at_its_release_and_goes_at_its_expiration(newsroom: Newsroom, tmp_path: Path) -> None:
    drop(newsroom, photo=timed(d30="20261123", d35="200000+0000", d37="20261124", d38="020000+0000"))
    newsroom.write("content/paper.jpg", timed(d37="20261123", d38="220000+0000"))
    before = newsroom.build()
    assert before.held == []
    assert any("may be used from 2026-11-23 15:00" in problem.message for problem in before.problems)
    assert shown_on(newsroom, BRIDGE) == {name for name in photos_of(newsroom) if "social" in name}
    assert before.next_change == datetime(2026, 11, 23, 20, tzinfo=UTC)
    used = newsroom.build(datetime(2026, 11, 23, 20, tzinfo=UTC))
    assert "<picture" in newsroom.page(BRIDGE)
    assert used.next_change == datetime(2026, 11, 23, 22, tzinfo=UTC)
    moment = datetime(2026, 11, 24, 2, tzinfo=UTC)
    after = newsroom.build(moment)
    assert any("could be used until 2026-11-23 21:00" in problem.message for problem in after.problems)
    assert photos_of(newsroom) == {}
    assert any("could be used until" in problem.message for problem in check_paper(newsroom.paper(moment)).problems)
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, moment)


def test_a_photo_whose_release_cant_be_read_is_held(newsroom: Newsroom) -> None:
    drop(newsroom, photo=timed(d30="next week"))
    [problem] = newsroom.build().held
    assert "“next week”" in problem.message
    assert photos_of(newsroom) == {}


def test_feeds_tell_the_size_of_photos(newsroom: Newsroom, tmp_path: Path) -> None:
    drop(newsroom)
    newsroom.build()
    told = re.findall(
        r'<enclosure url="[^"]+/(assets/photos/[^"]+)" length="(\d+)"', newsroom.file("feed.xml").decode()
    )
    assert [int(size) for _, size in told] == [len(photos_of(newsroom)[name]) for name, _ in told]
    assert told
    shutil.rmtree(newsroom.folder / ".broadsheet/photos")
    newsroom.write("content/world/other.txt", story("Another"))
    newsroom.build()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_a_photo_is_found_however_its_name_is_capitalized_unless_two_differ_by_that(newsroom: Newsroom) -> None:
    newsroom.write("content/world/bridge.txt", story("The bridge", Photo="TWICE.JPG"))
    newsroom.write("content/world/pier.md", "Title: Pier\nDate: 2026-11-20\n\nText.\n\n![A dock](Images/Dock.JPEG)\n")
    newsroom.build()
    newsroom.write("content/world/twice.jpg", picture())
    newsroom.write("content/world/images/dock.jpeg", picture(seed=2))
    assert newsroom.build().problems == ()
    assert "<picture" in newsroom.page(BRIDGE)
    assert "<picture" in newsroom.page("/world/2026/11/20/pier/")
    newsroom.write("content/world/Twice.jpg", picture(seed=3))
    [problem] = [one for one in newsroom.build().problems if one.path == "content/world/bridge.txt"]
    assert "content/world/Twice.jpg, content/world/twice.jpg" in problem.hint
    assert "<picture" not in newsroom.page(BRIDGE)


# --- only what changed ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "written"),
    [
        ("#1 fan.jpg", "#1 fan.jpg"),
        ("what next?.jpg", "what next?.jpg"),
        ("50%20off.jpg", "50%20off.jpg"),
        ("50% off.jpg", "50%25%20off.jpg"),
        ("at 10:15.jpg", "at 10:15.jpg"),
        ("a: b.jpg", "a: b.jpg"),
        ("back\\slash.jpg", "back\\slash.jpg"),
        ("\u00c4rger.JPG", "\u00e4rger.jpg"),
        ("at 10.15.22\u202fAM.jpg", "at 10.15.22 AM.jpg"),
        ("no\u00a0break.jpg", "no break.jpg"),
    ],
)
def test_a_photo_is_found_by_its_name_as_editors_see_it(newsroom: Newsroom, file: str, written: str) -> None:
    newsroom.write(f"content/world/{file}", picture())
    newsroom.write("content/world/bridge.txt", story("The bridge", Photo=written))
    newsroom.build()
    assert shown_on(newsroom, BRIDGE)


def shown_in_all(newsroom: Newsroom, tmp_path: Path, *urls: str) -> list[int]:
    """Build, compare with a clean build, and return how many photos each of these stories shows."""
    newsroom.build()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)
    return [len({file.split("/")[2] for file in shown_on(newsroom, url)}) for url in urls]


def test_capital_letters_in_a_photos_name_matter_only_where_another_story_has_them(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    urls = (BRIDGE, "/world/2026/11/20/capital/")
    newsroom.write("content/world/bridge.txt", story("The bridge"))
    newsroom.write("content/world/Bridge.JPG", picture(seed=1))
    newsroom.write("content/world/Bridge-2.JPG", picture(seed=2))
    assert shown_in_all(newsroom, tmp_path, BRIDGE) == [2]
    newsroom.write("content/world/Bridge.txt", story("Another", Slug="capital", Noindex="yes"))
    newsroom.build()
    assert shown_in_story(newsroom, BRIDGE) == []
    assert shown_in_all(newsroom, tmp_path, urls[1])[0] == 2
    newsroom.delete("content/world/Bridge.txt")
    assert shown_in_all(newsroom, tmp_path, BRIDGE) == [2]
    newsroom.write("content/world/bridge-2.jpg", picture(seed=3))
    newsroom.write("content/world/BRIDGE.jpg", picture(seed=4))
    assert shown_in_all(newsroom, tmp_path, BRIDGE) == [1]
    messages = {one.path: one.message for one in check_paper(newsroom.paper()).problems}
    assert "No story shows" in messages["content/world/Bridge.JPG"]
    newsroom.delete("content/world/Bridge.JPG")
    assert shown_in_all(newsroom, tmp_path, BRIDGE) == [2]


def shown_in_story(newsroom: Newsroom, url: str) -> list[str]:
    """Return the figures of a story's own photos."""
    return re.findall(r'<figure class="(?:lead-photo|gallery[^"]*)"', newsroom.page(url))


def test_notes_are_those_of_a_photo_whose_name_differs_by_capital_letters_alone(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.write("content/world/bridge.txt", story("The bridge"))
    newsroom.write("content/world/bridge.JPG", picture())
    newsroom.write("content/world/bridge.jpg.txt", "Caption: Trucks wait.\nCredit: Ann Lee\n")
    assert shown_in_all(newsroom, tmp_path, BRIDGE) == [1]
    assert "Trucks wait." in newsroom.page(BRIDGE)
    assert not [one for one in check_paper(newsroom.paper()).problems if one.code == "image-notes"]
    newsroom.write("content/world/bridge.JPG.txt", "Focus: 10% 20%\nCredit: Bo Roe\n")
    assert shown_in_all(newsroom, tmp_path, BRIDGE) == [1]
    assert "Trucks wait." in newsroom.page(BRIDGE)
    assert "Bo Roe" in newsroom.page(BRIDGE)
    newsroom.write("content/world/bridge.jpg.txt", "Embargo: 2026-12-24\n")
    assert shown_in_all(newsroom, tmp_path, BRIDGE) == [0]


def test_what_doesnt_change_is_not_made_again(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(newsroom, notes=NOTES)
    monkeypatch.setattr("generator.catalogue.refresh.DISK_TIME_GRAIN_NS", -(10**9))  # files just written count, too
    newsroom.build()
    monkeypatch.setattr(photo_jobs, "render_to_store", None)
    with monkeypatch.context() as unread:
        unread.setattr("generator.intake.photos.read.read_photo", None)
        assert newsroom.build().written == ()
        newsroom.write("content/world/bridge.jpg.txt", NOTES.replace("Trucks", "Lorries"))
        written = newsroom.build().written
    assert written
    assert not any(file.startswith("assets/photos/") for file in written)
    shutil.rmtree(newsroom.output)
    for file in newsroom.folder.glob(".broadsheet/catalogue*"):
        file.unlink()
    newsroom.build()
    assert photos_of(newsroom)


def test_a_photo_swapped_in_place_changes_what_shows_it(newsroom: Newsroom, tmp_path: Path) -> None:
    drop(newsroom, notes=NOTES)
    drop(newsroom, "pier", picture(seed=3))
    newsroom.build()
    before = photos_of(newsroom)
    newsroom.write("content/world/bridge.jpg", picture(seed=9))
    written = set(newsroom.build().written)
    after = photos_of(newsroom)
    assert {"index.html", "world/index.html", "world/2026/11/20/bridge/index.html"} <= written
    assert len(before.keys() - after.keys()) == len(after.keys() - before.keys()) == len(before) // 2
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_a_deploy_of_time_opens_photo_and_story_together(newsroom: Newsroom) -> None:
    drop(newsroom, Embargo="2026-11-24 12:00")
    newsroom.build()
    assert photos_of(newsroom) == {}
    newsroom.build(NOON + timedelta(days=2))
    assert shown_on(newsroom, "/world/2026/11/24/bridge/") <= photos_of(newsroom).keys()


def test_a_photo_that_fails_when_its_sizes_are_made_is_left_out(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop(newsroom, photo=picture(2400, 1600))  # takes so long that the limit is noticed before it ends
    drop(newsroom, "pier", picture(2400, 1600, seed=3))
    monkeypatch.setattr("generator.photos.work.MEMORY_BYTES", 1 << 62)
    monkeypatch.setattr(photo_jobs, "RENDER_LIMIT_S", 0.0001)
    outcome = newsroom.build()
    assert newsroom.held(outcome).keys() == {"content/world/bridge.jpg", "content/world/pier.jpg"}
    assert "ornament" in newsroom.page(BRIDGE)
    assert photos_of(newsroom) == {}


# --- as people call it ----------------------------------------------------------------------------


def run(newsroom: Newsroom, *words: str) -> subprocess.CompletedProcess[str]:
    return run_command(*words, "--source", newsroom.folder, "--now", NOON.isoformat())


def test_check_names_what_is_missing_and_what_nobody_shows(newsroom: Newsroom) -> None:
    drop(newsroom)
    newsroom.write("content/world/stray.jpg", picture(seed=2))
    newsroom.write("content/world/nobody.jpg.txt", "Caption: Nobody.\n")
    done = run(newsroom, "check")
    said = done.stdout + done.stderr
    assert "content/world/bridge.jpg has no credit" in said
    assert "content/world/bridge.jpg has no alt text" in said
    assert "450 pixels wide" in said
    assert "No story shows this photo." in said
    assert "There is no photo of that name beside it." in said


def test_check_opens_no_photo_that_the_last_build_read(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(newsroom)
    newsroom.write("content/world/stray.jpg", picture(seed=2))
    newsroom.write("content/world/torn.jpg", picture(seed=3)[:300])
    monkeypatch.setattr("generator.catalogue.refresh.DISK_TIME_GRAIN_NS", -(10**9))  # files just written count, too
    fresh = check_paper(newsroom.paper(NOON))
    newsroom.build()
    monkeypatch.setattr("generator.intake.photos.read.read_photo", None)
    assert check_paper(newsroom.paper(NOON)) == fresh
    monkeypatch.undo()
    newsroom.delete("content/world/stray.jpg")
    newsroom.write("content/world/bridge.jpg", picture(1300, 900, seed=5))
    after = {problem.message for problem in check_paper(newsroom.paper(NOON)).problems}
    assert "No story shows this photo." not in after
    assert not any("900 pixels wide" in message for message in after)


def test_explain_names_the_original_and_the_stories(newsroom: Newsroom) -> None:
    drop(newsroom)
    newsroom.build()
    said = run(newsroom, "explain", f"/{min(photos_of(newsroom))}").stdout
    assert "content/world/bridge.jpg" in said
    assert "world/bridge" in said


def test_a_build_that_is_killed_while_sizes_are_made_is_made_good_by_the_next(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    for number in range(4):
        drop(newsroom, f"s{number}", picture(seed=number))
    kept = newsroom.folder / ".broadsheet" / "photos"
    command = ["build", "--source", str(newsroom.folder), "--now", NOON.isoformat()]
    for least in (1, 9, 20):
        with started_command(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and len([*kept.glob("*/*")]) < least:
                time.sleep(0.005)
            process.kill()
    newsroom.build()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_a_build_that_put_photos_off_is_not_deployed_and_the_next_makes_them(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    drop(newsroom)
    drop(newsroom, "pier", picture(seed=2))
    with Workers(1) as workers:
        first = build(newsroom.paper(NOON), session=BuildSession(workers, most_photos=0))
        assert first.photos_left == 2
        assert shown_on(newsroom, BRIDGE)
        assert photos_of(newsroom) == {}
        with pytest.raises(DeployRefused, match="no finished build"):
            bundle_of(newsroom)
        assert build(newsroom.paper(NOON), session=BuildSession(workers, most_photos=1)).photos_left == 1
    assert newsroom.build().photos_left == 0
    assert shown_on(newsroom, BRIDGE) <= photos_of(newsroom).keys()
    assert bundle_of(newsroom).files.keys() >= photos_of(newsroom).keys()
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_of_two_photos_with_one_name_check_names_the_one_that_isnt_used(newsroom: Newsroom) -> None:
    drop(newsroom)
    newsroom.write("content/world/bridge.JPG", picture(seed=2))
    done = run(newsroom, "check")
    said = done.stdout + done.stderr
    assert "content/world/bridge.jpg: content/world/bridge.JPG has the same name, and is the one that is used." in said


def test_check_asks_for_no_alt_text_that_stands_beside_the_photo(newsroom: Newsroom) -> None:
    newsroom.write("content/world/bridge.md", "# The bridge\nNov. 20, 2026\n\nThe council met.\n\n![](dock.jpg)\n")
    newsroom.write("content/world/dock.jpg", picture(1300, 900))
    newsroom.write("content/world/dock.jpg.txt", "Alt: A dock\nCredit: Ann Lee\n")
    done = run(newsroom, "check")
    assert "alt text" not in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["content/world/bridge.jpg", "world/bridge.jpg", "content/world/bridge.jpg.txt", ""])
def test_a_photo_is_not_taken_for_the_story_of_its_name(newsroom: Newsroom, name: str) -> None:
    drop(newsroom, notes=NOTES)
    newsroom.build()
    taken = run(newsroom, "takedown", name or f"https://courier.example/{min(photos_of(newsroom))}")
    assert taken.returncode == 2
    assert "That is a photo, not a story." in taken.stderr
    assert not (newsroom.folder / "takedowns.toml").exists()
    if name.startswith("content/"):
        assert "That is no story." in run(newsroom, "stamp", name).stderr


def test_a_photo_without_credit_is_told_once_however_many_stories_name_it(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + "[photos]\nrequire_credit = true\n")
    drop(newsroom)
    newsroom.write("content/world/other.txt", story("Other", Photo="bridge.jpg"))
    told = [one for one in newsroom.build().problems if "no credit" in one.message]
    assert [one.path for one in told] == ["content/world/bridge.jpg"]


def test_notes_of_a_photo_that_cant_be_published_arent_those_of_another_one(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/bridge.txt", story("The bridge"))
    newsroom.write("content/world/bridge.JPG", picture())
    newsroom.write("content/world/bridge.jpg", b"no picture")
    newsroom.write("content/world/bridge.jpg.txt", "Caption: Another bridge.\n")
    assert shown_in_all(newsroom, tmp_path, BRIDGE) == [1]
    assert "Another bridge." not in newsroom.page(BRIDGE)
    newsroom.delete("content/world/bridge.jpg")
    assert shown_in_all(newsroom, tmp_path, BRIDGE) == [1]
    assert "Another bridge." in newsroom.page(BRIDGE)


def test_a_blank_in_a_text_leads_to_the_photo_with_a_blank(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a b.jpg", picture(seed=1))
    newsroom.write("content/world/a%20b.jpg", picture(seed=2))
    newsroom.write("content/world/bridge.md", story("The bridge", body="The council met.\n\n![A](<a b.jpg>)"))
    newsroom.build()
    in_text = shown_on(newsroom, BRIDGE)
    newsroom.delete("content/world/a%20b.jpg")
    newsroom.build()
    assert shown_on(newsroom, BRIDGE) == in_text != set()
