"""Pages and mails as programs save them: headlines, lists, hidden text, parts and mails within mails."""

from html import escape

import pytest
from copies import DESK
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.documents.layout_tables import unfold_layout_tables
from generator.intake.documents.page_source import prepare_page
from generator.intake.html.sanitise import plain_text, sanitise
from generator.intake.mail.read_mail import join_flowed
from generator.intake.parse import parse_copy
from generator.model import Parsed

LEDE = "The council voted on Sunday to renew the lease of the ferry landing for ten years, officials said."


def page(html: str) -> Parsed:
    return parse_copy(html.encode(), "content/town/2026-11-22-ferry.html", DESK)


def mail(*parts: str, subject: str = "Ferry lease approved", body: str = "") -> Parsed:
    head = f"From: Jane Roe <jane@roe.example>\nDate: Sun, 22 Nov 2026 09:12:00 -0500\nSubject: {subject}\nMIME-Version: 1.0\n"
    text = f'{head}Content-Type: multipart/mixed; boundary="m"\n\n' if parts else head + body
    text += "".join(f"--m\n{part}\n" for part in parts) + ("--m--\n" if parts else "")
    return parse_copy(text.encode(), "content/town/ferry.eml", DESK)


@pytest.mark.parametrize(
    "html",
    [
        f"<title>Ferry lease approved | Bay Tribune</title><header><h1>Ferry lease approved</h1></header><article><p>{LEDE}</p></article>",
        f'<meta property="og:site_name" content="Bay Tribune"><meta property="og:title" content="Ferry lease approved"><title>Ferry lease approved - Bay Tribune</title><article><p>{LEDE}</p></article>',
        f'<meta property="og:site_name" content="Bay Tribune"><title>Ferry lease approved - Bay Tribune</title><p>{LEDE}</p>',
        f"<title>Document1</title><p class=MsoTitle>Ferry lease approved</p><p class=MsoNormal>{LEDE}</p>",
        f"<title>Microsoft Word - x.doc</title><p>Ferry lease approved</p><p>{LEDE}</p>",
    ],
)
def test_the_headline_of_a_page_is_its_own(html: str) -> None:
    parsed = page(html)
    assert parsed.story is not None
    assert parsed.story.headline == "Ferry lease approved"
    assert parsed.body.html == f"<p>{LEDE}</p>"


def test_lists_that_word_writes_as_paragraphs_are_lists() -> None:
    def item(mark: str, words: str, level: int = 1) -> str:
        ignored = f"<![if !supportLists]><span style='mso-list:Ignore'>{mark}<span>&nbsp;&nbsp;</span></span><![endif]>"
        return f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'>{ignored}{words}</p>"

    items = item("\xb7", "North") + item("1.", "First", 2) + item("2.", "Second", 2) + item("\xb7", "South")
    html = page(f"<p class=MsoTitle>Ferry</p><p>{LEDE}</p>{items}<p>After.</p>").body.html
    plain = html.replace("\n", "")
    assert "<ul><li>North<ol><li>First</li><li>Second</li></ol></li><li>South</li></ul><p>After.</p>" in plain


@pytest.mark.parametrize("style", ["display:none", "visibility: hidden", "mso-hide:all", "font-size:0;max-height:0"])
def test_hidden_text_of_a_page_is_told_and_not_printed(style: str) -> None:
    parsed = page(f"<h1>Ferry</h1><div style='{style}'>Secret <b>words</b></div><p>{LEDE}</p>")
    assert parsed.body.html == f"<p>{LEDE}</p>"
    assert any("hidden" in problem.message for problem in parsed.problems)


@given(st.text(alphabet="<>/pdivsanhrefb='\" style:none;-mo&x", max_size=200))
def test_no_page_raises(html: str) -> None:
    prepare_page(html + "display:none")


@pytest.mark.parametrize(
    "box",
    [
        '<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="https://x.example/">Click to share on X (Opens in new window)</a></li></ul></div>',
        '<div class="addtoany_share_save_container"><a class="a2a_button">Facebook</a> Share this: now</div>',
        '<ul class="entry-share social-links"><li>Share this: <b>E-mail</b></li></ul>',
    ],
)  # fmt: skip
def test_the_share_buttons_of_a_page_are_no_part_of_its_article(box: str) -> None:
    html = f"<article class='has-social-sharing'><h1>Ferry</h1><p>{LEDE}</p>{box}<p>It will meet again.</p></article>"
    parsed = page(f"<body class='social-sharing-on'>{html}</body>")
    assert parsed.body.html == f"<p>{LEDE}</p>\n<p>It will meet again.</p>"
    assert not any("hidden" in problem.message for problem in parsed.problems)


