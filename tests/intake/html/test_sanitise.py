"""Nothing in a story runs, loads anything or can pose as a part of the page. All that Markdown makes is kept."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from validator import nu_complaints

from generator.intake.html.markdown import MarkdownOptions, render_markdown
from generator.intake.html.sanitise import ATTRIBUTES, CLASSES, ID_PREFIX, SCHEMES, TAGS, plain_text, sanitise
from generator.intake.text.clean import is_clean

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x20type='text/javascript'>alert(1)</script>",
    "<script/x>alert(1)</script >",
    "<script>alert(1)",
    "<<script>alert(1)//<</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x`y" `onerror=alert(1)>',
    "<img src='x' onerror='alert(1)' OnLoad=alert(2)>",
    "<img \x00src=x onerror=alert(1)>",
    "<img src=javascript:alert(1)>",
    "<img src=data:image/svg+xml,<svg/onload=alert(1)>>",
    "<img dynsrc=javascript:alert(1) lowsrc=javascript:alert(2)>",
    "<img srcset='javascript:alert(1) 1x'>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=JaVaScRiPt:alert(1)>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='&#x6A&#x61&#x76&#x61script:alert(1)'>x</a>",
    "<a href='javascript&colon;alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='feed:javascript:alert(1)'>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>",
    "<a href='file:///etc/passwd'>x</a>",
    "<a href='blob:https://evil.example/1'>x</a>",
    "<a href=x onmouseover=alert(1)>x</a>",
    "<a href=x onclick\n=\nalert(1)>x</a>",
    "<a href=x style=background:url(javascript:alert(1))>x</a>",
    "<a xlink:href=javascript:alert(1)>x</a>",
    "<a href=x target=_blank rel=opener ping=//evil.example>x</a>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<math href=javascript:alert(1)>x</math>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>x</object>",
    "<embed src=javascript:alert(1)>",
    "<applet code=x></applet>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<form><button formaction=javascript:alert(1)>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "<select autofocus onfocus=alert(1)></select>",
    "<keygen autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)></audio>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<body onload=alert(1)>",
    "<frameset onload=alert(1)>",
    "<isindex type=image src=1 onerror=alert(1)>",
    "<base href=//evil.example/>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import '//evil.example/x.css';</style>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<div style=width:expression(alert(1))>x</div>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<table background=javascript:alert(1)><tr><td>x</table>",
    "<td background=javascript:alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<template><script>alert(1)</script></template>",
    "<xmp><img title='</xmp><img src=x onerror=alert(1)>'>",
    "<title><img title='</title><img src=x onerror=alert(1)>'>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "<p id=site-search name=forms class='masthead site-nav'>x</p>",
    "<a id=location name=document>x</a>",
    "<img id=cookie name=cookie src=x>",
    "<p><object><p><embed src=x></object>",
    "<a href='https://good.example\\@evil.example'>x</a>",
    "<x-y onclick=alert(1)>x</x-y>",
    "<portal src=//evil.example></portal>",
    "<p contenteditable autofocus onfocus=alert(1)>x</p>",
    "<p popover id=x>y</p><p accesskey=x onclick=alert(1)>",
]
ALLOWED_SCHEMES = tuple(f"{scheme}:" for scheme in SCHEMES)


def assert_inert(html: str) -> None:
    """Check with a parser other than the sanitiser's that all tags, attributes and addresses are allowed ones."""
    tree = lxml_html.fragment_fromstring(html, create_parent="div")
    for element in tree.iterdescendants():
        assert element.tag in TAGS - {"h1"}, element.tag
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set()) | ({"loading", "rel"} & set(element.attrib))
        assert set(element.attrib) <= allowed, element.attrib
        for name in ("href", "src"):
            value = element.get(name, "").lower()
            assert not re.match(r"[a-z][a-z0-9+.-]*:", value) or value.startswith(ALLOWED_SCHEMES), value
        assert re.match(rf"{ID_PREFIX}|fn(ref\d*)?:|\Z", element.get("id", "")), element.get("id")
        classes = [name for name in element.get("class", "").split() if not name.startswith("language-")]
        assert set(classes) <= CLASSES, classes


