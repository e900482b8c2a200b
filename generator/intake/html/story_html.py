"""Read and change the finished, sanitised HTML of a story."""

import re

from generator.intake.html.sanitise import plain_text
from generator.intake.label_text import is_label_text
from generator.intake.text.words import OPENING_CHARS

FOOTNOTES = '<div class="footnote">'
NO_SUMMARY = re.compile(r"<(h[2-6]|table|pre|figure)(?: [^<>]*)?>.*?</\1>", re.DOTALL)
"""Elements that no summary is made of."""
NO_SUMMARY_OPENING = re.compile(r"<(?:h[2-6]|table|pre|figure)[ >]")
OPENING_HTML_CHARS = 1_200
"""So much HTML has about as many words as a summary is made of."""
PARAGRAPH = re.compile(
    r"<p>((?:<(?:strong|em)>[^<>]{1,60}+</(?:strong|em)>[^<>]{0,300}+|[^<>]{1,360}+)(?:<br>\n[^<>]{0,300}+){0,6}+)</p>"
)
"""A paragraph that may be a label. Nothing is tried twice, because most paragraphs are longer than any label."""
CELL_END, ROW_END = re.compile(r"</t[hd]>\s*(?=<t[hd])"), re.compile(r"</t[hd]>\s*</tr>|</caption>")
LINKED_TAG = re.compile(r"<(?:a|img) [^<>]*>")
ROOT_ADDRESS = re.compile(r' (href|src)="(/(?!/)[^"]*)"')
COMMAND = re.compile(r"<p>\{\{ *([^{}<>\s][^{}<>]{0,500})\}\}</p>\n?")
"""A paragraph with nothing but `{{ a command }}`."""


def summary_text(html: str) -> str:
    """Return the words that a summary is made of: those of paragraphs and lists, without footnotes and labels.

    Where there are none, the cells of tables are separated by commas, and their rows by semicolons. Of a long text the
    words end at a paragraph behind those that any summary is made of.
    """
    text = html.partition(FOOTNOTES)[0]
    prose = _opening_prose(text)
    words = plain_text(PARAGRAPH.sub(_without_label, prose)) if prose else ""
    if len(words) >= OPENING_CHARS:
        return words
    prose = NO_SUMMARY.sub(" ", text)
    words = plain_text(PARAGRAPH.sub(_without_label, prose)) or plain_text(prose)
    return words or plain_text(ROW_END.sub("; ", CELL_END.sub(", ", text))).strip(" ;,")


def _opening_prose(text: str) -> str:
    """Return the opening of a long text, up to the end of a paragraph, without elements that no summary is made of.

    It is empty where the text is short, or where such an element goes on behind the opening.
    """
    end = text.find("\n<p>", OPENING_HTML_CHARS)
    prose = NO_SUMMARY.sub(" ", text[:end]) if end > 0 else ""
    return "" if NO_SUMMARY_OPENING.search(prose) else prose


def _without_label(found: re.Match[str]) -> str:
    words = found[1]
    may_be_label = ":" in words or "：" in words or "&" in words or words.rstrip()[-1:] in {",", ">", ""}
    return "" if may_be_label and is_label_text(plain_text(words)) else found[0]


def lead_links_home(html: str, prefix: str) -> str:
    """Return `html` with `prefix`, the path of the paper's address, before addresses such as `/img/x.png`."""
    if not prefix or '="/' not in html:
        return html
    return LINKED_TAG.sub(lambda tag: ROOT_ADDRESS.sub(lambda found: _with_prefix(found, prefix), tag[0]), html)


def _with_prefix(found: re.Match[str], prefix: str) -> str:
    if found[2] == prefix or found[2].startswith(f"{prefix}/"):
        return found[0]
    return f' {found[1]}="{prefix}{found[2]}"'


def take_commands(html: str) -> tuple[str, tuple[str, ...]]:
    """Return `html` without paragraphs that are commands of other programs, and these commands."""
    if "<p>{{" not in html:
        return html, ()
    return COMMAND.sub("", html).rstrip("\n"), tuple(found[1].strip() for found in COMMAND.finditer(html))