def test_a_page_without_hidden_parts_is_left_as_it_is() -> None:
    html = f"<p>{LEDE}<br/>x &amp; y</p>"
    assert prepare_page(html).html == html


def test_the_lists_and_tables_of_a_mail_in_html_survive() -> None:
    html = f"<p>Hi Tom,</p><p>{LEDE}</p><ul><li>North pier</li></ul><table><tr><td>North</td><td>412</td></tr></table><p>Best,<br>Jane Roe<br>555-0142</p>"
    parsed = mail(body=f"Content-Type: text/html\n\n{html}\n")
    assert parsed.story is not None
    assert "<li>North pier</li>" in parsed.body.html
    assert "<td>412</td>" in parsed.body.html
    assert "0142" not in parsed.body.html
    assert parsed.story.headline == "Ferry lease approved"


def test_the_time_of_a_saved_mail_dates_a_story_without_a_date() -> None:
    story = mail(body=f"Content-Type: text/plain\n\n{LEDE}\n").story
    assert story is not None
    assert story.published.isoformat() == "2026-11-22T14:12:00+00:00"


def test_a_mail_within_a_mail_is_the_story() -> None:
    inner = f"Content-Type: message/rfc822\n\nFrom: press@town.example\nSubject: Ferry lease approved\nContent-Type: text/plain\n\n{LEDE}\n"
    parsed = mail("Content-Type: text/plain\n\nSee below.\n", inner, subject="Fwd: for the paper")
    assert parsed.story is not None
    assert parsed.story.headline == "Ferry lease approved"
    assert parsed.body.html == f"<p>{LEDE}</p>"


@pytest.mark.parametrize(
    ("note", "subject"),
    [("See below. Please don't use before Tuesday.", "Ferry lease approved"), ("See below.", "EMBARGOED: Ferry lease")],
)
def test_a_restraint_over_or_in_it_holds_the_story(note: str, subject: str) -> None:
    inner = f"Content-Type: message/rfc822\n\nFrom: press@town.example\nSubject: {subject}\nContent-Type: text/plain\n\n{LEDE}\n"
    assert mail(f"Content-Type: text/plain\n\n{note}\n", inner, subject="Fwd: for the paper").story is None


def test_flowed_lines_are_joined_as_their_mail_says() -> None:
    assert join_flowed("the lea \nse runs", without_blanks=True) == "the lease runs"
    assert join_flowed("the lease \nruns") == "the lease runs"


NEWSLETTER = (
    "<table><tr><td><a href='https://x.example'>View this email in your browser</a></td></tr><tr><td><table><tr><td>"
    f"<h1>Ferry lease approved</h1><p>By Jane Roe</p><p>{LEDE}</p></td></tr></table></td></tr>"
    "<tr><td>You are receiving this because you opted in. <a href='https://x.example/u'>Unsubscribe</a></td></tr></table>"
)


def test_a_newsletter_that_is_laid_out_in_tables_is_text() -> None:
    head = (
        "From: Bay Town <press@bay.example>\nDate: Sun, 22 Nov 2026 09:12:00 -0500\nSubject: News\nMIME-Version: 1.0\n"
    )
    raw = f"{head}Content-Type: text/html; charset=utf-8\n\n<html><body>{NEWSLETTER}</body></html>"
    parsed = parse_copy(raw.encode(), "content/town/2026-11-22-ferry.eml", DESK)
    assert parsed.story is not None, parsed.problems
    assert (parsed.story.headline, parsed.story.bylines[0].name) == ("Ferry lease approved", "Jane Roe")
    assert parsed.body.html == f"<p>{LEDE}</p>"


def test_a_table_of_figures_stays_a_table() -> None:
    rows = "<tr><th>Town</th><th>Votes</th></tr><tr><td>Bay</td><td>12</td></tr>"
    parsed = page(
        f"<h1>Ferry lease approved</h1><p>{LEDE}</p><table>{rows}</table><table><tr><td>Alone</td></tr></table>"
    )
    assert parsed.body.html.count("<table") == 1
    assert "<p>Alone</p>" in parsed.body.html


@given(st.text(alphabet='ab<>&;/"= \n', max_size=60), st.integers(0, 30))
def test_layout_tables_lose_no_words(words: str, depth: int) -> None:
    html = sanitise("<table><tr><td><h2>x</h2>" * depth + escape(words) + "</td></tr></table>" * depth).html
    assert plain_text(unfold_layout_tables(html)).split() == plain_text(html).split()
