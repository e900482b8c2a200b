"""Addresses of players, charts, maps and posts are known in all forms that people paste, and nothing else is."""

import re
import string
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config.embed_settings import SERVICES as NAMES
from generator.config.embed_settings import EmbedSettings
from generator.intake.embeds.recognise import frame_sources, recognise
from generator.intake.embeds.services import FORMS, SERVICES

ALL = EmbedSettings(mastodon_servers=("mastodon.social", "news.example"))
WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
NOCOOKIE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
VIMEO = "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"
SOUND = "https://w.soundcloud.com/player/?url=https%3A%2F%2F"
MAP = "https://www.openstreetmap.org/export/embed.html?bbox="
SKY = "https://embed.bsky.app/embed"
DID = "did:plc:z72i7hdynmk6r22z27h6tvur"
TOOT = "https://mastodon.social/@Gargron/109318821117356215"

EXAMPLES = {
    WATCH: (WATCH, NOCOOKIE),
    "http://youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&feature=share": (WATCH, NOCOOKIE),
    "https://m.youtube.com/watch?v=dQw4w9WgXcQ&list=PLabc&t=1m3s": (f"{WATCH}&t=63s", f"{NOCOOKIE}&start=63"),
    "https://youtu.be/dQw4w9WgXcQ?si=Zx9&t=43": (f"{WATCH}&t=43s", f"{NOCOOKIE}&start=43"),
    "https://youtu.be/dQw4w9WgXcQ&w=320&h=240": (WATCH, NOCOOKIE),
    "https://www.youtube.com/embed/dQw4w9WgXcQ?start=9": (f"{WATCH}&t=9s", f"{NOCOOKIE}&start=9"),
    "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ": (WATCH, NOCOOKIE),
    "https://www.youtube.com/live/dQw4w9WgXcQ?feature=shared": (WATCH, NOCOOKIE),
    "https://www.youtube.com/shorts/dQw4w9WgXcQ": (WATCH, NOCOOKIE),
    "https://www.youtube.com/playlist?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf": (
        "https://www.youtube.com/playlist?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf",
        "https://www.youtube-nocookie.com/embed/videoseries?list=PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf&autoplay=1",
    ),
    "https://vimeo.com/76979871": ("https://vimeo.com/76979871", VIMEO),
    "https://vimeo.com/channels/staffpicks/76979871": ("https://vimeo.com/76979871", VIMEO),
    "https://vimeo.com/76979871/0a1b2c3d4e": ("https://vimeo.com/76979871/0a1b2c3d4e", f"{VIMEO}&h=0a1b2c3d4e"),
    "https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&title=0": (
        "https://vimeo.com/76979871/0a1b2c3d4e",
        f"{VIMEO}&h=0a1b2c3d4e",
    ),
    "https://open.spotify.com/intl-de/episode/4uLU6hMCjMI75M1A2tKUQC?si=9": (
        "https://open.spotify.com/episode/4uLU6hMCjMI75M1A2tKUQC",
        "https://open.spotify.com/embed/episode/4uLU6hMCjMI75M1A2tKUQC",
    ),
    "https://open.spotify.com/embed/show/4uLU6hMCjMI75M1A2tKUQC": (
        "https://open.spotify.com/show/4uLU6hMCjMI75M1A2tKUQC",
        "https://open.spotify.com/embed/show/4uLU6hMCjMI75M1A2tKUQC",
    ),
    "https://soundcloud.com/forss/flickermood?utm_source=x": (
        "https://soundcloud.com/forss/flickermood",
        f"{SOUND}soundcloud.com%2Fforss%2Fflickermood&auto_play=true",
    ),
    "https://soundcloud.com/forss/sets/soulhack": (
        "https://soundcloud.com/forss/sets/soulhack",
        f"{SOUND}soundcloud.com%2Fforss%2Fsets%2Fsoulhack&auto_play=true",
    ),
    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293&color=%23ff5500": (
        f"{SOUND}api.soundcloud.com%2Ftracks%2F293",
        f"{SOUND}api.soundcloud.com%2Ftracks%2F293&auto_play=true",
    ),
    "https://datawrapper.dwcdn.net/aB3dE/7/": ("https://datawrapper.dwcdn.net/aB3dE/7/",) * 2,
    "https://www.datawrapper.de/_/aB3dE/": ("https://datawrapper.dwcdn.net/aB3dE/",) * 2,
    "https://public.flourish.studio/visualisation/1234567/": (
        "https://public.flourish.studio/visualisation/1234567/",
        "https://flo.uri.sh/visualisation/1234567/embed?auto=1",
    ),
    "https://flo.uri.sh/story/123456/embed": (
        "https://public.flourish.studio/story/123456/",
        "https://flo.uri.sh/story/123456/embed?auto=1",
    ),
    "https://www.openstreetmap.org/#map=8/0/0": (
        "https://www.openstreetmap.org/#map=8/0/0",
        f"{MAP}-1.66992%2C-1.25244%2C1.66992%2C1.25244&layer=mapnik",
    ),
    "https://www.openstreetmap.org/?mlat=0.5&mlon=-1#map=8/0/0": (
        "https://www.openstreetmap.org/?mlat=0.5&mlon=-1#map=8/0.5/-1",
        f"{MAP}-2.66992%2C-0.75239%2C0.66992%2C1.75239&layer=mapnik&marker=0.5%2C-1",
    ),
    "https://www.openstreetmap.org/export/embed.html?bbox=-69.2%2C44.0%2C-69.0%2C44.2&layer=mapnik": (
        "https://www.openstreetmap.org/#map=12/44.10000/-69.10000",
        f"{MAP}-69.2%2C44.0%2C-69.0%2C44.2&layer=mapnik",
    ),
    TOOT: (TOOT, f"{TOOT}/embed"),
    "https://mastodon.social/users/Gargron/statuses/109318821117356215": (TOOT, f"{TOOT}/embed"),
    "https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l": (
        "https://bsky.app/profile/bsky.app/post/3l6oveex3ii2l",
        f"{SKY}/bsky.app/app.bsky.feed.post/3l6oveex3ii2l",
    ),
    f"{SKY}/{DID}/app.bsky.feed.post/3l6oveex3ii2l": (
        f"https://bsky.app/profile/{DID}/post/3l6oveex3ii2l",
        f"{SKY}/{DID}/app.bsky.feed.post/3l6oveex3ii2l",
    ),
}
OTHERS = (
    "",
    "https://www.youtube.com/",
    "https://www.youtube.com/@courier",
    "https://www.youtube.com/courier1234",
    "https://www.youtube.com/watch?v=short",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&v=xxxxxxxxxxx",
    "https://www.youtube.com/results?search_query=ferry",
    "https://www.youtube.com/redirect?q=https://evil.example",
    "https://vimeo.com/about",
    "https://open.spotify.com/user/courier",
    "https://soundcloud.com/discover/sets",
    "https://soundcloud.com/forss/tracks",
    "https://w.soundcloud.com/player/?url=https%3A//evil.example/tracks/293",
    "https://www.openstreetmap.org/",
    "https://www.openstreetmap.org/#map=30/0/0",
    "https://www.openstreetmap.org/#map=8/99/0",
    "https://www.openstreetmap.org/export/embed.html?bbox=3,1,2,4",
    "https://unknown.example/@Gargron/109318821117356215",
    "https://mastodon.social/@Gargron",
    "https://mastodon.social/@Gargron@other.example/109318821117356215",
    "https://bsky.app/profile/bsky.app",
    "ftp://youtu.be/dQw4w9WgXcQ",
    "//youtu.be/dQw4w9WgXcQ",
    "javascript://youtu.be/dQw4w9WgXcQ",
    "https://youtu.be./dQw4w9WgXcQ",
    "https://youtu.be:443/dQw4w9WgXcQ",
    "https://user@youtu.be/dQw4w9WgXcQ",
    "https://youtu.be/x/../dQw4w9WgXcQ",
    "https://youtu.be//dQw4w9WgXcQ",
    "https://youtu.be/%64Qw4w9WgXcQ",
    "https://youtu.be\\dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ\n",
    "https://youtu.be/dQw4w9WgXc١",
    "https://evil.example/https://youtu.be/dQw4w9WgXcQ",
    "https://evil.example?https://youtu.be/dQw4w9WgXcQ",
    "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
)
HOSTS = sorted({host for form in FORMS for host in form.hosts if "{" not in host} | set(ALL.mastodon_servers))
ORIGIN = re.compile(r"https://[a-z0-9.-]+")


