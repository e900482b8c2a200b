"""Share links hold any headline and address in full, or cut at a word if a network would refuse them."""

from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import NETWORKS as KNOWN_TO_SETTINGS
from generator.edition.sharing import NETWORKS, Network, cut_words, share_links

TITLES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400)
URL = "https://courier.example/world/2026/11/20/a/"


def link(slug: str, title: str, url: str = URL) -> str:
    [made] = share_links([NETWORKS[slug]], title, url)
    return made.url


def test_settings_know_the_networks_that_there_are() -> None:
    assert set(NETWORKS) == KNOWN_TO_SETTINGS


@given(st.sampled_from(sorted(NETWORKS)), TITLES)
def test_nothing_of_a_title_escapes_its_place(slug: str, title: str) -> None:
    made = link(slug, title)
    assert made.isascii()
    assert not set(made) & set(" \"<>'`{}\\")
    assert "+" not in made
    assert made.startswith(NETWORKS[slug].pattern.split("{")[0])


@given(TITLES | st.text(max_size=30, alphabet="a-_.~ /:%é日"))
def test_a_title_is_encoded_as_the_library_encodes_it(title: str) -> None:
    network = Network("any", "Any", "{title}")
    assert share_links([network], title, URL)[0].url == quote(title, safe="")


@given(st.sampled_from(["threads", "telegram", "reddit"]), TITLES)
def test_a_title_comes_back_whole_from_the_query(slug: str, title: str) -> None:
    values = parse_qs(urlsplit(link(slug, title)).query, keep_blank_values=True)
    assert values["url"] == [URL]
    assert title in [value for found in values.values() for value in found]


@given(TITLES)
def test_an_email_holds_title_and_address(title: str) -> None:
    values = parse_qs(urlsplit(link("email", title)).query, keep_blank_values=True)
    assert values == {"subject": [title], "body": [f"{title}\r\n\r\n{URL}"]}


@given(TITLES)
def test_x_gets_at_most_280_characters_with_the_link_as_23(title: str) -> None:
    [text] = parse_qs(urlsplit(link("x", title)).query, keep_blank_values=True)["text"]
    light = {*range(0x1100), *range(0x2000, 0x200E), *range(0x2010, 0x2020), *range(0x2032, 0x2038)}
    weight = sum(1 if ord(char) in light else 2 for char in text)
    assert weight + 1 + 23 <= 280


@pytest.mark.parametrize("mark", ["\u200f", "\u2026", "\u6f22", "\U0001f4f0"])
def test_what_x_counts_twice_is_counted_twice(mark: str) -> None:
    assert unquote(link("x", mark * 129)).count(mark) < 129
    assert unquote(link("x", mark * 128)).count(mark) == 128


@given(TITLES)
def test_bluesky_gets_at_most_300_characters(title: str) -> None:
    [text] = parse_qs(urlsplit(link("bluesky", title)).query)["text"]
    assert text.endswith(URL)
    assert len(text) <= 300 or any(not char.isascii() for char in text)


@given(st.sampled_from(sorted(NETWORKS)), TITLES)
def test_any_address_comes_back_whole(slug: str, path: str) -> None:
    url = f"https://courier.example/{path}?a=1&b=2#c"
    made = urlsplit(link(slug, "A title", url))
    values = [value for found in parse_qs(made.query).values() for value in found] + [unquote(made.fragment)]
    assert any(value.endswith(url) for value in values)


@pytest.mark.parametrize("slug", sorted(NETWORKS))
def test_an_address_that_leaves_no_room_for_the_title_is_still_shared(slug: str) -> None:
    url = URL + "x" * 400
    assert url in unquote(link(slug, "A title", url))


def test_a_long_title_is_cut_at_a_word() -> None:
    assert cut_words("one two three four", 14, len) == "one two…"
    assert cut_words("one two", 7, len) == "one two"
    assert len(cut_words("x" * 50, 10, len)) <= 10


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        (
            "facebook",
            "https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fcourier.example%2Fworld%2F2026%2F11%2F20%2Fa%2F",
        ),
        ("whatsapp", "https://wa.me/?text=A%20%26%20B%20https%3A%2F%2Fcourier.example%2Fworld%2F2026%2F11%2F20%2Fa%2F"),
        (
            "mastodon",
            "https://share.joinmastodon.org/#text=A%20%26%20B%20https%3A%2F%2Fcourier.example%2Fworld%2F2026%2F11%2F20%2Fa%2F",
        ),
    ],
)
def test_links_have_the_networks_own_form(slug: str, expected: str) -> None:
    assert link(slug, "A & B") == expected


def test_a_network_of_the_papers_own_is_filled_in_the_same_way() -> None:
    own = Network("forum", "Forum", "https://forum.example/?t={title}&u={url}")
    [made] = share_links([own], "{url} & more", URL)
    assert unquote(made.url) == f"https://forum.example/?t={{url}} & more&u={URL}"
