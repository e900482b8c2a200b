"""Documents of word processors, web pages and saved mails become stories, with all that their text has."""

import io
import re
import zipfile

import pytest
from conftest import SITE, Newsroom
from documents import TYPES, W, archive, docx, frame, odt, para, run, shown
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.config import parse_config
from generator.intake.documents import archive as archives
from generator.intake.documents.markdown_writer import write_markdown
from generator.intake.documents.read_document import read_document
from generator.intake.html.markdown import EngineNeeded
from generator.intake.html.sanitise import extract_article
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of
from generator.model import Gravity, Parsed

DESK = intake_settings_of(parse_config(SITE))
BODY = "The harbor board voted on Sunday to keep the old ferry for another ten years."
HEAD = ["Ferry stays", "By Jane Roe", "November 22, 2026"]
NUMBERING = f'<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
STYLES = f'<w:styles {W}><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style><w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'


def item(text: str, number: int) -> str:
    return para(text, extra=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def parse(raw: bytes, name: str) -> Parsed:
    return parse_copy(raw, f"content/town/{name}", DESK)


def said(parsed: Parsed, gravity: Gravity) -> list[str]:
    return [one.message for one in parsed.problems if one.gravity is gravity]


def held(parsed: Parsed) -> str:
    assert parsed.story is None
    [message] = said(parsed, Gravity.HELD)
    return message


# --- what survives --------------------------------------------------------------------------------

RICH_DOCX = docx(
    *HEAD,
    para(run("The board "), run("kept", "<w:b/>"), run(" the "), run("old", "<w:i/>"), '<w:hyperlink r:id="l1"><w:r><w:t> ferry</w:t></w:r></w:hyperlink>', run("."), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
    para("The vote", style="H2"),
    item("Five for", 1),
    item("Two against", 1),
    para("In order:"),
    item("First", 2),
    item("Second", 2),
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Yes</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    para("It costs $5 * 3 and [a lot] # not <b>much</b> & more_or_less."),
    links={"l1": "https://ferry.example/a_b(c)"},
    numbering=NUMBERING,
    styles=STYLES,
    footnotes=f'<w:footnotes {W}><w:footnote w:id="2"><w:p><w:r><w:t>By show of hands.</w:t></w:r></w:p></w:footnote></w:footnotes>',
)  # fmt: skip
RICH_ODT = odt(
    "".join(f"<text:p>{line}</text:p>" for line in HEAD)
    + '<text:p>The board <text:span text:style-name="B">kept</text:span> the <text:span text:style-name="I">old</text:span><text:a xlink:href="https://ferry.example/a_b(c)"> ferry</text:a>.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>By show of hands.</text:p></text:note-body></text:note></text:p>'
    '<text:h text:outline-level="2">The vote</text:h>'
    '<text:list text:style-name="L1"><text:list-item><text:p>Five for</text:p></text:list-item><text:list-item><text:p>Two against</text:p></text:list-item></text:list>'
    "<text:p>In order:</text:p>"
    '<text:list text:style-name="L2"><text:list-item><text:p>First</text:p></text:list-item><text:list-item><text:p>Second</text:p></text:list-item></text:list>'
    "<table:table><table:table-row><table:table-cell><text:p>Yes</text:p></table:table-cell><table:table-cell><text:p>5</text:p></table:table-cell></table:table-row></table:table>"
    "<text:p>It costs $5 * 3 and [a lot] # not &lt;b>much&lt;/b> &amp; more_or_less.</text:p>",
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/></text:list-style>'
    '<text:list-style style:name="L2"><text:list-level-style-number text:level="1"/></text:list-style>',
)
RICH_RTF = (
    rb"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 Times;}}{\stylesheet{\s0 Normal;}{\s2 heading 2;}}"
    rb"{\info{\title Secret}}\pard Ferry stays\par By Jane Roe\par November 22, 2026\par "
    rb"The board {\b kept} the {\i old}{\field{\*\fldinst HYPERLINK "
    rb'"https://ferry.example/a_b(c)"}{\fldrslt  ferry}}.{\footnote \pard By show of hands.}\par '
    rb"\pard\s2 The vote\par\pard {\listtext\'b7\tab}Five for\par{\listtext\'b7\tab}Two against\par\pard In order:\par"
    rb"{\listtext 1.\tab}First\par{\listtext 2.\tab}Second\par\pard\trowd\intbl Yes\cell 5\cell\row\pard "
    rb"It costs $5 * 3 and [a lot] # not <b>much</b> & more_or_less.\par}"
)
RICH_HTML = (
    b"<html><head><title>Ferry stays | Bay</title><style>p{color:red}</style></head><body><nav>Sections</nav><article>"
    b"<h1>Ferry stays</h1><p>By Jane Roe</p><p>November 22, 2026</p><p>The board <b>kept</b> the <i>old</i>"
    b'<a href="https://ferry.example/a_b(c)" onclick="x()"> ferry</a>.<sup><a href="#footnote-1">1</a></sup></p>'
    b"<h2>The vote</h2><ul><li>Five for<li>Two against</ul><p>In order:</p><ol><li>First</li><li>Second</li></ol>"
    b"<table><tr><td>Yes</td><td>5</td></tr></table><p>It costs $5 * 3 and [a lot] # not &lt;b>much&lt;/b> &amp; "
    b'more_or_less.</p><ol><li id="footnote-1">By show of hands.</li></ol><script>steal()</script></article>'
    b"<footer>Imprint</footer></body></html>"
)


@pytest.mark.parametrize(
    ("raw", "ending"),
    [(RICH_DOCX, "docx"), (RICH_ODT, "odt"), (RICH_RTF, "rtf"), (RICH_HTML, "html"), (RICH_HTML, "htm")],
)
def test_what_a_document_has_survives(raw: bytes, ending: str) -> None:
    parsed = parse(raw, f"ferry.{ending}")
    assert parsed.story is not None, parsed.problems
    assert (parsed.story.headline, parsed.story.bylines[0].name) == ("Ferry stays", "Jane Roe")
    assert f"{parsed.story.published:%Y-%m-%d}" == "2026-11-22"
    html = re.sub(r"\s+", " ", parsed.body.html)
    for piece in (
        "<strong>kept</strong>", "<em>old</em>", '<a href="https://ferry.example/a_b%28c%29"', "The vote</h2>",
        "<li>Five for</li>", "<li>Two against</li>", "<ol> <li>First</li> <li>Second</li> </ol>", "<td>Yes</td>", "<td>5</td>",
        "It costs $5 * 3 and [a lot] # not &lt;b&gt;much&lt;/b&gt; &amp; more_or_less.", "By show of hands.", "footnote-ref",
    ):  # fmt: skip
        assert piece in html, piece
    for word in ("Secret", "steal", "Imprint", "Sections", "onclick", "Ferry stays"):
        assert word not in html
    assert said(parsed, Gravity.WARNING) == []


@pytest.mark.parametrize("make", [
    lambda lines: docx(*lines),
    lambda lines: odt("".join(f"<text:p>{line}</text:p>" for line in lines)),
    lambda lines: ("{\\rtf1 " + "\\par ".join(lines) + "}").encode(),
    lambda lines: "".join(f"<p>{line}</p>" for line in lines).encode(),
], ids=["docx", "odt", "rtf", "html"])  # fmt: skip
def test_the_words_of_the_desk_are_read_as_in_any_copy(make: object, request: pytest.FixtureRequest) -> None:
    ending = request.node.callspec.id
    assert callable(make)
    dated = parse(make([*HEAD, "MARROW BAY, Maine (AP) -- " + BODY]), f"a.{ending}")
    assert dated.story is not None
    assert (dated.story.dateline, dated.story.source) == ("MARROW BAY, Maine", "AP")
    restrained = parse(make(["Ferry stays", "EMBARGOED UNTIL NEXT WEEK", "November 22, 2026", BODY]), f"b.{ending}")
    assert restrained.story is None
    assert {one.line for one in restrained.problems if one.gravity is Gravity.HELD} == {2}
    undated = parse(make(["Ferry stays", BODY]), f"c.{ending}")
    assert "stamp" not in "".join(one.hint for one in undated.problems)
    assert "no date" in held(undated)


def test_a_title_and_bold_lines_open_a_story() -> None:
    raw = docx(para("Ferry stays", style="T"), para(run("By Jane Roe", "<w:b/>")), "Nov. 22, 2026", BODY, styles=STYLES)
    story = parse(raw, "a.docx").story
    assert story is not None
    assert (story.headline, [one.name for one in story.bylines]) == ("Ferry stays", ["Jane Roe"])


def test_the_head_of_a_page_names_date_and_author() -> None:
    page = f'<head><meta property="article:published_time" content="2026-11-22T09:00:00Z"><meta name="author" content="Jane &quot;J&quot; Roe"><title>Ferry stays</title></head><p>{BODY}</p>'
    story = parse(page.encode(), "a.html").story
    assert story is not None
    assert (story.headline, story.bylines[0].name) == ("Ferry stays", 'Jane "J" Roe')
    assert f"{story.published:%Y-%m-%d %H:%M}" == "2026-11-22 09:00"


def test_a_backslash_at_the_end_of_a_line_ends_a_paragraph_as_programs_on_the_mac_write() -> None:
    raw = b"{\\rtf1\\ansi\\cocoartf2709 \\f1\\b Ferry stays\\\n\\f0\\b0 \\\nBy Jane Roe\\\r\n\\\nThe ferry stays.\\\n\\\nFor ten years.\\\n}"
    parsed = parse(raw, "2026-11-22-a.rtf")
    assert parsed.story is not None, parsed.problems
    assert (parsed.story.headline, parsed.story.bylines[0].name) == ("Ferry stays", "Jane Roe")
    assert parsed.body.html == "<p>The ferry stays.</p>\n<p>For ten years.</p>"


def test_a_saved_mail_is_read_without_its_head() -> None:
    mail = (
        "From: Jane Roe <jane@roe.example>\r\nTo: desk@bay.example\r\nSubject: =?utf-8?q?Caf=C3=A9_stays?=\r\n"
        "Date: Sun, 22 Nov 2026 14:05:11 -0500\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=C3=A9 stays. {BODY}\r\n"
    )
    parsed = parse(mail.encode(), "2026-11-22-a.eml")
    assert parsed.story is not None, parsed.problems
    assert parsed.story.headline == "Café stays"
    assert "The café stays." in parsed.body.html
    assert "roe.example" not in parsed.body.html


# --- what never is published ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw",
    [
        docx(*HEAD, para(run(BODY), run(" Secret", "<w:vanish/>")), name="docx") if False else docx(*HEAD, para(run(BODY), run(" Secret", "<w:vanish/>"))),
        docx(*HEAD, para(run(BODY), run(" Secret", '<w:rStyle w:val="Gone"/>')), styles=STYLES),
        docx(*HEAD, para(run(BODY), run(" Secret", '<w:webHidden w:val="1"/>'))),
        odt("".join(f"<text:p>{line}</text:p>" for line in HEAD) + f'<text:p>{BODY}<text:span text:style-name="H"> Secret</text:span></text:p>', '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'),
        odt("".join(f"<text:p>{line}</text:p>" for line in HEAD) + f'<text:p>{BODY}</text:p><text:section text:display="none"><text:p>Secret</text:p></text:section>'),
        ("{\\rtf1 " + "\\par ".join(HEAD) + f"\\par {BODY}" + "{\\v  Secret}\\par}").encode(),
    ],
)  # fmt: skip
def test_hidden_text_is_left_out_and_told(raw: bytes) -> None:
    ending = "rtf" if raw.startswith(b"{") else "odt" if b"mimetype" in raw[:60] else "docx"
    parsed = parse(raw, f"a.{ending}")
    assert parsed.story is not None, parsed.problems
    assert "Secret" not in parsed.body.html
    assert [message for message in said(parsed, Gravity.WARNING) if "hidden" in message]


@pytest.mark.parametrize(
    ("raw", "ending"),
    [
        (docx(*HEAD, para(run("The "), "<w:ins>" + run("new ") + "</w:ins>", "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>", run("ferry stays for ten years."))), "docx"),
        (odt("<text:tracked-changes><text:changed-region><text:deletion><text:p>old </text:p></text:deletion></text:changed-region></text:tracked-changes>" + "".join(f"<text:p>{line}</text:p>" for line in HEAD) + "<text:p>The <text:change-start/>new <text:change-end/><text:change/>ferry stays for ten years.</text:p>"), "odt"),
        (("{\\rtf1 " + "\\par ".join(HEAD) + "\\par The {\\revised new }{\\deleted old }ferry stays for ten years.\\par}").encode(), "rtf"),
    ],
)  # fmt: skip
def test_tracked_changes_give_the_final_text_and_a_note(raw: bytes, ending: str) -> None:
    parsed = parse(raw, f"a.{ending}")
    assert "<p>The new ferry stays for ten years.</p>" in parsed.body.html
    assert [message for message in said(parsed, Gravity.NOTE) if "tracked changes" in message]


def test_comments_are_left_out_and_told() -> None:
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    raw = docx(*HEAD, para(run(BODY), comment), comments=f'<w:comments {W}><w:comment w:id="0"><w:p><w:r><w:t>Secret</w:t></w:r></w:p></w:comment></w:comments>')  # fmt: skip
    parsed = parse(raw, "a.docx")
    assert "Secret" not in parsed.body.html
    assert [message for message in said(parsed, Gravity.NOTE) if "comments" in message]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVaScript:alert(1)", "data:text/html,x", "file:///etc/passwd", "vbscript:x"]
)
def test_links_that_run_or_read_something_die(address: str) -> None:
    link = '<w:hyperlink r:id="l1"><w:r><w:t>Press</w:t></w:r></w:hyperlink>'
    odt_link = f'<text:p><text:a xlink:href="{address}">Press</text:a> {BODY}</text:p>'
    for raw, ending in (
        (docx(*HEAD, para(run(BODY), link), links={"l1": address}), "docx"),
        (odt("".join(f"<text:p>{line}</text:p>" for line in HEAD) + odt_link), "odt"),
        (f'<h1>Ferry stays</h1><p>Nov. 22, 2026</p><p><a href="{address}">Press</a> {BODY}</p>'.encode(), "html"),
    ):
        parsed = parse(raw, f"a.{ending}")
        assert parsed.story is not None, parsed.problems
        assert "Press" in parsed.body.html
        assert "<a" not in parsed.body.html


