"""Write HTML as Markdown, in one pass over its tags, so that documents are read like Markdown that editors typed.

markdownify and html2text call themselves for each level of elements; here levels are kept in a list. The HTML is
well-formed, since the sanitiser has parsed it. Tables stay HTML, which Markdown may hold: cells may span others.
"""

import re
from collections.abc import Sequence
from html import escape
from html.parser import HTMLParser

import msgspec

from generator.intake.documents.markdown_emphasis import settle_emphasis
from generator.intake.text.addresses import find_links

HEADINGS = {f"h{level}": level for level in range(1, 7)}
EMPHASIS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "del": "del", "s": "del"}
PHRASES = {"sub", "sup", "u", "kbd", "mark", "small", "ins", "q", "cite", "abbr", "var", "samp", "dfn"}
"""Elements without a mark in Markdown. In the body of a story they stay as they are."""
PARAGRAPHS = {"p", "div", "dt", "dd", "figure", "figcaption", "section", "article", "main", "center"}
TABLE_PARTS = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
KEPT_IN_TABLES = TABLE_PARTS | {"strong", "em", "b", "i", "br", "a", "sub", "sup", "del", "s"}
TABLE_ATTRIBUTES = {"href", "colspan", "rowspan", "scope"}
VOID = {"br", "img", "hr"}
NOTE = re.compile(r"#(?:footnote|endnote)-(\d{1,5})\Z")
NOTE_ITEM = re.compile(r"(?:s-)?(footnote|endnote)-(\d{1,5})\Z")
BACK = re.compile(r"#(?:footnote|endnote)-ref-\d{1,5}\Z")
SPECIAL = re.compile(r"[\\`*~]|_(?=\S)|\[(?=[^\]\n]{0,200}\][(\[:])|\[\^|!(?=\[)")
"""Signs that Markdown would take for markup."""
OPENING = re.compile(r"(\d{0,9})(#|>|[-+](?=\s)|[-=](?=[-=]*\s*$)|(?<=\d)[.)](?=\s)|:(?=\s)|\|)")
"""What makes a line of text a heading, a quotation, a list, a rule, a definition or a table."""
PLAIN_BLOCKS = 6
"""In the first blocks, emphasis on the whole of a line is left out: so do editors mark a headline and a byline."""
BLANKS = re.compile(r"[ \t\r\n\f]+")
PICTURE = re.compile(r"picture:(\d{1,5})\Z")
RUNNING_CHARS = 100
"""A paragraph of this length is no line of the head, below which pictures may stand: the head is read line by line."""


class MarkdownText(msgspec.Struct, frozen=True):
    """A document as Markdown."""

    text: str
    paragraphs: tuple[int, ...]
    """For each line the number of its paragraph in the document, counted from 1."""
    left_out: int
    """How many pictures of the document aren't in the text."""


def write_markdown(html: str, images: Sequence[str] = (), *, is_body: bool = False) -> MarkdownText:
    """Return sanitised HTML as Markdown. The time is in proportion to its length.

    `images`: for each picture of the document the Markdown that shows it, or nothing. `is_body`: the text has no head
    of its own, so that emphasis and pictures may stand at its start, and no heading is the headline.
    """
    writer = _Writer(images, is_body=is_body)
    writer.feed(html)
    writer.close()
    return writer.finish()


class _List(msgspec.Struct):
    marker: str
    number: int = 1


