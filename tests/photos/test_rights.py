"""Captions and rights are read from wherever they stand; broken metadata never matters."""

import struct
from html import escape
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictures import dataset, four_corners, iptc_segment, saved, segment, with_segments, xmp, xmp_segment
from PIL import Image, PngImagePlugin

from generator.photos.facts import Facts
from generator.photos.iptc import read_iptc
from generator.photos.packet import make_packet
from generator.photos.reading import read_facts
from generator.photos.rights import Rights
from generator.photos.text import without_camera_notes
from generator.photos.xmp import read_xmp

FULL = """
<dc:creator><rdf:Seq><rdf:li>Ann Lee</rdf:li><rdf:li>Bo Roe</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="de">Eine Br\u00fccke</rdf:li><rdf:li xml:lang="x-default">A bridge</rdf:li></rdf:Alt></dc:description>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">(c) 2026 The Courier &amp; Sons</rdf:li></rdf:Alt></dc:rights>
<xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">Editorial use only</rdf:li></rdf:Alt></xmpRights:UsageTerms>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">A steel bridge at dawn</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>X</plus:LicensorName>
<plus:LicensorURL>https://courier.example/buy?a=1&amp;b=2</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>
<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia</Iptc4xmpExt:DigitalSourceType>
"""
ATTRIBUTES = (
    'photoshop:Credit="The Courier" photoshop:Headline="Bridge opens" photoshop:Instructions="Embargo: 6 p.m."'
    ' xmpRights:WebStatement="https://courier.example/rights" exif:GPSLatitude="48,12N"'
)
WHOLE = Rights(
    caption="A bridge",
    alt_text="A steel bridge at dawn",
    headline="Bridge opens",
    creators=("Ann Lee", "Bo Roe"),
    credit="The Courier",
    copyright="(c) 2026 The Courier & Sons",
    web_statement="https://courier.example/rights",
    licensor_url="https://courier.example/buy?a=1&b=2",
    usage_terms="Editorial use only",
    digital_source_type="trainedAlgorithmicMedia",
    instructions="Embargo: 6 p.m.",
    unshown=("Eine Br\u00fccke",),
)


def rights_of(content: bytes) -> Rights:
    facts = read_facts(content)
    assert isinstance(facts, Facts), facts
    return facts.rights


def test_a_whole_packet_is_read() -> None:
    texts = ("A bridge", "Eine Br\u00fccke", "Bridge opens", "Editorial use only")
    assert read_xmp(xmp(FULL, ATTRIBUTES).encode()) == msgspec.structs.replace(WHOLE, unshown=texts)
    assert WHOLE.is_made_with_ai


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_the_packet_is_found_in_each_format(format_: str) -> None:
    packet = xmp(FULL, ATTRIBUTES)
    options: dict[str, object] = {"xmp": packet.encode()}
    if format_ == "PNG":
        notes = PngImagePlugin.PngInfo()
        notes.add_itxt("XML:com.adobe.xmp", packet)
        options = {"pnginfo": notes}
    if format_ == "TIFF":
        options = {"tiffinfo": {700: packet.encode()}}
    assert rights_of(saved(four_corners(), format_, **options)) == WHOLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_packets_are_read_in_each_encoding_of_the_standard(encoding: str) -> None:
    assert read_xmp(xmp(FULL, ATTRIBUTES).encode(encoding)).credit == "The Courier"


@pytest.mark.parametrize(
    "inner",
    [
        '<rdf:li plus:LicensorURL="https://a.example/"/>',
        "<rdf:li><rdf:Description><plus:LicensorURL>https://a.example/</plus:LicensorURL></rdf:Description></rdf:li>",
        '<rdf:li rdf:parseType="Resource"><plus:LicensorURL rdf:resource="https://a.example/"/></rdf:li>',
    ],
)
def test_a_licensor_is_read_in_each_way_to_write_it(inner: str) -> None:
    packet = xmp(f"<plus:Licensor><rdf:Seq>{inner}</rdf:Seq></plus:Licensor>")
    assert read_xmp(packet.encode()).licensor_url == "https://a.example/"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//a.example", "https://a b", "ftp://a", "x"]
)
def test_an_address_that_is_none_of_the_web_is_left_out(address: str) -> None:
    found = read_xmp(xmp("", f'xmpRights:WebStatement="{address}"').encode())
    assert found.web_statement == ""