LONG = f"{BODY} {BODY}"
PICTURES = {"a b.png": b"\x89PNG", "chart.emf": b"EMF"}


def test_pictures_of_a_document_are_named_in_its_text_below_the_head() -> None:
    alt = "The [ferry]\n\nDescription automatically generated with medium confidence"
    shows = [para(shown("a b.png", alt)), para("By Jane Roe"), para(run(LONG), shown("chart.emf")), para(run(LONG))]
    document = read_document(docx(*HEAD, *shows, pictures=PICTURES), "content/town/x y.docx")
    assert document.pictures == ("content/town/x y.docx/word/media/a b.png",)
    image = "![The \\[ferry\\]](x%20y.docx/word/media/a%20b.png)"
    assert document.text.split("\n").count(image) == 1
    assert document.text.index("Jane Roe") < document.text.index(LONG) < document.text.index(image)
    assert [problem.message for problem in document.problems] == ["A picture in the document was left out."]
    assert len(document.paragraphs) == document.text.count("\n")


def test_a_picture_in_a_list_or_a_table_follows_it() -> None:
    rows = f"<table:table><table:table-row><table:table-cell><text:p>Ferry{frame('a.jpg')}</text:p></table:table-cell></table:table-row></table:table>"
    items = f"<text:list><text:list-item><text:p>One{frame('b.jpg')}</text:p></text:list-item><text:list-item><text:p>Two</text:p></text:list-item></text:list>"
    body = "".join(f"<text:p>{line}</text:p>" for line in (*HEAD, LONG)) + rows + items + f"<text:p>{LONG}</text:p>"
    text = read_document(odt(body, pictures={"a.jpg": b"", "b.jpg": b""}), "content/town/x.odt").text
    assert text.index("</table>") < text.index("Pictures/a.jpg") < text.index("One")
    assert text.index("Two") < text.index("Pictures/b.jpg")


