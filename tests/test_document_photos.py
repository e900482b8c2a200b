"""Pictures inside dropped documents are photos of their stories, under the same rules as photos of their own."""

import base64
import io
import re
import struct
import textwrap
import time
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story
from documents import docx, frame, odt, para, run, shown
from histories import clean_build, site_of
from pictured import picture
from PIL import ExifTags, Image, ImageChops, ImageDraw, ImageOps, ImageStat
from test_photos import photos_of, private_picture, shown_on

from generator.intake.documents.cropped import cropping_by_clip, is_clipped
from generator.model import Gravity
from generator.photos.cropping import Cropping
from generator.photos.facts import Facts, Refusal
from generator.photos.measure import Stored, measure_stored
from generator.photos.pixels import read_pixels
from generator.photos.reading import open_checked, read_facts
from generator.photos.work import read_copy
from generator.press import photo_jobs

pytestmark = pytest.mark.usefixtures("session_newsroom")

FERRY = "/world/2026/11/20/ferry/"
TEXT = "The harbor board voted on Sunday to keep the old ferry for another ten years, and to paint it green and white."
LAST = "The ferry has crossed the river since 1931, and on a summer day it carries more than four thousand people over."
HEAD = ("The ferry stays", "By Jane Roe", "Nov. 20, 2026")


def word(pictures: dict[str, bytes], *more: str, head: tuple[str, ...] = HEAD) -> bytes:
    """Return a document of Word with a picture under its headline, and the others in the text."""
    first, *others = pictures
    rest = (para(run(f"{TEXT} {number}"), shown(name, f"The crew, {number}")) for number, name in enumerate(others))
    return docx(head[0], para(shown(first, "A ferry")), *head[1:], TEXT, *rest, LAST, *more, pictures=pictures)


def libre_office(pictures: dict[str, bytes]) -> bytes:
    """Return the same as a document of LibreOffice."""
    first, *others = pictures
    blocks = [HEAD[0], frame(first, "A ferry"), *HEAD[1:], TEXT]
    blocks += [f"{TEXT} {number}{frame(name, f'The crew, {number}')}" for number, name in enumerate(others)]
    return odt("".join(f"<text:p>{one}</text:p>" for one in (*blocks, LAST)), pictures=pictures)


def rich_text(pictures: dict[str, bytes]) -> bytes:
    """Return the same in Rich Text Format, as Word writes it: each picture once more as a drawing for old programs."""

    def shown(name: str) -> str:
        blip = "pngblip" if name.endswith("png") else "jpegblip"
        digits = "\n".join(textwrap.wrap(pictures[name].hex(), 120))
        uid = r"{\*\blipuid 00ff00ff}"
        drawing = r"{\nonshppict{\pict\wmetafile8 0102}}"
        return rf"{{\*\shppict{{\pict{{\*\picprop{{\sp{{\sn a}}{{\sv b}}}}}}\picw9\{blip}\bliptag7{uid}{digits}}}}}{drawing}"

    first, *others = (shown(name) for name in pictures)
    blocks = [HEAD[0], first, *HEAD[1:], TEXT, *(f"{TEXT} {number}{one}" for number, one in enumerate(others)), LAST]
    return ("{\\rtf1\\ansi " + "\\par\n".join(blocks) + "\\par}").encode()


def web_page(pictures: dict[str, bytes]) -> bytes:
    """Return the same as a web page that holds its pictures."""

    def shown(name: str, alt: str) -> str:
        kind = "png" if name.endswith("png") else "jpeg"
        return (
            f'<img alt="{alt}" width="9" src="data:image/{kind};base64,{base64.encodebytes(pictures[name]).decode()}">'
        )

    first, *others = pictures
    blocks = [shown(first, "A ferry"), *HEAD[1:], TEXT]
    blocks += [f"{TEXT} {number}{shown(name, f'The crew, {number}')}" for number, name in enumerate(others)]
    body = "".join(f"<p>{one}</p>" for one in (*blocks, LAST))
    return f"<html><body><article><h1>{HEAD[0]}</h1>{body}</article></body></html>".encode()