@pytest.mark.parametrize(
    "source",
    ["AI", "http://evil.example/trainedAlgorithmicMedia", "http://cv.iptc.org/newscodes/digitalsourcetype/<x>"],
)
def test_only_terms_of_the_vocabulary_are_sources(source: str) -> None:
    text = source.replace("<", "&lt;")
    assert read_xmp(xmp("", f'Iptc4xmpExt:DigitalSourceType="{text}"').encode()).digital_source_type == ""


def test_a_signed_manifest_tells_of_ai_where_nothing_else_does() -> None:
    manifest = b"jumb\xa1http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia\xa0"
    content = with_segments(saved(four_corners()), segment(0xEB, b"JP\0\1" + manifest))
    assert rights_of(content).digital_source_type == "trainedAlgorithmicMedia"


BLOCK = (
    dataset(2, 120, b"A caption of the agency"),
    dataset(2, 80, b"Ann Lee"),
    dataset(2, 80, b"Bo Roe"),
    dataset(2, 110, b"REUTERS"),
    dataset(2, 116, b"(c) Reuters"),
    dataset(2, 105, b"Bridge opens"),
    dataset(2, 40, b"EMBARGOED UNTIL 18:00"),
    dataset(2, 30, b"20261130"),
    dataset(2, 35, b"180000+0100"),
)
FROM_BLOCK = Rights(
    caption="A caption of the agency",
    creators=("Ann Lee", "Bo Roe"),
    credit="REUTERS",
    copyright="(c) Reuters",
    headline="Bridge opens",
    instructions="EMBARGOED UNTIL 18:00",
    releases=("20261130 180000+0100",),
)


def test_iptc_is_read_from_jpeg_and_tiff() -> None:
    assert rights_of(with_segments(saved(four_corners()), iptc_segment(*BLOCK))) == FROM_BLOCK
    assert rights_of(saved(four_corners(), "TIFF", tiffinfo={33723: b"".join(BLOCK)})) == FROM_BLOCK


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        (b"\x1b%G", "utf-8"),
        (b"", "utf-8"),
        (b"", "cp1252"),
        (b"", "mac_roman"),
        (b"\x1b%5", "utf-8"),
        (b"\x1b.A", "cp1252"),
    ],
)
@pytest.mark.parametrize(
    "text", ["Z\u00fcrich caf\u00e9 \u00f6ffnet", "\u00c9t\u00e9 \u00e0 la plage, \u201cvoil\u00e0\u201d", "Plain"]
)
def test_accents_are_read_whatever_the_desk_wrote_them_in(charset: bytes, encoding: str, text: str) -> None:
    head = dataset(1, 90, charset) if charset else b""
    assert read_iptc(head + dataset(2, 120, text.encode(encoding))).caption == text


def test_a_central_european_charset_is_followed() -> None:
    text = "Gda\u0144sk, \u0141\u00f3d\u017a"
    assert read_iptc(dataset(1, 90, b"\x1b.B") + dataset(2, 120, text.encode("iso8859-2"))).caption == text


def test_xmp_comes_before_iptc_and_iptc_before_exif() -> None:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x8298] = "A caption from EXIF here", "Exif Artist", "Exif copyright"
    content = saved(four_corners(), exif=exif)
    only_credit = xmp_segment(xmp("", 'photoshop:Credit="The Courier"'))
    assert rights_of(content).caption == "A caption from EXIF here"
    both = with_segments(content, only_credit, iptc_segment(*BLOCK[:3]))
    assert rights_of(both) == Rights(
        caption="A caption of the agency",
        creators=("Ann Lee", "Bo Roe"),
        credit="The Courier",
        copyright="Exif copyright",
        unshown=("A caption from EXIF here",),
    )


def test_instructions_of_both_sources_are_kept_since_either_may_hold_an_embargo() -> None:
    content = with_segments(
        saved(four_corners()),
        xmp_segment(xmp("", 'photoshop:Instructions="No archives"')),
        iptc_segment(dataset(2, 40, b"EMBARGOED UNTIL 18:00")),
    )
    assert rights_of(content).instructions == "No archives EMBARGOED UNTIL 18:00"