@pytest.mark.parametrize("alt", ["IMG_2031.JPG", "C:\\Users\\Jane\\a.png", "Picture 1", "Bild 3", ""])
def test_what_a_program_wrote_is_no_alt_text(alt: str) -> None:
    raw = docx(*HEAD, para(run(LONG), shown("a.png", alt)), pictures={"a.png": b""})
    assert "![](x.docx/word/media/a.png)" in read_document(raw, "content/town/x.docx").text


def test_a_picture_that_is_deleted_hidden_or_elsewhere_is_not_named() -> None:
    linked = '<text:p><draw:frame><draw:image xlink:href="../../../etc/a.png"/></draw:frame></text:p>'
    missing = f"<text:p>{frame('nobody.png')}</text:p>"
    body = "".join(f"<text:p>{line}</text:p>" for line in (*HEAD, LONG)) + linked + missing
    deleted = f"<w:p><w:del>{shown('a.png')}</w:del></w:p>"
    hidden = para(shown("a.png").replace("<w:drawing>", "<w:rPr><w:vanish/></w:rPr><w:drawing>"))
    for raw, ending in (
        (odt(body), "odt"),
        (docx(*HEAD, LONG, deleted, hidden, pictures={"a.png": b""}), "docx"),
    ):
        document = read_document(raw, f"content/town/x.{ending}")
        assert document.pictures == ()
        assert "![" not in document.text


