"""Prepare the source of a web page or of a mail: what is hidden goes, and Word's paragraphs become what they mean.

Browsers hide elements by their style, which the sanitiser takes away. Word writes titles and lists as paragraphs. The
buttons by which readers share a page are no part of its article.
"""

import re
from html import escape, unescape
from html.parser import HTMLParser

import msgspec

HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|max-height\s*:\s*0|opacity\s*:\s*0(?![.\d])"
)
SHARING = re.compile(
    r"(?<![\w-])(?:sharedaddy|sd-sharing[\w-]*|jp-relatedposts|addtoany[\w-]*|a2a_kit|addthis[\w-]*|sharethis[\w-]*|"
    r"shareaholic[\w-]*|heateor[\w-]*|essb_links|ssba[\w-]*|(?:social|post|article|entry)-shar(?:e|ing)[\w-]*|"
    r"shar(?:e|ing)-(?:buttons?|links?|icons?|bar|tools?)|social-(?:buttons?|links|icons|media-links))(?![\w-])",
    re.IGNORECASE,
)
"""Classes of the boxes with share buttons, as the usual programs and their extensions name them."""
LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel(\d)")
IGNORED = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
WHOLE = {"html", "body", "main", "article"}
"""Elements that say by a class that there are share buttons somewhere in them."""
UNCLOSED = {"p", "li", "td", "th", "tr", "dt", "dd", "option"}
"""Elements that often have no end tag: the next of their kind ends them."""
BLOCKS = {"table", "h1", "h2", "h3", "ul", "ol"}
"""What ends a list of Word's paragraphs."""
TITLES = {"msotitle": "h1"}
SIGNS = ("display", "visibility", "mso-", "hidden", "msotitle", "opacity", "max-height")
"""One of these is in every page with a hidden element or with paragraphs of Word."""
MAX_ASIDE = 50
MAX_MARK_CHARS = 20
"""No bullet and no number of an item is longer."""


class PageSource(msgspec.Struct, frozen=True):
    """The source of a page without what nobody sees."""

    html: str
    hidden: tuple[str, ...] = ()
    """The texts that were hidden."""


def prepare_page(html: str) -> PageSource:
    """Return the source of a page as browsers show it. It never fails, and its time is in proportion to the length."""
    lowered = html.lower()
    if not any(sign in lowered for sign in SIGNS) and not SHARING.search(html):
        return PageSource(html)
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page()


class _Reader(HTMLParser):
    """Copies a page while its tags go by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.hidden: list[str] = []
        self.skipping = ""
        """The name of the hidden element that is being passed over."""
        self.depth = 0
        self.is_kept = False
        """True while the text of a hidden element is kept, to be told."""
        self.is_mark = False
        """True while the bullet or the number is read that Word writes before an item."""
        self.mark = ""
        self.lists: list[str] = []
        self.renamed: list[str] = []
        """What to write in place of the ends of paragraphs that have become something else."""

    def page(self) -> PageSource:
        """Return the page."""
        self._end_lists(0)
        return PageSource("".join(self.parts), tuple(text.strip() for text in self.hidden if text.strip()))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a tag, or begin to pass over a hidden element."""
        said = {name: value or "" for name, value in attrs}
        style = said.get("style", "").lower()
        if self.skipping:
            if tag == self.skipping and tag in UNCLOSED:
                self.skipping = ""
            else:
                self.depth += tag == self.skipping and tag not in VOID
                return
        is_hidden = HIDING.search(style) or IGNORED.search(style) or "hidden" in said
        is_box = tag not in WHOLE and SHARING.search(said.get("class", "")) is not None
        if tag not in VOID and (is_hidden or is_box):
            self.skipping, self.depth, self.is_mark = tag, 1, IGNORED.search(style) is not None
            self.is_kept = bool(is_hidden) and not self.is_mark
            self.hidden += [""] if self.is_kept and len(self.hidden) < MAX_ASIDE else []
        elif tag == "p":
            self._open_paragraph(said, LEVEL.search(style))
        else:
            if tag in BLOCKS:
                self._end_lists(0)
            self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Copy the end of an element, or stop passing over it."""
        if self.skipping:
            self.depth -= tag == self.skipping
            if not self.depth:
                self.skipping, self.is_mark = "", False
            return
        if tag in VOID:
            return
        closing = self.renamed.pop() if tag == "p" and self.renamed else f"</{tag}>"
        self.parts.append(closing)

    def handle_data(self, data: str) -> None:
        """Copy text, or keep what is hidden."""
        self._take(data)

    def handle_entityref(self, name: str) -> None:
        """Copy a named character."""
        self._take(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Copy a numbered character."""
        self._take(f"&#{name};")

    def _take(self, text: str) -> None:
        if self.is_mark:
            if len(self.mark) < MAX_MARK_CHARS:
                self.mark += unescape(text)
                self._set_mark()
        elif self.skipping:
            if self.is_kept:
                self.hidden[-1] += unescape(text)
        else:
            self.parts.append(text)

    def _open_paragraph(self, said: dict[str, str], level: re.Match[str] | None) -> None:
        title = TITLES.get(said.get("class", "").lower())
        if level is None:
            self._end_lists(0)
            self.parts.append(f"<{title}>" if title else self.get_starttag_text() or "<p>")
            self.renamed.append(f"</{title}>" if title else "</p>")
            return
        depth = int(level[1])
        self._end_lists(depth)
        if len(self.lists) == depth:
            self.parts.append("</li>")
        while len(self.lists) < depth:
            self.lists.append(f"list-{len(self.parts)}")
            self.parts.append("<ul>")
        self.mark = ""
        self.parts.append("<li>")
        self.renamed.append("")

    def _set_mark(self) -> None:
        """Make the list a numbered one if its first item has a number."""
        if self.lists and re.fullmatch(r"\s*\(?(?:\d+|[a-zA-Z])[.)]\s*", self.mark):
            at = int(self.lists[-1].partition("-")[2])
            self.parts[at] = "<ol>"

    def _end_lists(self, depth: int) -> None:
        while len(self.lists) > depth:
            at = int(self.lists.pop().partition("-")[2])
            self.parts.append(f"</li></{self.parts[at][1:3]}>")


def as_heading(title: str) -> str:
    """Return the words of a title as the heading of a page."""
    return f"<h1>{escape(unescape(title), quote=False)}</h1>"