def mail(pictures: dict[str, bytes]) -> bytes:
    """Return the story as a mail with pictures: the first in its HTML (cid:), the others attached."""
    message = EmailMessage()
    message["Subject"], message["From"] = HEAD[0], "Jane Roe <jane@courier.example>"
    text = "\n\n".join([*HEAD, TEXT, LAST])
    message.set_content(text)
    message.add_alternative(f'<p>{text}</p><img src="cid:first">', subtype="html")
    first, *others = pictures
    message.get_payload(1).add_related(pictures[first], "image", "jpeg", cid="<first>")  # type: ignore[union-attr]
    for name in others:
        message.add_attachment(pictures[name], "image", name.rpartition(".")[2], filename=name)
    message.add_attachment(b"%PDF", "application", "pdf", filename="terms.pdf")
    return message.as_bytes()


PAIR = {"image1.jpg": picture(1300, 800, seed=1), "image2.png": picture(seed=2, form="PNG")}


@pytest.mark.parametrize(
    ("ending", "write"), [("docx", word), ("odt", libre_office), ("rtf", rich_text), ("html", web_page)]
)
def test_the_first_picture_leads_and_the_others_are_where_they_stood(
    newsroom: Newsroom, tmp_path: Path, ending: str, write: object
) -> None:
    newsroom.write(f"content/world/ferry.{ending}", write(PAIR))  # type: ignore[operator]
    outcome = newsroom.build()
    page = newsroom.page(FERRY)
    assert outcome.held == []
    assert "Jane Roe" in page
    assert page.count("<picture") == 2
    lead, text, crew = (page.index(one) for one in ('<figure class="lead-photo">', f"<p>{TEXT}", '"inline-photo"'))
    assert lead < text < crew < page.index(f"<p>{LAST}")
    if ending != "rtf":  # which has no alternative texts
        assert lead < page.index('alt="A ferry"') < text
        assert crew < page.index('alt="The crew, 0"') < page.index(f"<p>{LAST}")
    assert "<picture" in newsroom.page("/world/")
    assert shown_on(newsroom, FERRY) <= photos_of(newsroom).keys()
    assert newsroom.mentions("word/media") == newsroom.mentions("Pictures/") == []
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_pictures_that_came_with_a_mail_are_its_lead_and_its_gallery(newsroom: Newsroom, tmp_path: Path) -> None:
    logo = {"logo.png": picture(200, 90, seed=8, form="PNG")}
    newsroom.write("content/world/ferry.eml", mail({**PAIR, **logo}))
    outcome = newsroom.build()
    page = newsroom.page(FERRY)
    assert outcome.held == []
    assert page.index('<figure class="lead-photo">') < page.index(f"<p>{TEXT}") < page.index('class="gallery"')
    assert page.count("<picture") == 2
    assert {one.message.partition(",")[0] for one in outcome.problems if "left out" in one.message} == {
        "“terms.pdf”",
        "A picture narrower than 400 pixels",
    }
    newsroom.write("content/world/ferry.jpg", picture(seed=5))
    newsroom.write("content/world/ferry.jpg.txt", "Alt: Of its own\n")
    newsroom.build()
    page = newsroom.page(FERRY)
    assert page.index('alt="Of its own"') < page.index(f"<p>{TEXT}")
    assert page.count("<picture") == 3
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_a_mail_in_html_alone_shows_its_pictures_where_they_stood(newsroom: Newsroom, tmp_path: Path) -> None:
    message = EmailMessage()
    message["Subject"] = HEAD[0]
    lines = "".join(f"<p>{line}</p>" for line in (*HEAD, TEXT))
    message.set_content(
        f'{lines}<img src="cid:pier"><p>{LAST}</p><img src="cid:logo"><img src="cid:no">', subtype="html"
    )
    message.add_related(PAIR["image1.jpg"], "image", "jpeg", cid="<pier>")
    message.add_related(picture(90, 90, form="PNG"), "image", "png", cid="<logo>")
    message.make_mixed()
    message.add_attachment(PAIR["image2.png"], "image", "png", filename="crew.png")
    newsroom.write("content/world/ferry.eml", message.as_bytes())
    outcome = newsroom.build()
    page = newsroom.page(FERRY)
    assert outcome.held == []
    assert [one.message for one in outcome.problems if "no photo" in one.message] == []
    lead, text, inline = (page.index(one) for one in ('"lead-photo"', f"<p>{TEXT}", '"inline-photo"'))
    assert lead < text < inline < page.index(f"<p>{LAST}")
    assert page.count("<picture") == 2
    assert ".eml" not in page
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_a_web_page_shows_the_pictures_beside_it_and_none_from_elsewhere(newsroom: Newsroom, tmp_path: Path) -> None:
    images = (
        "ferry_files/a%20b.jpg",
        "https://example.com/c.jpg",
        "/d.jpg",
        "../../site.jpg",
        "picture:0",
        "picture:99999",
    )
    shown = "".join(f'<p>{TEXT} {number}</p><img src="{one}" alt="Its crew">' for number, one in enumerate(images))
    newsroom.write("content/world/ferry.html", f"<h1>{HEAD[0]}</h1><p>Nov. 20, 2026</p><p>{LAST}</p>{shown}")
    newsroom.write("content/world/ferry_files/a b.jpg", picture())
    newsroom.build()
    page = newsroom.page(FERRY)
    assert page.count("<picture") == 1
    assert 'alt="Its crew"' in page
    assert "example.com/c.jpg" not in page
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