def test_titles_and_what_others_come_before_are_kept_since_each_may_hold_an_embargo() -> None:
    exif = Image.Exif()
    exif[0x010E] = "EMBARGOED"
    content = with_segments(
        saved(four_corners(), exif=exif),
        xmp_segment(
            xmp("<dc:title><rdf:Alt><rdf:li>A slug</rdf:li></rdf:Alt></dc:title>", 'dc:description="A bridge"')
        ),
        iptc_segment(dataset(2, 5, b"bridge 2"), dataset(2, 120, b"Another caption"), dataset(2, 105, b"A headline")),
    )
    rights = rights_of(content)
    assert (rights.caption, rights.headline) == ("A bridge", "A headline")
    assert rights.unshown == ("A slug", "bridge 2", "Another caption", "EMBARGOED")


@pytest.mark.parametrize(
    "opening",
    ["pur:embargoDate", "prism:embargoDate", "plus:LicenseStartDate"],
    ids=lambda name: name.replace(":", "-"),
)
@pytest.mark.parametrize("version", ["2.0", "3.0"])
def test_times_of_use_in_xmp_count_besides_those_of_iptc(opening: str, version: str) -> None:
    spaces = {"pur": "prismusagerights", "prism": "basic"}
    names = " ".join(
        f'xmlns:{prefix}="http://prismstandard.org/namespaces/{name}/{version}/"' for prefix, name in spaces.items()
    )
    ending = opening.replace("embargo", "expiration").replace("Start", "End")
    packet = xmp(
        f"<{ending}>2026-12-24T18:00:00Z</{ending}>", f'{names} {opening}="2026-12-01" xmpRights:Marked="True"'
    )
    content = with_segments(saved(four_corners()), xmp_segment(packet), iptc_segment(*BLOCK))
    rights = rights_of(content)
    assert rights.releases == ("2026-12-01", "20261130 180000+0100")
    assert rights.expirations == ("2026-12-24T18:00:00Z",)


@pytest.mark.parametrize(
    "note",
    [
        "OLYMPUS DIGITAL CAMERA", "KONICA MINOLTA DIGITAL CAMERA", "MINOLTA DIGITAL CAMERA", "SONY DSC", "SAMSUNG",
        "Exif_JPEG_PICTURE", "DCIM", "<Digimax i50 MP3, Samsung #1>", "default", "cof", "DSC_0001.JPG",
        "Created with GIMP", "SAMSUNG CAMERA PICTURES", "Digital StillCamera", "untitled", "filter: 0; jpegRotation: 90; fileterIntensity: 0.0; x",
    ],
)  # fmt: skip
def test_what_cameras_write_is_no_caption(note: str) -> None:
    exif = Image.Exif()
    exif[0x010E] = note
    assert rights_of(saved(four_corners(), exif=exif)).caption == ""


@pytest.mark.parametrize(
    "caption", ["The Olympus team wins", "Left: Ann Lee; right: Bo Roe; behind them the mayor", "Samsung opens a plant"]
)
def test_a_caption_that_names_a_maker_is_a_caption(caption: str) -> None:
    assert without_camera_notes(caption) == caption


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Lee &amp; Sons &#8211; &quot;yes&quot;", 'Lee & Sons \u2013 "yes"'),
        ("<p>One <b>bold</b> word.</p><p>Two.<br/>Three</p>", "One bold word. Two. Three"),
        ('<a href="https://x.example">A link</a>', "A link"),
        ("Press <Delete>, 3 < 5 & 7 > 5", "Press <Delete>, 3 < 5 & 7 > 5"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_html_in_a_caption_becomes_the_text_that_is_meant(written: str, read: str) -> None:
    assert read_iptc(dataset(2, 120, written.encode())).caption == read
    assert read_xmp(xmp(f"<dc:description>{escape(written)}</dc:description>").encode()).caption == read


def test_a_term_that_tells_of_ai_needs_no_address() -> None:
    for term, kept in (("trainedAlgorithmicMedia", "trainedAlgorithmicMedia"), ("digitalCapture", "")):
        assert read_xmp(xmp("", f'Iptc4xmpExt:DigitalSourceType="{term}"').encode()).digital_source_type == kept


def test_texts_are_bounded_on_one_line_and_fit_for_xml() -> None:
    text = "A\x00b\x07c\nd\ud800 \ufffe" + "word " * 5_000
    found = read_iptc(
        dataset(2, 110, b"x" + text[:5].encode()) + dataset(2, 120, text[8:20_000].encode("utf-8", "replace"))
    )
    assert found.credit == "xAbc"
    assert len(found.caption) <= 4_000
    assert found.caption.endswith("word\u2026")


@given(st.binary(max_size=400))
def test_random_bytes_are_no_error(noise: bytes) -> None:
    assert isinstance(read_xmp(noise), Rights)
    assert isinstance(read_iptc(noise), Rights)
    assert isinstance(read_iptc(b"\x1c\x02\x78" + noise), Rights)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0xE0, 0xE1, 0xE2, 0xEB, 0xED, 0xFE]),
            st.sampled_from(
                [
                    b"",
                    b"Exif\0\0",
                    b"Exif\0\0II*\0\x08\0\0\0",
                    b"http://ns.adobe.com/xap/1.0/\0<x",
                    b"Photoshop 3.0\x008BIM\x04\x04\0\0",
                    b"ICC_PROFILE\0\1\1",
                    b"MPF\0II*\0",
                ]
            ),
            st.binary(max_size=120),
        ),
        max_size=4,
    )
)
def test_random_metadata_never_keeps_a_picture_back(segments: list[tuple[int, bytes, bytes]]) -> None:
    extra = [segment(marker, head + noise) for marker, head, noise in segments]
    assert isinstance(read_facts(with_segments(PLAIN, *extra)), Facts)