# --- hostile and damaged documents ----------------------------------------------------------------


def test_a_bomb_is_refused_in_bounded_memory() -> None:
    bomb = archive({"word/document.xml": b"<a>" + b" " * (archives.MAX_MEMBER_BYTES + 10) + b"</a>"})
    assert len(bomb) < 100_000
    assert "10 MB" in held(parse(bomb, "a.docx"))


def test_many_parts_are_refused() -> None:
    raw = archive({f"word/{number}.xml": "<a/>" for number in range(archives.MAX_MEMBERS + 1)})
    assert "parts" in held(parse(raw, "a.docx"))


@pytest.mark.parametrize(
    "xml",
    [
        '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "<a>" * 2_000 + "</a>" * 2_000,
        "<a",
        "",
    ],
)
@pytest.mark.parametrize(("part", "ending"), [("word/document.xml", "docx"), ("content.xml", "odt")])
def test_entities_and_depth_are_refused(xml: str, part: str, ending: str) -> None:
    raw = archive({"[Content_Types].xml": TYPES, part: xml})
    assert held(parse(raw, f"a.{ending}"))


@pytest.mark.parametrize("ending", ["docx", "odt", "rtf", "html", "eml"])
@pytest.mark.parametrize(
    "raw", [b"", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"{\\rtf", b"\0" * 100, b"{\\rtf1 " + b"{" * 10_000]
)
def test_a_damaged_document_is_held_and_stops_nothing(raw: bytes, ending: str) -> None:
    assert parse(raw, f"a.{ending}").story is None