DAMAGED = {
    "rtf": rb"{\rtf1 The ferry\par Nov. 20, 2026\par Words.{\pict\pngblip 89504e4}{\pict\jpegblip zz}{\pict\pngblip }\par}",
    "html": b'<h1>The ferry</h1><p>Nov. 20, 2026</p><p>Words.</p><img src="data:image/png;base64,AAAAAAAAAAAAAAAAA">',
    "eml": b"Subject: The ferry\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nNov. 20, 2026\n\nWords.\n--x\n"
    b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n%%%%\n--x--\n",
}


@pytest.mark.parametrize("ending", DAMAGED)
def test_a_damaged_picture_in_a_document_never_keeps_the_story_back(newsroom: Newsroom, ending: str) -> None:
    newsroom.write(f"content/world/ferry.{ending}", DAMAGED[ending])
    outcome = newsroom.build()
    assert outcome.held == []
    assert "Words." in newsroom.page(FERRY)
    assert any("picture" in problem.message for problem in outcome.problems)
    assert photos_of(newsroom) == {}


def test_a_photo_with_the_storys_name_leads_before_those_in_the_document(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    newsroom.build()
    newsroom.write("content/world/ferry.jpg", picture(seed=5))
    newsroom.write("content/world/ferry.jpg.txt", "Alt: Of its own\n")
    newsroom.build()
    page = newsroom.page(FERRY)
    assert page.index('alt="Of its own"') < page.index(f"<p>{TEXT}") < page.index('alt="A ferry"')
    assert page.count('<figure class="inline-photo">') == 2
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


def test_a_document_that_changes_comes_or_goes_takes_its_pictures_with_it(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.build()
    before = photos_of(newsroom).keys()
    newsroom.write("content/world/ferry.docx", word({**PAIR, "image1.jpg": picture(1300, 800, seed=7)}))
    newsroom.build()
    after = photos_of(newsroom).keys()
    assert before - after
    assert before & after
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "changed", NOON)
    newsroom.delete("content/world/ferry.docx")
    newsroom.write("content/world/ferry.txt", story("The ferry"))
    newsroom.build()
    assert photos_of(newsroom) == {}
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "gone", NOON)


def test_a_text_that_takes_the_place_of_a_document_doesnt_show_its_pictures(newsroom: Newsroom) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    newsroom.build()
    newsroom.write("content/world/ferry.txt", story("The ferry"))
    newsroom.build()
    assert photos_of(newsroom) == {}


