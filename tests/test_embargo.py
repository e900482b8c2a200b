"""Draft, embargoed and expired stories: in no output byte, name or count."""

from datetime import UTC, datetime

import pytest
from conftest import NOON, Newsroom, story

SECRETS = {
    "a draft": {"Draft": "yes"},
    "an embargoed story": {"Embargo": "2026-12-01 06:00"},
    "a story of tomorrow": {"date": "2026-11-24 09:00"},
    "an expired story": {"Expires": "2026-11-22 09:00"},
}


def fill(newsroom: Newsroom) -> None:
    newsroom.write("content/world/open.txt", story("Open story", Topics="Harbor", By="Jane Roe"))
    newsroom.write("content/world/open-2.txt", story("Another open story", Topics="Harbor", By="Jane Roe"))


@pytest.mark.parametrize("kind", SECRETS)
def test_what_is_not_public_changes_no_byte_of_the_site(newsroom: Newsroom, kind: str) -> None:
    fill(newsroom)
    newsroom.build()
    without = newsroom.files()
    secret = story(
        "Zebra merger",
        Topics="Harbor, Zebra deal",
        By="Jane Roe and Zoe Zebra",
        body="Zebra text.",
        Language="es",
        Series="Zebra series, part 1",
        Kind="fact check",
        Event="2026-12-12, Zebra hall",
        Claim="Zebra claim",
        Verdict="Zebra verdict",
        Correction="Zebra correction.",
        **{"Translation-Of": "world/open"},
        **SECRETS[kind],
    )
    newsroom.write("content/world/zebra.txt", secret)
    newsroom.write(
        "content/town/open.txt", secret.replace("\n\n", "\nSlug: open\nSection: world\nWas: /zebra/old/\n\n", 1)
    )
    order = 'leads = ["world/zebra"]\n[sections.world]\nleads = ["zebra", "town/open"]\n[sections.zebraland]\nleads = ["zebra"]\n'
    newsroom.write("content/front.toml", order)
    newsroom.write("content/zebraland/zebra.txt", secret)
    newsroom.build()
    assert newsroom.files() == without
    assert newsroom.mentions("ebra") == []


def test_an_embargoed_story_is_out_at_its_instant_and_not_before(newsroom: Newsroom) -> None:
    fill(newsroom)
    newsroom.write("content/world/zebra.txt", story("Zebra merger", Embargo="2026-11-23T07:00:00-05:00"))
    newsroom.build(datetime(2026, 11, 23, 11, 59, 59, 999999, tzinfo=UTC))
    assert newsroom.mentions("Zebra") == []
    newsroom.build(datetime(2026, 11, 23, 12, tzinfo=UTC))
    assert "Zebra merger" in newsroom.page("/")
    assert "Zebra merger" in newsroom.page("/world/2026/11/23/zebra/")


def test_an_expired_story_leaves_nothing_behind(newsroom: Newsroom) -> None:
    fill(newsroom)
    newsroom.build()
    without = newsroom.files()
    newsroom.write(
        "content/world/zebra.txt", story("Zebra sale", Topics="Zebras", Was="/zebra/", Expires="2026-11-23 09:00")
    )
    newsroom.build(NOON)
    assert "Zebra sale" in newsroom.page("/topics/zebras/")
    newsroom.build(datetime(2026, 11, 23, 14, tzinfo=UTC))
    assert newsroom.files() == without


def test_drafts_are_shown_when_asked_for_and_marked(newsroom: Newsroom) -> None:
    newsroom.write("content/world/zebra.txt", story("Zebra draft", Draft="yes"))
    newsroom.build(drafts=True)
    page = newsroom.page("/world/2026/11/20/zebra/")
    assert "noindex" in page
    assert "Draft" in page
    newsroom.write("content/world/open.txt", story("Open"))
    newsroom.build()
    assert newsroom.mentions("Zebra") == []