def test_an_old_document_of_word_is_refused_with_the_way_out() -> None:
    for name in ("a.doc", "a.docx", "a.rtf"):
        parsed = parse(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, name)
        [problem] = parsed.problems
        assert problem.gravity is Gravity.HELD
        assert ".docx" in problem.hint


def test_a_password_is_said() -> None:
    raw = bytearray(archive({"word/document.xml": "<a/>"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        raw[raw.index(mark) + (6 if mark.endswith(b"\x04") else 8)] |= 1
    assert "password" in held(parse(bytes(raw), "a.docx"))


@settings(max_examples=examples(60))
@given(
    st.lists(st.tuples(st.integers(0, 3_000), st.integers(0, 255)), min_size=1, max_size=8),
    st.sampled_from(["docx", "odt", "rtf", "html"]),
)
def test_no_damage_makes_reading_fail(changes: list[tuple[int, int]], ending: str) -> None:
    raw = bytearray({"docx": RICH_DOCX, "odt": RICH_ODT, "rtf": RICH_RTF, "html": RICH_HTML}[ending])
    for at, byte in changes:
        raw[at % len(raw)] = byte
    read_document(bytes(raw), f"content/town/a.{ending}")


def test_documents_are_read_only_where_they_can_be_stopped() -> None:
    with pytest.raises(EngineNeeded):
        parse_copy(RICH_DOCX, "content/town/a.docx", DESK, mode="no_engine")


def test_a_document_is_published_by_a_build(newsroom: Newsroom) -> None:
    newsroom.write("content/town/ferry.docx", RICH_DOCX)
    outcome = newsroom.build()
    assert (outcome.stories, outcome.held) == (1, [])
    assert "<strong>kept</strong>" in newsroom.page("/town/2026/11/22/ferry/")


# --- Markdown -------------------------------------------------------------------------------------

INLINE = st.recursive(
    st.text(alphabet="ab *_`[]()#<>&~!\\1.-+|:{}", max_size=12),
    lambda inner: st.tuples(st.sampled_from(["strong", "em", "s"]), inner).map(lambda two: (*two,)),
    max_leaves=4,
)


def html_of(piece: object) -> str:
    if isinstance(piece, tuple):
        return f"<{piece[0]}>{html_of(piece[1])}</{piece[0]}>"
    return str(piece).replace("&", "&amp;").replace("<", "&lt;")


@pytest.mark.parametrize("line", ["# one", "> one", "- one", "+ one", "1. one", "22) one", "--", "===", ": one", "| a | b |", "-- one", "a # b", "1986 was", "#1 seed"])  # fmt: skip
def test_a_paragraph_is_a_paragraph_however_it_begins(line: str) -> None:
    written = write_markdown(extract_article(f"<p>First</p><p>{line}</p>"))
    parsed = parse_copy(f"Headline\n\nNov. 22, 2026\n\n{written.text}".encode(), "content/town/a.md", DESK)
    assert parsed.body.html.strip().split("\n")[-1] == f"<p>{line.replace('>', '&gt;')}</p>"


@given(st.lists(st.lists(INLINE, min_size=1, max_size=3), min_size=1, max_size=4))
def test_text_is_written_so_that_markdown_gives_it_back(paragraphs: list[list[object]]) -> None:
    """A paragraph comes before it, since the first lines of a file may be read as fields: `Word: value`."""
    html = "".join(f"<p>x{''.join(map(html_of, one))}y</p>" for one in paragraphs)
    written = write_markdown(extract_article(html))
    parsed = parse_copy(
        f"Headline\n\nNov. 22, 2026\n\nThe pier reopens.\n\n{written.text}".encode(), "content/town/a.md", DESK
    )
    words = re.sub(r"[^xyab1]", "", re.sub(r"&\w+;", "", re.sub(r"<[^>]*>", "", html)))
    shown = re.sub(r"[^xyab1]", "", re.sub(r"&\w+;", "", re.sub(r"<[^>]*>", "", parsed.body.html)))
    assert shown == words


@pytest.mark.parametrize("html", ["<ul><li>" * 300, "<b>" * 3_000 + "x", "<p>" + "* " * 20_000, "<table>" * 200 + "x", "<a href='#'>" * 3_000, "<p>" + "[" * 20_000])  # fmt: skip
def test_the_work_is_in_proportion_to_the_length(html: str) -> None:
    assert write_markdown(extract_article(html)).text


def test_a_zip_of_the_tests_is_one_that_word_could_have_written() -> None:
    with zipfile.ZipFile(io.BytesIO(RICH_DOCX)) as file:
        assert "word/document.xml" in file.namelist()