# --- hostile --------------------------------------------------------------------------------------


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_inert(payload: str) -> None:
    for html in (payload, f"<p>before</p>{payload}<p>after</p>", f"<table><tr><td>{payload}", f"<ul><li><b>{payload}"):
        assert_inert(sanitise(html).html)


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize(
    "frame",
    [
        "{0}",
        "# {0}\n\n> {0}\n\n- {0}",
        "[{0}](x) ![{0}](y)",
        "x[^1]\n\n[^1]: {0}",
        "| {0} | b |\n|---|---|\n| {0} | c |",
    ],
)
def test_a_payload_in_markdown_is_inert(payload: str, frame: str) -> None:
    assert_inert(sanitise(render_markdown(frame.format(payload.replace("\n", " ")), MarkdownOptions())).html)


@pytest.mark.parametrize(
    "markdown",
    [
        "[x](javascript:alert(1))",
        "![x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x]: javascript:alert(1)\n\n[x]",
        '[x](https://a.example "onmouseover=alert(1)")',
        '[x](https://a.example"onmouseover="alert(1))',
        "```html onclick=alert(1)\n<script>\n```",
        '```"><script>alert(1)</script>\nx\n```',
        "# h {: onmouseover=alert(1) }",
        "text\n{: #id .class onclick=alert(1) style=x }",
        "<div markdown=1 onclick=x>*a*</div>",
    ],
)
def test_hostile_markdown_is_inert(markdown: str) -> None:
    clean = sanitise(render_markdown(markdown, MarkdownOptions())).html
    assert_inert(clean)
    assert "onmouseover=alert(1) }" not in clean


FRAGMENTS = st.lists(
    st.sampled_from(
        [
            *PAYLOADS, "<p>", "</p>", "<b>", "</b>", "<a href=/x>", "</a>", "<table>", "<tr>", "<td>", "</table>", "<ul>",
            "<li>", "<h1 id=x>", "</h1>", "<div>", "</div>", "<pre>\n\n", "</pre>", "<img src=x>", "<i>", "<blockquote>",
            "text ", "&amp;", "&lt;b&gt;", "\n", '"', "'", "<object>", "<button>", "<select>", "<math>", "<svg>", "<mi>", "<p id=x>",
            "<a id='a b' href='#x y'>", "<nobr>", "<form>", "<option>", "<dl><dt>", "<em>", "</em>", "<caption>", "é\xa0",
        ]
    ),
    max_size=14,
)  # fmt: skip


@given(FRAGMENTS)
def test_sanitised_html_stays_as_it_is(parts: list[str]) -> None:
    clean = sanitise("".join(parts)).html
    assert_inert(clean)
    assert sanitise(clean).html == clean


@given(st.text(alphabet="<>/=\"'& ab!-\n", max_size=60))
def test_any_text_with_marks_is_sanitised_once_and_for_all(text: str) -> None:
    clean = sanitise(text).html
    assert_inert(clean)
    assert sanitise(clean).html == clean


@pytest.mark.parametrize(
    "code", [0, 1, 7, 12, 13, 0x1B, 0x7F, 0x85, 0x202E, 0x2066, 0xD800, 0xFDD0, 0xFFFE, 0xFFFF, 0x110000]
)
def test_numbered_characters_bring_nothing_unclean_in(code: int) -> None:
    clean = sanitise(f"<p title='&#{code};'>a&#{code};b</p><a href='java&#{code};script:alert(1)'>x</a>").html
    assert is_clean(clean)
    assert_inert(clean)


def test_html_that_never_settles_keeps_its_words() -> None:
    nested = "<p><button>" * 60 + "words" + "</button></p>" * 60
    clean = sanitise(nested).html
    assert "words" in clean
    assert sanitise(clean).html == clean


# --- reports --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "removed"),
    [
        ("<p>Fine <em>text</em></p>", ()),
        ("<script>x</script><script>y</script>", ("a script",)),
        ("<b ONCLICK = x>t</b>", ("an event attribute (onclick)",)),
        ("<a href='java&#10;script:x'>t</a>", ("an address that runs code (javascript:)",)),
        ("<a href=ftp://x.example>t</a>", ("an address that isn't a web address (ftp:)",)),
        ("<iframe src=https://video.example></iframe>", ("an embedded page (iframe)",)),
        ("<center><font color=red>t</font></center>", ("the tag <center>", "the tag <font>")),
        ("<p style='color:red'>t</p>", ("an inline style (style)",)),
        ("<code>&lt;script&gt; onclick=1</code>", ()),
        ("<a href='https://x.example/?a=b:c'>t</a> time: 4:49", ()),
    ],
)
def test_what_is_removed_is_reported_once_in_plain_words(html: str, removed: tuple[str, ...]) -> None:
    assert sanitise(html).removed == removed


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_report_of_a_payload_is_short(payload: str) -> None:
    assert len(sanitise(payload * 200).removed) <= 14