def test_pictures_are_read_and_made_once(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    newsroom.build()
    made = photos_of(newsroom)
    monkeypatch.setattr("generator.intake.photos.in_documents.read_photo", None)
    monkeypatch.setattr(photo_jobs, "render_to_store", None)
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.build()
    assert photos_of(newsroom) == made


@pytest.mark.parametrize("line", ["Draft: yes", "Embargo: 2026-12-24 06:00"])
def test_the_pictures_of_a_hidden_document_are_in_no_byte_and_no_name(newsroom: Newsroom, line: str) -> None:
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.write("content/world/ferry.docx", word(PAIR, head=(HEAD[0], line, *HEAD[1:])))
    newsroom.build()
    assert photos_of(newsroom) == {}
    assert newsroom.mentions("A ferry") == []


def test_a_takedown_removes_the_pictures_of_a_document(newsroom: Newsroom) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    newsroom.write("content/world/other.txt", story("Other"))
    newsroom.build()
    assert photos_of(newsroom)
    newsroom.write("takedowns.toml", '[[takedowns]]\nstory = "world/ferry"\ndate = 2026-11-23\n')
    newsroom.build()
    assert photos_of(newsroom) == {}


def test_nothing_private_of_a_picture_is_in_any_file(newsroom: Newsroom) -> None:
    newsroom.write("content/world/ferry.docx", word({"image1.jpg": private_picture("CANARY")}))
    newsroom.build()
    assert photos_of(newsroom)
    assert newsroom.mentions("CANARY") == []


@pytest.mark.parametrize("content", [b"", b"no picture", picture()[:4_000]])
def test_a_picture_that_cant_be_shown_is_told_and_the_story_published(newsroom: Newsroom, content: bytes) -> None:
    newsroom.write("content/world/ferry.docx", word({"image1.jpg": content, "image2.png": PAIR["image2.png"]}))
    outcome = newsroom.build()
    told = [one for one in outcome.problems if "image1.jpg" in one.message]
    assert {one.path for one in told} == {"content/world/ferry.docx"}
    assert {one.gravity for one in told} == {Gravity.WARNING}
    assert newsroom.page(FERRY).count("<picture") == 1


def test_a_picture_whose_sizes_cant_be_made_is_left_out(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom.write("content/world/ferry.docx", word(PAIR))
    monkeypatch.setattr("generator.photos.work.MEMORY_BYTES", 1 << 62)
    monkeypatch.setattr(photo_jobs, "RENDER_LIMIT_S", 0.0001)
    outcome = newsroom.build()
    assert photos_of(newsroom) == {}
    assert "The ferry stays" in newsroom.page(FERRY)
    assert {one.path for one in outcome.problems if "Its picture" in one.message} == {"content/world/ferry.docx"}


def test_a_credit_typed_under_the_headline_is_the_first_pictures(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE + "[photos]\nrequire_credit = true\n")
    newsroom.write("content/world/ferry.docx", word(PAIR, head=(HEAD[0], "Photo credit: Ann Lee", *HEAD[1:])))
    outcome = newsroom.build()
    page = newsroom.page(FERRY)
    assert page.count("<picture") == 1
    assert re.search(r'class="credit">Ann Lee<', page)
    assert ["no credit" in one.message for one in outcome.problems if "image2.png" in one.message] == [True]


CREW_AND_PIER = {"crew.jpg": picture(seed=31), "pier.jpg": picture(seed=33)}
SHOWN_COLOR, CUT_COLOR = (40, 160, 60), (250, 10, 240)


def crew(box: tuple[int, int, int, int] = (0, 0, 800, 600), orientation: int = 1) -> bytes:
    """Return a PNG that has one colour in the box, which is to be shown, and another one around it."""
    image = Image.new("RGB", (800, 600), CUT_COLOR)
    image.paste(SHOWN_COLOR, box)
    brush = ImageDraw.Draw(image)
    brush.rectangle((box[0] + 20, box[1] + 20, box[0] + 90, box[1] + 60), (20, 30, 200))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    content = io.BytesIO()
    image.save(content, "PNG", **({"exif": exif} if orientation > 1 else {}))
    return content.getvalue()


WORD_DRAWING = " ".join(
    f'xmlns:{prefix}="http://schemas.{place}"'
    for prefix, place in {
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "openxmlformats.org/drawingml/2006/main",
        "pic": "openxmlformats.org/drawingml/2006/picture",
        "c": "openxmlformats.org/drawingml/2006/chart",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wpg": "microsoft.com/office/word/2010/wordprocessingGroup",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)


def in_drawing(inner: str) -> str:
    """Return a drawing of Word with these parts."""
    return (
        f'<w:drawing {WORD_DRAWING}><wp:inline><wp:docPr id="1" descr="The crew"/><a:graphic><a:graphicData>{inner}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


CREW = '<a:blip r:embed="picture-crew.jpg"/>'
CROPPED_CREW = f'<pic:pic><pic:blipFill><a:srcRect l="50000"/>{CREW}</pic:blipFill></pic:pic>'
GROUP = in_drawing(f"<wpg:wgp><pic:pic><pic:blipFill>{CREW}</pic:blipFill></pic:pic></wpg:wgp>")
FOR_OLDER = "<mc:Fallback><w:pict><w:r><w:t>Words of the box.</w:t></w:r></w:pict></mc:Fallback>"
IN_DRAWINGS = {
    "group": GROUP,
    "cropped": in_drawing(f"<wpg:wgp>{CROPPED_CREW}</wpg:wgp>"),
    "filling": in_drawing(f"<wps:wsp><wps:spPr><a:blipFill>{CREW}</a:blipFill></wps:spPr></wps:wsp>"),
    "newer": f'<mc:AlternateContent {WORD_DRAWING}><mc:Choice Requires="wpg">{GROUP}</mc:Choice>{FOR_OLDER}</mc:AlternateContent>',
}


@pytest.mark.parametrize(("case", "count"), [("group", 2), ("cropped", 2), ("filling", 2), ("newer", 2)])
def test_pictures_in_drawings_of_word_are_shown(newsroom: Newsroom, case: str, count: int) -> None:
    drawn = para(f"<w:r>{IN_DRAWINGS[case]}</w:r>")
    document = docx(*HEAD, TEXT, drawn, LAST, para(shown("pier.jpg")), pictures=CREW_AND_PIER)
    newsroom.write("content/world/ferry.docx", document)
    assert newsroom.build().problems == ()
    page = newsroom.page(FERRY)
    assert page.count("<picture") == count
    assert 'alt="The crew"' in page


def test_a_chart_that_word_draws_is_told(newsroom: Newsroom) -> None:
    chart = para(f"<w:r>{in_drawing('<c:chart/>')}</w:r>")
    newsroom.write("content/world/ferry.docx", docx(*HEAD, TEXT, chart, LAST))
    outcome = newsroom.build()
    assert any("Charts or diagrams" in one.message for one in outcome.problems)


def cropped_word(crop: str, crew: bytes = CREW_AND_PIER["crew.jpg"]) -> bytes:
    """Return a document of Word whose first picture is cropped."""
    drawn = shown("crew.jpg", "The crew").replace("<pic:blipFill>", f"<pic:blipFill><a:srcRect {crop}/>")
    pictures = {**CREW_AND_PIER, "crew.jpg": crew}
    return docx(*HEAD, TEXT, para(drawn), LAST, para(shown("pier.jpg")), pictures=pictures)


def old_word(crop: str, crew: bytes = CREW_AND_PIER["crew.jpg"]) -> bytes:
    """Return a document of an older Word whose first picture is cropped."""
    drawn = (
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        f'<v:imagedata r:id="picture-crew.jpg" {crop}/></v:shape></w:pict></w:r>'
    )
    pictures = {**CREW_AND_PIER, "crew.jpg": crew}
    return docx(*HEAD, TEXT, para(drawn), LAST, para(shown("pier.jpg")), pictures=pictures)


def cropped_libre_office(crop: str, crew: bytes = CREW_AND_PIER["crew.jpg"], size: str = "") -> bytes:
    """Return a document of LibreOffice whose first picture is cropped."""
    style = f'<style:style style:name="fr1" style:family="graphic"><style:graphic-properties fo:clip="{crop}"/></style:style>'
    framed = frame("crew.jpg").replace("<draw:frame", f'<draw:frame draw:style-name="fr1" {size}')
    blocks = "".join(f"<text:p>{one}</text:p>" for one in (*HEAD, TEXT, framed, LAST, frame("pier.jpg")))
    return odt(blocks, style, {**CREW_AND_PIER, "crew.jpg": crew})


def cropped_rich_text(crop: str, crew: bytes = CREW_AND_PIER["crew.jpg"]) -> bytes:
    """Return a document in Rich Text Format whose first picture is cropped."""
    written = rich_text({**CREW_AND_PIER, "crew.jpg": crew}).decode()
    return written.replace(r"\picw9", rf"\picw9{crop}", 1).encode()


def framed_page(
    frame_size: str, crew: bytes = CREW_AND_PIER["crew.jpg"], moved: str = "margin-top: -32.33px;"
) -> bytes:
    """Return a web page as Google Docs writes it, whose first picture is in a frame."""
    image = f'style="width: 624.00px; height: 416.00px; margin-left: 0.00px; {moved}"'
    page = web_page({**CREW_AND_PIER, "crew.jpg": crew}).decode().replace('width="9"', image)
    opening = f'<span style="overflow: hidden; display: inline-block; border: 0.00px solid #000000; {frame_size}">'
    return page.replace("<img", f"{opening}<img", 1).replace("</p>", "</span></p>", 1).encode()


def pixels_of(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def colors_of(image: Image.Image) -> set[tuple[int, ...]]:
    """Return the colours of a picture."""
    found = image.convert("RGB").getcolors(image.width * image.height) or []
    return {color for _, color in found if isinstance(color, tuple)}


def shows_what_was_cut(content: bytes) -> bool:
    """Tell whether any pixel of a picture file has nearly the colour around the box of `crew`."""
    return any(is_alike(color, CUT_COLOR) for color in colors_of(pixels_of(content)))


def is_alike(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    return max(abs(one - other) for one, other in zip(a, b, strict=True)) < 60


@pytest.mark.parametrize(
    ("ending", "write", "crop", "box"),
    [
        ("docx", cropped_word, 'l="50000"', (400, 0, 800, 600)),
        ("docx", cropped_word, 'l="500"', (4, 0, 800, 600)),
        ("docx", cropped_word, 'l="12.5%" t="10000" r="25000" b="0"', (100, 60, 600, 600)),
        ("docx", old_word, 'croptop="8192f" cropright=".125"', (0, 75, 700, 600)),
        ("rtf", cropped_rich_text, r"\picwgoal8000\pichgoal6000\piccropl1000\piccropb1500", (100, 0, 800, 450)),
        ("html", framed_page, "width: 468.00px; height: 312.00px;", (100, 75, 700, 525)),
        ("odt", cropped_libre_office, "rect(0.5in, 1in, 2.54cm, 0in)", (0, 48, 704, 504)),
    ],
)
def test_what_is_cut_away_of_a_picture_in_a_document_is_never_published(
    newsroom: Newsroom,
    tmp_path: Path,
    ending: str,
    write: Callable[..., bytes],
    crop: str,
    box: tuple[int, int, int, int],
) -> None:
    more = {
        "html": {"moved": "margin-left: -78.00px; margin-top: -52.00px;"},
        "odt": {"size": 'svg:width="14.08cm" svg:height="9.12cm"'},
    }.get(ending, {})
    newsroom.write(f"content/world/ferry.{ending}", write(crop, crew(box), **more))
    outcome = newsroom.build()
    assert [one for one in outcome.problems if one.gravity is not Gravity.NOTE and one.code != "image-doubtful"] == []
    [folder] = [
        one.partition("/assets/photos/")[2].partition("/")[0]
        for one in re.findall(r'src="([^"]+)"', newsroom.page(FERRY))
        if "/assets/photos/" in one
    ][:1]
    sizes = {name: pixels_of(content) for name, content in photos_of(newsroom).items() if f"/{folder}/" in name}
    width, height = box[2] - box[0], box[3] - box[1]
    assert {image.size for name, image in sizes.items() if not re.search("/[0-9]+x|/social", name)} == {
        size for size in {(400, round(400 * height / width)), (width, height)} if size[0] <= width
    }
    expected = pixels_of(crew(box)).crop(box)
    [largest] = [image for image in sizes.values() if image.size == expected.size][:1]
    different = ImageStat.Stat(ImageChops.difference(largest, expected))
    assert max(different.mean) < 2
    published = {
        name: content for name, content in newsroom.files().items() if name.endswith((".jpg", ".png", ".avif"))
    }
    assert set(sizes) < set(published)
    assert [name for name, content in published.items() if shows_what_was_cut(content)] == []
    assert shows_what_was_cut(crew(box))
    assert not any(crew(box)[:2_000] in content for content in newsroom.files().values())
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


@pytest.mark.parametrize(
    ("ending", "write", "crop"),
    [
        ("docx", cropped_word, 'l="50000" t="-20000"'),
        ("docx", cropped_word, 'l="50000" r="50000"'),
        ("docx", old_word, 'croptop="8192f" cropbottom="1.5"'),
        ("odt", cropped_libre_office, "rect(0cm, 2.5cm, 0cm, 0cm)"),
        ("odt", cropped_libre_office, "rect(0in 0in .4in 0in)"),
        ("rtf", cropped_rich_text, r"\piccropl0\piccropb720"),
        ("rtf", cropped_rich_text, r"\picwgoal900\pichgoal700\piccropb720"),
        ("html", framed_page, "width: 624.00px; height: 406.33px;"),
        ("html", framed_page, "width: 500px; height: 416.00px;"),
    ],
)
def test_a_picture_is_left_out_if_it_isnt_clear_what_a_document_shows_of_it(
    newsroom: Newsroom, tmp_path: Path, ending: str, write: Callable[[str], bytes], crop: str
) -> None:
    newsroom.write(f"content/world/ferry.{ending}", write(crop))
    outcome = newsroom.build()
    assert outcome.held == []
    assert TEXT in newsroom.page(FERRY)
    assert len({name.split("/")[2] for name in photos_of(newsroom)}) == 1
    [told] = [one for one in outcome.problems if one.code == "image-left-out" and one.gravity is Gravity.WARNING]
    assert told.message.startswith("A picture that is cropped in the document was left out")
    assert "JPEG beside the document" in told.hint
    assert site_of(newsroom) == clean_build(newsroom, tmp_path, NOON)


@pytest.mark.parametrize(
    ("ending", "write", "crop"),
    [
        ("docx", cropped_word, 'l="0" t="0" r="0" b="0"'),
        ("docx", cropped_word, 'l="-50000" r="430"'),
        ("docx", cropped_word, 'l="x" t=""'),
        ("docx", old_word, 'croptop="0" cropleft="200f"'),
        ("odt", cropped_libre_office, "rect(0cm, 0cm, 0.01cm, -2cm)"),
        ("odt", cropped_libre_office, "auto"),
        ("rtf", cropped_rich_text, r"\piccropl0\piccropr-300\piccropt5"),
        ("html", framed_page, "width: 624.00px; height: 416.00px;"),
        ("html", framed_page, "max-width: 100px"),
    ],
)
def test_a_picture_that_a_program_rounded_or_framed_is_not_cropped(
    newsroom: Newsroom, ending: str, write: Callable[[str], bytes], crop: str
) -> None:
    newsroom.write(f"content/world/ferry.{ending}", write(crop))
    outcome = newsroom.build()
    assert newsroom.page(FERRY).count("<picture") == 2
    assert not [one for one in outcome.problems if "cropped" in one.message]


def _with_density(density: tuple[int, int]) -> bytes:
    """Return a JPEG whose head says so many pixels an inch."""
    plain = picture(960, 960)
    at = plain.index(b"JFIF\0") + 7
    return plain[:at] + struct.pack(">BHH", 1, *density) + plain[at + 5 :]


def test_the_lengths_of_libre_office_are_read_at_the_density_at_which_the_frame_has_their_shape() -> None:
    clip = "rect(0in, 2in, 0in, 0in)"
    at_96, at_300 = Stored(960, 960, (0, 0)), Stored(960, 960, (300, 300))
    fifth = Cropping((0, 0, 20_000, 0), is_upright=False)
    assert cropping_by_clip(clip, ("8cm", "10cm"), at_96) == fifth
    assert cropping_by_clip(clip, ("8cm", "10cm"), at_300) == fifth
    assert cropping_by_clip(clip, ("12cm", "32cm"), at_300) == Cropping((0, 0, 62_500, 0), is_upright=False)
    assert cropping_by_clip(clip, ("10cm", "10cm"), at_96) is None
    assert cropping_by_clip(clip, ("", ""), at_96) is None
    assert cropping_by_clip("rect(0in, -1in, 0in, 2in)", ("9cm", "10cm"), at_96) is None
    half_said = measure_stored(_with_density((300, 0)))
    assert half_said is not None
    assert cropping_by_clip(clip, ("8cm", "10cm"), half_said) == fifth
    assert measure_stored(_with_density((300, 300))) == Stored(960, 960, (300, 300))
    assert measure_stored(b"no picture") is None
    proportional = "rect(0.5in, 0.5in, 0.5in, 0.5in)"
    assert cropping_by_clip(proportional, ("9cm", "9cm"), at_96) == Cropping(
        (5_000, 5_000, 5_000, 5_000), is_upright=False
    )
    assert cropping_by_clip(proportional, ("9cm", "9cm"), at_300) is None


def test_two_parts_of_one_picture_are_two_photos_and_follow_the_document(newsroom: Newsroom, tmp_path: Path) -> None:
    def written(*crops: str) -> bytes:
        drawn = [shown("crew.jpg").replace("<pic:blipFill>", f"<pic:blipFill><a:srcRect {crop}/>") for crop in crops]
        return docx(*HEAD, TEXT, *map(para, drawn), LAST, pictures=CREW_AND_PIER)

    def folders() -> set[str]:
        return {name.split("/")[2] for name in photos_of(newsroom)}

    newsroom.write("content/world/ferry.docx", written('l="30000"', 'r="30000"'))
    newsroom.build()
    before = folders()
    assert len(before) == 2
    newsroom.write("content/world/ferry.docx", written('l="30000"', 'r="31000"'))
    newsroom.build()
    assert len(folders()) == 2
    assert len(folders() & before) == 1
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "changed", NOON)
    newsroom.write("content/world/ferry.docx", written('l="30000"', 'l="30000"', ""))
    newsroom.build()
    assert len(folders()) == 2
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "whole", NOON)


def test_a_picture_of_which_too_little_is_shown_is_left_out(newsroom: Newsroom) -> None:
    newsroom.write("content/world/ferry.docx", cropped_word('l="97000"'))
    outcome = newsroom.build()
    assert len({name.split("/")[2] for name in photos_of(newsroom)}) == 1
    [told] = [one for one in outcome.problems if "cropped to less than 50 pixels" in one.message]
    assert told.gravity is Gravity.WARNING


@pytest.mark.parametrize("orientation", [1, 2, 3, 4, 5, 6, 7, 8])
@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_sides_are_those_of_the_pixels_as_they_are_stored_or_of_the_upright_picture(
    orientation: int, form: str
) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    content = io.BytesIO()
    stored = pixels_of(picture(400, 300, seed=3))
    stored.save(content, form, exif=exif)
    stored = pixels_of(content.getvalue()) if form == "JPEG" else stored
    marked = stored.copy()
    marked.getexif()[ExifTags.Base.Orientation] = orientation
    sides = (10_000, 20_000, 30_000, 0)
    for is_upright in (False, True):
        cropping = Cropping(sides, is_upright)
        upright = ImageOps.exif_transpose(
            marked if is_upright else _with_orientation(stored.crop((40, 60, 280, 300)), orientation)
        )
        width, height = upright.size
        expected = upright.crop((width // 10, height // 5, width * 7 // 10, height)) if is_upright else upright
        facts = read_facts(content.getvalue(), "", cropping)
        assert isinstance(facts, Facts)
        assert (facts.width, facts.height) == expected.size
        opened = open_checked(content.getvalue())
        assert not isinstance(opened, Refusal)
        pixels = read_pixels(opened[0], 1, cropping)
        assert isinstance(pixels, Image.Image)
        assert pixels.tobytes() == expected.tobytes()


def _with_orientation(image: Image.Image, orientation: int) -> Image.Image:
    image.getexif()[ExifTags.Base.Orientation] = orientation
    return image


def test_an_export_has_what_is_shown_of_a_cropped_picture_alone(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("content/world/ferry.docx", cropped_word('l="50000"', crew((400, 0, 800, 600))))
    copy = read_copy(newsroom.folder / "content/world/ferry.docx/cropped-50000-0-0-0-s/word/media/crew.jpg", 60_000_000)
    assert pixels_of(copy).size == (400, 600)
    assert not shows_what_was_cut(copy)


@pytest.mark.parametrize(
    "clip", ["rect(" * 60_000, "rect(" + " " * 60_000, "rect(" + " " * 60_000 + ")", "rect(" + "1" * 60_000 + ")"]
)
def test_a_clip_is_read_in_proportion_to_its_length(clip: str) -> None:
    before = time.process_time()
    is_clipped(clip)
    assert time.process_time() - before < 1