class _Writer(HTMLParser):
    """Collects blocks of Markdown while tags go by."""

    def __init__(self, images: Sequence[str], *, is_body: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.images = images
        self.is_body = is_body
        self.waiting: list[str] = []
        self.is_running = is_body
        self.lines: list[str] = []
        self.numbers: list[int] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.lists: list[_List] = []
        self.item_begins = self.in_list = self.ended_list = False
        self.quotes = self.quoted = self.heading = self.paragraphs = self.left_out = self.tables = 0
        self.note = self.note_reference = ""
        self.table: list[str] = []
        self.code: list[str] | None = None
        """The parts of a piece of code, while one is read."""
        self.is_listing = False
        """True while the code is a block of lines."""

    def finish(self) -> MarkdownText:
        """Return what was written."""
        self._end_block()
        self.is_running = True
        self._show_waiting()
        return MarkdownText("\n".join(self.lines) + "\n", tuple(self.numbers), self.left_out)

    # --- tags ---

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in {"code", "pre"} and not self.tables:
            self._open_code(tag)
        elif self.code is not None:
            self.code.append("\n" if tag == "br" else "")
        elif tag == "img":
            self._take_picture(said.get("src", ""))
        elif self.tables or tag == "table":
            self._open_in_table(tag, said)
        elif tag in PARAGRAPHS or tag in HEADINGS or tag in {"blockquote", "hr", "li", "ul", "ol", "dl"}:
            self._open_block(tag, said)
        else:
            self._open_phrase(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if self.tables:
            self._close_in_table(tag)
        elif self.code is not None:
            self._close_code(tag)
        elif tag in PARAGRAPHS or tag in HEADINGS or tag in {"blockquote", "li", "ul", "ol", "dl"}:
            self._close_block(tag)
        elif tag == "a" and self.links:
            self._close_link(self.links.pop())
        elif tag in PHRASES and self.is_body:
            self.words.append(f"</{tag}>")
        elif tag in EMPHASIS:
            self.words.append(f"\1{EMPHASIS[tag]}")

    def handle_data(self, data: str) -> None:
        if self.note_reference:
            return
        if self.code is not None:
            self.code.append(data)
            return
        text = BLANKS.sub(" ", data)
        if self.tables:
            self.table.append(escape(text, quote=False))
        else:
            self.words.append(_escape_signs(text) if self.links else _escape_around_addresses(text))

    def _open_phrase(self, tag: str, said: dict[str, str]) -> None:
        if tag == "a":
            self._open_link(said.get("href", ""))
        elif tag == "br":
            self.words.append("\\\n")
        elif tag in EMPHASIS:
            self.words.append(f"\0{EMPHASIS[tag]}")
        elif tag in PHRASES and self.is_body:
            self.words.append(f"<{tag}>")

    # --- blocks ---

    def _open_block(self, tag: str, said: dict[str, str]) -> None:
        if tag == "p" and self.item_begins and not "".join(self.words).strip():
            return
        self._end_block()
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag == "blockquote":
            self.quotes += 1
        elif tag in {"ul", "ol"}:
            self.lists.append(_List("-" if tag == "ul" else "1."))
        elif tag == "li":
            note = NOTE_ITEM.match(said.get("id", ""))
            self.note = f"[^{note[1][0]}{note[2]}]: " if note else ""
            self.item_begins = not note
        elif tag == "hr":
            self._write(["* * *"])

    def _close_block(self, tag: str) -> None:
        self._end_block()
        if tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
            self.in_list, self.ended_list = self.in_list and bool(self.lists), not self.lists
        elif tag == "blockquote" and self.quotes:
            self.quotes -= 1
        elif tag == "li":
            self.item_begins, self.note = False, ""
            if self.lists:
                self.lists[-1].number += 1
        self._show_waiting()

    def _end_block(self) -> None:
        for href in reversed(self.links):
            self._close_link(href)
        text = settle_emphasis(self.words, whole_too=self.is_body or self.paragraphs >= PLAIN_BLOCKS)
        heading, self.heading, self.words = self.heading, 0, []
        for href in self.links:
            self._begin_link(href)
        if not text:
            return
        lines = [line.strip() for line in text.split("\n")]
        if heading:
            level = heading if self.lines or self.is_body else 1
            self._write([f"{'#' * level} {' '.join(line.removesuffix(chr(92)) for line in lines)}"])
        else:
            self.is_running = self.is_running or len(text) >= RUNNING_CHARS
            self._write([_as_text(line) for line in lines] if not self.note else lines)
        self._show_waiting()

    def _write(self, lines: list[str]) -> None:
        """Write a block, indented as deep as its list and after the marks of its quotations."""
        self.paragraphs += 1
        follows = self.item_begins and self.in_list
        self.in_list = bool(self.lists)
        first, rest = self._prefixes()
        written = [f"{first if number == 0 else rest}{line}" for number, line in enumerate(lines)]
        if self.is_body and self.ended_list and first.strip(" >") and not first.startswith("    "):
            self.lines += ["", "<!-- -->"]  # without it, two lists would be one
            self.numbers += [self.paragraphs] * 2
        self.ended_list = False
        if self.lines and not follows:
            written.insert(0, f"{'> ' * min(self.quotes, self.quoted)}".rstrip())
        self.quoted = self.quotes
        self.lines += written
        self.numbers += [self.paragraphs] * len(written)
        self.item_begins = False

    def _prefixes(self) -> tuple[str, str]:
        quote = "> " * self.quotes
        if self.note:
            note, self.note = self.note, ""
            return quote + note, f"{quote}    "
        if not self.lists or self.lists[-1].marker == "":
            return quote, quote
        depth = "    " * (len(self.lists) - 1)
        if not self.item_begins:
            return f"{quote}{depth}    ", f"{quote}{depth}    "
        last = self.lists[-1]
        marker = f"{last.number}." if last.marker == "1." else last.marker
        return f"{quote}{depth}{marker:<4}", f"{quote}{depth}    "

    # --- pictures, links, notes, tables ---

    def _take_picture(self, source: str) -> None:
        """Have a picture of the document shown below the paragraph, list or table in which it stands."""
        found = PICTURE.match(source)
        number = int(found[1]) if found else len(self.images)
        image = self.images[number] if number < len(self.images) else ""
        if image:
            self.waiting.append(image)
            if not "".join(self.words).strip():  # it stands between blocks, or opens one
                self._show_waiting()
        else:
            self.left_out += 1

    def _show_waiting(self) -> None:
        """Write the pictures that wait, if this is a place where pictures may stand."""
        if self.lists or self.quotes or self.tables or not self.is_running:
            return
        for image in self.waiting:
            self.lines += ["", image]
            self.numbers += [self.paragraphs] * 2
        self.waiting = []

    def _open_code(self, tag: str) -> None:
        if tag == "pre" and self.code is None:
            self._end_block()
            self.code, self.is_listing = [], True
        elif self.code is None:
            self.code = []

    def _close_code(self, tag: str) -> None:
        if tag != ("pre" if self.is_listing else "code") or self.code is None:
            return
        text, self.code = "".join(self.code), None
        if not self.is_listing:
            self.words.append(_code_span(BLANKS.sub(" ", text)))
            return
        self.is_listing = False
        lines = text.strip("\n").split("\n") if text.strip() else []
        if not lines:
            return
        if self.lists or self.quotes:  # Markdown knows no fence there
            self._write([f"    {line}".rstrip() for line in lines])
            return
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        self._write([fence, *lines, fence])

    def _open_link(self, href: str) -> None:
        self.links.append(href)
        self._begin_link(href)

    def _begin_link(self, href: str) -> None:
        note = NOTE.match(href)
        if note:
            self.note_reference = f"[^{href[1]}{note[1]}]"
        elif BACK.match(href):
            self.note_reference = " "
        else:
            self.words.append("[" if href else "")

    def _close_link(self, href: str) -> None:
        if self.note_reference:
            self.words.append(self.note_reference.strip())
            self.note_reference = ""
        elif href and self.words and self.words[-1] == "[":
            self.words.pop()
        elif href:
            address = href.replace("\\", "%5C").replace("(", "%28").replace(")", "%29").replace(" ", "%20")
            self.words.append(f"]({address})")

    def _open_in_table(self, tag: str, said: dict[str, str]) -> None:
        if tag == "table":
            if not self.tables:
                self._end_block()
            self.tables += 1
        if tag in KEPT_IN_TABLES:
            kept = (f' {name}="{escape(value)}"' for name, value in said.items() if name in TABLE_ATTRIBUTES)
            self.table.append(f"<{tag}{''.join(kept)}>")
        elif tag in PARAGRAPHS and self.table and not self.table[-1].startswith(("<td", "<th")):
            self.table.append("<br>")

    def _close_in_table(self, tag: str) -> None:
        if tag in KEPT_IN_TABLES and tag not in VOID:
            self.table.append(f"</{tag}>")
        if tag != "table":
            return
        self.tables -= 1
        if not self.tables:
            self._write(["".join(self.table)])
            self.table = []
            self._show_waiting()


def _code_span(text: str) -> str:
    """Return code as a part of a line."""
    if not text.strip():
        return text
    mark = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    edge = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{mark}{edge}{text}{edge}{mark}"


def _escape_signs(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text).replace("&", "&amp;").replace("<", "&lt;")


def _escape_around_addresses(text: str) -> str:
    """Return `text` with its signs escaped, but for those in addresses, which Markdown takes as they are."""
    parts, at = [], 0
    for link in find_links(text):
        parts += [_escape_signs(text[at : link.begin]), text[link.begin : link.end]]
        at = link.end
    return "".join([*parts, _escape_signs(text[at:])])


def _as_text(line: str) -> str:
    """Return a line of text in a form that Markdown doesn't take for the start of another block."""
    found = OPENING.match(line)
    if found is None:
        return line
    if not line.strip("=- "):
        return "".join(f"&#{ord(char)};" for char in line)
    sign = f"\\{found[2]}" if found[2] in "#>-+." else f"&#{ord(found[2])};"
    return f"{found[1]}{sign}{line[found.end() :]}"