# --- allowed HTML ---------------------------------------------------------------------------------

RICH = """\
## Subhead

A *word*[^1], **bold**, `code`, [here](/world/), [there](https://example.org/a?b=c&d=e), <me@example.org>.

| Town | Votes |
|:-----|------:|
| Bay  | 1,204 |

> A quotation.

1. one
2. two

```python
if a < b: pass
```

![A boat](/photos/boat.jpg "The boat")

[^1]: A note with *emphasis*.
"""


def test_footnotes_tables_fences_and_images_come_through() -> None:
    clean = sanitise(render_markdown(RICH, MarkdownOptions())).html
    for part in (
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<li id="fn:1">',
        'href="#fnref:1"',
        '<td class="align-right">1,204</td>',
        '<code class="language-python">if a &lt; b: pass',
        '<img alt="A boat" src="/photos/boat.jpg" title="The boat" loading="lazy">',
        '<a href="https://example.org/a?b=c&amp;d=e" rel="noopener">there</a>',
        '<a href="/world/">here</a>',
        'href="mailto:me@example.org"',
    ):
        assert part in clean, part
    assert sanitise(clean).removed == ()


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<h1>a</h1>", "<h2>a</h2>"),
        ("<center><font color=red><big>a</big></font></center>", "a"),
        ('<td align="right">a</td>', "a"),
        ('<p class="footnote masthead">a</p>', '<p class="footnote">a</p>'),
        ("<p id=top>a</p><a href=#top>b</a>", '<p id="s-top">a</p><a href="#s-top">b</a>'),
        ("<p id=x>a</p><p id=x>b</p>", '<p id="s-x">a</p><p>b</p>'),
        ("<img src=x.jpg>", '<img src="x.jpg" alt="" loading="lazy">'),
        ("<img alt=x>", ""),
        ("<a href='a b.html'>a</a>", '<a href="a%20b.html">a</a>'),
        ("<a href='https://bank.example@evil.example/'>a</a>", "<a>a</a>"),
        ("<a href='tel:+1-202'>a</a>", '<a href="tel:+1-202">a</a>'),
        ("<p lang=fr dir=rtl onclick=x>a</p>", '<p lang="fr" dir="rtl">a</p>'),
        ("<p lang='\"x' dir=up>a</p>", "<p>a</p>"),
        ("<!-- remark -->a", "a"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("שלום <b>עולם</b>", "שלום <b>עולם</b>"),
    ],
)
def test_what_is_allowed_is_put_into_good_form(html: str, clean: str) -> None:
    assert sanitise(html).html == clean


def test_plain_text_is_the_words_without_footnote_marks() -> None:
    clean = sanitise(
        render_markdown("One *two*[^1] &amp; <b>th</b>ree.\n\n- four\n- five\n\n[^1]: Note.", MarkdownOptions())
    ).html
    assert plain_text(clean) == "One two & three. four five Note."


# --- validity -------------------------------------------------------------------------------------


def test_what_comes_through_is_valid_html(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html lang=en><title>t</title><h1>t</h1><div>{}</div></html>"
    files = []
    for number, html in enumerate([render_markdown(RICH, MarkdownOptions()), *PAYLOADS]):
        files.append(tmp_path / f"{number}.html")
        files[-1].write_text(page.format(sanitise(html).html), encoding="utf-8")
    assert nu_complaints(files, "--errors-only") == ""


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("<details><summary>More</summary><p>x</p></details>", "<details><summary>More</summary><p>x</p></details>"),
        ('<details open="">x</details>', "x"),
        ("<details><p>x</p><summary>More</summary></details>", "<p>x</p>More"),
        ("<summary>More</summary>", "More"),
        ("<details><summary><p>a</p></summary>b</details>", "<p>a</p>b"),
    ],
)
def test_details_open_with_their_summary_or_are_shown_plainly(given: str, kept: str) -> None:
    assert sanitise(given).html == kept