@pytest.mark.parametrize("address", EXAMPLES)
def test_all_forms_of_an_address_lead_to_one_page_and_one_player(address: str) -> None:
    embed = recognise(address, ALL)
    assert embed is not None
    assert (embed.url, embed.player) == EXAMPLES[address]
    assert embed.player.startswith(f"{embed.frame}/")
    again = recognise(embed.url, ALL)
    assert again == embed or "shorts" in address or "bbox" in address


@pytest.mark.parametrize("address", OTHERS)
def test_any_other_address_is_none(address: str) -> None:
    assert recognise(address, ALL) is None


@pytest.mark.parametrize(("name", "tall"), [("shorts", True), ("live", False), ("embed", False)])
def test_a_short_has_an_upright_player(name: str, tall: bool) -> None:
    embed = recognise(f"https://www.youtube.com/{name}/dQw4w9WgXcQ", ALL)
    assert embed is not None
    assert (embed.shape == "tall") is tall


def test_a_service_that_the_paper_leaves_out_is_not_recognised() -> None:
    few = EmbedSettings(services=("vimeo", "mastodon"), mastodon_servers=("news.example",))
    assert [bool(recognise(address, few)) for address in (WATCH, "https://vimeo.com/76979871", TOOT)] == [
        False,
        True,
        False,
    ]
    assert frame_sources(few) == ("https://news.example", "https://player.vimeo.com")