PLAIN = saved(four_corners(16, 16))


@pytest.mark.parametrize(
    "packet",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + xmp(FULL, ATTRIBUTES),
        "<a>" * 100_000,
        xmp("<dc:creator>" * 2_000 + "</dc:creator>" * 2_000),
        xmp(FULL)[:400],
        "\0" * 5_000,
    ],
)
def test_hostile_packets_say_nothing(packet: str) -> None:
    assert read_xmp(packet.encode()) == Rights()


def test_our_own_packet_reads_as_what_was_allowed_into_it() -> None:
    found = read_xmp(make_packet(WHOLE))
    kept = ("creators", "credit", "copyright", "web_statement", "licensor_url", "usage_terms", "digital_source_type")
    assert {name: getattr(found, name) for name in kept} == {name: getattr(WHOLE, name) for name in kept}
    assert (found.caption, found.alt_text, found.headline, found.instructions) == ("", "", "", "")


def test_no_rights_make_no_packet_and_a_caption_changes_none() -> None:
    assert make_packet(Rights(caption="A bridge", instructions="Embargo")) == b""
    changed = Rights(caption="Another", creators=("Ann Lee",))
    assert make_packet(changed) == make_packet(Rights(creators=("Ann Lee",)))


@given(st.text(max_size=300), st.lists(st.text(max_size=300), max_size=30))
def test_a_packet_is_well_formed_and_fits_into_a_jpeg_whatever_the_texts(text: str, creators: list[str]) -> None:
    rights = Rights(creators=tuple(creators), credit=text, copyright=text * 20, usage_terms="<&" * 5_000)
    packet = make_packet(rights)
    assert len(packet) < 65_000
    assert read_xmp(packet).usage_terms.startswith("<&")


def test_photoshops_blocks_in_a_tiff_are_searched() -> None:
    block = b"".join(BLOCK)
    resource = b"8BIM\x04\x04\x03abc" + struct.pack(">I", len(block)) + block
    assert (
        rights_of(saved(four_corners(), "TIFF", tiffinfo={34377: b"8BIM\x03\xed\0\0\0\0\0\2xx" + resource}))
        == FROM_BLOCK
    )


def test_real_agencies_photos_are_read(shared: Path) -> None:
    reuters = rights_of((shared / "material/wire/tag_reuters.com_2014_binary_LYNXMPEA6F0MS-BASEIMAGE").read_bytes())
    assert reuters.caption.startswith("A still image taken from video shows Syria's President")
    assert (reuters.creators, reuters.credit) == (("REUTERS TV",), "REUTERS")
    assert reuters.instructions == "SALESOUT NARCH EUO 3TP SYROUT"
    canadian = rights_of((shared / "material/wire/GAC103-thumb.jpg").read_bytes())
    assert (canadian.creators, canadian.credit) == (("Annick deGooyer",), "The Canadian Press")
    assert canadian.instructions.startswith("HANDOUT PHOTO; ONE TIME USE ONLY")
    assert canadian.caption.startswith("West Kelowna resident")


def test_real_cameras_notes_are_no_captions(shared: Path) -> None:
    for path in sorted((shared / "material/photos/jpg").glob("*.jpg")):
        assert rights_of(path.read_bytes()).caption == "", path