def test_each_service_has_a_row_and_forms() -> None:
    assert set(NAMES) == set(SERVICES) == {form.service for form in FORMS}
    assert {form.kind for form in FORMS} == {"video", "audio", "chart", "map", "post"}


AROUND = st.text(alphabet=string.ascii_letters + string.digits + "./:@\\?#%&=-_ \t\n\0<>\"'[]é․。", max_size=8)
TAILS = [
    "/watch?v=dQw4w9WgXcQ",
    "/dQw4w9WgXcQ",
    "/embed/dQw4w9WgXcQ",
    "/76979871",
    "/@user/109318821117356215",
    "/track/" + "a" * 22,
]


@given(
    st.sampled_from(("https://", "http://", "javascript:", "data:", "")),
    AROUND,
    st.sampled_from(HOSTS),
    AROUND,
    st.sampled_from(TAILS),
    AROUND,
)
def test_whatever_is_recognised_leads_to_a_host_of_the_table(
    scheme: str, before: str, host: str, after: str, tail: str, end: str
) -> None:
    address = f"{scheme}{before}{host}{after}{tail}{end}"
    embed = recognise(address, ALL)
    if embed is None:
        return
    assert urlsplit(address).hostname in HOSTS
    assert urlsplit(address).port is None
    assert urlsplit(address).username is None
    for made in (embed.url, embed.player):
        parts = urlsplit(made)
        assert parts.scheme == "https"
        assert parts.netloc in {*HOSTS, "embed.bsky.app"}
        assert made.isascii()
        assert not set(made) & set(" \t\n\"'<>\\^`{|}")
        assert ".." not in made
    assert embed.frame in frame_sources(ALL)
    assert ORIGIN.fullmatch(embed.frame)
    assert urlsplit(embed.player).netloc == urlsplit(embed.frame).netloc


@given(st.text(max_size=60))
def test_no_text_stops_it(text: str) -> None:
    for host in ("www.youtube.com", "www.openstreetmap.org", "w.soundcloud.com"):
        recognise(f"https://{host}/{text}", ALL)


@given(st.integers(0, 30), st.floats(-200, 200, allow_nan=False), st.floats(-400, 400, allow_nan=False))
def test_a_map_stays_on_the_earth(zoom: int, north: float, east: float) -> None:
    embed = recognise(f"https://www.openstreetmap.org/#map={zoom}/{north:.5f}/{east:.5f}", ALL)
    if embed is None:
        assert zoom > 19 or abs(north) > 85 or abs(east) > 180
        return
    west, south, right, top = (float(edge) for edge in embed.player.split("bbox=")[1].split("&")[0].split("%2C"))
    assert -180 <= west < right <= 180
    assert -85 <= south < top <= 85
