"""Read documents in Rich Text Format (.rtf).

striprtf, the usual library, gives text alone: no emphasis, headings or notes, and it publishes hidden and deleted text.
"""

import re

import msgspec

from generator.intake.documents.archive import SAVE_AGAIN
from generator.intake.documents.cropped import RICH_TEXT_SIZES, cropping_in_twips, is_cropped
from generator.intake.documents.document import COMMENTED, HIDDEN, TRACKED, DocumentError, PageText, Picture
from generator.intake.documents.rtf_markup import SHOWN, join_pieces, mark_up
from generator.intake.documents.rtf_state import Paragraph, State
from generator.intake.documents.rtf_tokens import CODEPAGES, SIGNS, SYMBOLS, Token, tokens_of
from generator.photos.in_documents import part_name

OPENING = b"{\\rtf"
MAX_GROUPS = 500
"""How deep groups may be in each other."""
SKIPPED = {
    "colortbl", "info", "atnid", "atnauthor", "atntime", "atnicn", "atnref", "atnparent", "atndate", "xe", "tc", "tcn",
    "private", "themedata", "datastore", "colorschememapping", "latentstyles", "rsidtbl", "listtable",
    "listoverridetable",
    "generator", "xmlnstbl", "mmathPr", "pgptbl", "revtbl", "objdata", "shpinst", "nonshppict", "ftnsep", "ftnsepc",
    "aftnsep", "aftnsepc", "aftncn", "ftncn", "bkmkstart", "bkmkend", "falt", "panose", "blipuid", "picprop", "sp",
}  # fmt: skip
"""Groups that are no text."""
ASIDE = {"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "annotation"}
"""Groups beside the text, which is never printed."""
HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop) ?([1-6])$", re.IGNORECASE)
LINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*"?([^"\s]{1,2000})')
NUMBER = re.compile(r"\(?[\dA-Za-z]{1,4}[.)]")
PICTURES = "Drawings in the document that only word processors can show were left out."


def read_rtf(raw: bytes) -> PageText:
    """Return the text of a document. Raises DocumentError."""
    if not raw.lstrip().startswith(OPENING):
        raise DocumentError("The file is not in Rich Text Format.", SAVE_AGAIN)
    reader = _Reader()
    for token in tokens_of(raw):
        reader.take(token)
    return reader.page()


class _Reader:
    """Reads one document from its tokens."""

    def __init__(self) -> None:
        self.state = State()
        self.stack: list[State] = []
        self.ignorable = False
        self.fonts: dict[int, str] = {}
        self.headings: dict[int, int] = {}
        self.font = self.style = 0
        self.default_codec = "cp1252"
        self.name = self.address = ""
        self.pending = b""
        self.to_skip = 0
        self.high = ""
        self.paragraph = Paragraph()
        self.blocks: list[str] = []
        self.lists: list[str] = []
        self.list_kind = ""
        self.rows: list[list[str]] = []
        self.row: list[str] = []
        self.notes: list[str] = []
        self.outer: list[Paragraph] = []
        self.said: set[str] = set()
        self.aside: list[str] = []
        self.pictures: list[Picture] = []
        self.blip = ""
        self.span: tuple[int, int] | None = None
        self.sizes: dict[str, int] = {}
        self.cropped = 0

    def page(self) -> PageText:
        """Return the document."""
        self._flush_bytes()
        self._end_paragraph()
        self._end_list()
        self._end_table()
        items = (f'<li id="footnote-{number}"><p>{note}</p></li>' for number, note in enumerate(self.notes, 1))
        html = "".join(self.blocks) + (f"<ol>{''.join(items)}</ol>" if self.notes else "")
        notes = tuple(note for note in (TRACKED, COMMENTED, PICTURES) if note in self.said)
        aside = tuple(filter(str.strip, self.aside))
        warnings = (HIDDEN,) if HIDDEN in self.said else ()
        return PageText(html, notes, warnings, tuple(self.pictures), self.cropped, aside)

    def take(self, token: Token) -> None:
        """Read the next token."""
        if token.kind == "bytes":
            if self.state.kind == "picture":
                self.span = (self.span or token.span)[0], token.span[1]
            else:
                self._take_bytes(token.data)
            return
        self._flush_bytes()
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif token.kind == "symbol":
            self._take_symbol(token.word)
        else:
            self._take_word(token.word, token.number)
            self.ignorable = False

    # --- groups ---

    def _open(self) -> None:
        if len(self.stack) >= MAX_GROUPS:
            raise DocumentError(f"The groups of the document are nested more than {MAX_GROUPS} deep.", SAVE_AGAIN)
        self.stack.append(self.state)
        self.state = msgspec.structs.replace(self.state)
        self.to_skip = 0

    def _close(self) -> None:
        if not self.stack:
            return
        ended, self.state = self.state, self.stack.pop()
        if ended.kind == self.state.kind:
            return
        if ended.kind in {"styles", "fonts"}:
            self.name = ""
        elif ended.kind == "link":
            found = LINK.match(self.address)
            self.state.link = found[1] if found else ""
            self.address = ""
        elif ended.kind == "note":
            self._end_note()
        elif ended.kind == "picture":
            self._end_picture()

    def _end_note(self) -> None:
        words = self._inline(self.paragraph)
        self.paragraph = self.outer.pop() if self.outer else Paragraph()
        self.notes.append(words.strip())
        self.paragraph.pieces.append((f"\0{len(self.notes)}", False, False, ""))

    def _end_picture(self) -> None:
        if not (self.blip and self.span):
            self.said.add(PICTURES)
        elif not (self.state.hidden or self.state.deleted):
            self._show(part_name(f"{self.span[0]}-{self.span[1]}", self.blip))
        self.blip, self.span, self.sizes = "", None, {}

    def _show(self, part: str) -> None:
        """Show a picture, or what is left of it."""
        if is_cropped(self.sizes):
            cropping = cropping_in_twips(self.sizes)
            if cropping is None:
                self.cropped += 1
                return
            part = f"{cropping.folder}/{part}"
        self.pictures.append(Picture(part, ""))
        self._add(f"{SHOWN}{len(self.pictures) - 1}")

    # --- control words ---

    def _take_symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.ignorable = True
        elif symbol in SYMBOLS:
            self._add(SYMBOLS[symbol])

    def _take_word(self, word: str, number: int | None) -> None:
        if (
            self._take_group(word)
            or self._take_picture(word, number or 0)
            or self._take_look(word, number)
            or self._take_break(word)
        ):
            return
        if word == "u" and number is not None:
            self._take_unicode(number % 65_536)
        elif word == "uc":
            self.state.skip_after_unicode = min(max(number or 0, 0), 8)
        elif word in SIGNS:
            self._add(SIGNS[word])
        elif word in {"f", "s", "fcharset", "ansicpg", "outlinelevel"}:
            self._take_number(word, number or 0)
        elif self.ignorable:
            self.state.kind = "skip"

    def _take_group(self, word: str) -> bool:
        """Take a word that says what the group is."""
        if word in SKIPPED:
            self.state.kind = "skip"
        elif word in ASIDE:
            self.state.kind = "aside"
            self.aside.append("")
            self.said |= {COMMENTED} if word == "annotation" else set()
        elif word == "object":
            self.state.kind = "skip"
            self.said.add(PICTURES)
        elif word in GROUPS:
            if self.state.kind not in {"skip", "aside"}:
                self.state.kind = GROUPS[word]
            if self.state.kind == "note":
                self.outer.append(self.paragraph)
                self.paragraph = Paragraph()
        else:
            return False
        return True

    def _take_picture(self, word: str, number: int) -> bool:
        """Take a word that begins a picture or says of what kind it is."""
        if word == "pict":
            self.state.kind = "skip" if self.state.kind in {"skip", "aside"} else "picture"
        elif word == "shppict":
            self.ignorable = False
        elif word in BLIPS:
            self.blip = BLIPS[word]
        elif word in RICH_TEXT_SIZES:
            self.sizes[word] = number
        else:
            return False
        return True

    def _take_look(self, word: str, number: int | None) -> bool:
        is_on = number != 0
        if word in {"b", "i", "v", "deleted"}:
            setattr(self.state, {"b": "bold", "i": "italic", "v": "hidden", "deleted": "deleted"}[word], is_on)
        elif word == "plain":
            self.state.bold = self.state.italic = self.state.hidden = self.state.deleted = False
        elif word == "revised":
            self.said |= {TRACKED} if is_on else set()
        elif word == "intbl":
            self.paragraph.in_table = True
        elif word == "pard":
            self.style = 0
            self.paragraph.level, self.paragraph.in_table = 0, False
        else:
            return False
        return True

    def _take_break(self, word: str) -> bool:
        if self.state.kind in {"skip", "fonts", "styles", "aside"} and word in BREAKS:
            self.aside += [""] if self.state.kind == "aside" else []
            return True
        if word in {"par", "sect", "page"}:
            self._end_paragraph()
        elif word == "line":
            self._add("\n")
        elif word in {"cell", "nestcell"}:
            self.row.append(self._inline(self.paragraph).strip())
            self.paragraph = Paragraph()
        elif word in {"row", "nestrow"}:
            self.rows += [self.row] if self.row else []
            self.row = []
        else:
            return False
        return True

    def _take_number(self, word: str, number: int) -> None:
        if word == "ansicpg":
            self.default_codec = self.state.codec = _known_codec(f"cp{number}")
        elif word == "fcharset":
            self.fonts[self.font] = CODEPAGES.get(number, self.default_codec)
        elif word == "f":
            self.font = number
            self.state.codec = self.fonts.get(number, self.default_codec)
        elif word == "s":
            self.style = number
            self.paragraph.level = self.headings.get(number, 0) if self.state.kind == "text" else 0
        elif self.state.kind == "text":
            self.paragraph.level = number + 1 if 0 <= number < 6 else 0

    # --- text ---

    def _take_bytes(self, data: bytes) -> None:
        if self.to_skip:
            left = data[self.to_skip :]
            self.to_skip = max(0, self.to_skip - len(data))
            data = left
        self.pending += data if self.state.kind != "skip" else b""
        if len(self.pending) > MAX_PENDING:
            self._flush_bytes()

    def _flush_bytes(self) -> None:
        if self.pending:
            self._add(self.pending.decode(self.state.codec, "replace"))
            self.pending = b""

    def _take_unicode(self, number: int) -> None:
        self.to_skip = self.state.skip_after_unicode
        if 0xD800 <= number < 0xDC00:
            self.high = chr(number)
            return
        text = self.high + chr(number)
        self.high = ""
        self._add(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))

    def _add(self, text: str) -> None:
        kind = self.state.kind
        if kind == "styles":
            self._add_to_style(text)
        elif kind == "link":
            self.address += text[:MAX_ADDRESS]
        elif kind == "bullet":
            self.paragraph.bullet += text.strip()
        elif kind == "aside":
            self.aside[-1] += text
        elif kind in {"text", "note"}:
            self._add_words(text)

    def _add_to_style(self, text: str) -> None:
        self.name += text
        for name in self.name.split(";")[:-1]:
            if found := HEADING.search(name.strip()):
                self.headings[self.style] = int(found[1])
            elif name.strip().casefold() == "title":
                self.headings[self.style] = 1
        self.name = self.name.rpartition(";")[2][-MAX_ADDRESS:]

    def _add_words(self, text: str) -> None:
        state = self.state
        if state.hidden or state.deleted:
            self.said |= {TRACKED} if state.deleted else {HIDDEN} if text.strip() else set()
            self.aside += [text] if state.hidden else []
        elif text:
            self.paragraph.pieces.append((text, state.bold, state.italic, state.link))

    # --- blocks ---

    def _end_paragraph(self) -> None:
        if self.state.kind == "note":
            self._add(" ")
            return
        ended, self.paragraph = self.paragraph, Paragraph(level=self.paragraph.level)
        if ended.in_table:
            self.paragraph = ended
            self.paragraph.pieces.append(("\n", False, False, ""))
            return
        self._end_table()
        words = self._inline(ended).strip()
        if not words:
            return
        if ended.bullet:
            self._add_item(words, "ol" if NUMBER.fullmatch(ended.bullet) else "ul")
            return
        self._end_list()
        tag = f"h{ended.level}" if ended.level else "p"
        self.blocks.append(f"<{tag}>{words}</{tag}>")

    def _add_item(self, words: str, kind: str) -> None:
        if kind != self.list_kind:
            self._end_list()
        self.list_kind = kind
        self.lists.append(f"<li>{words}</li>")

    def _end_list(self) -> None:
        if self.lists:
            self.blocks.append(f"<{self.list_kind}>{''.join(self.lists)}</{self.list_kind}>")
        self.lists, self.list_kind = [], ""

    def _end_table(self) -> None:
        self.rows += [self.row] if self.row else []
        if self.rows:
            self._end_list()
            cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in self.rows)
            self.blocks.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>")
        self.rows, self.row = [], []

    def _inline(self, paragraph: Paragraph) -> str:
        return "".join(mark_up(*piece) for piece in join_pieces(paragraph.pieces))


GROUPS = {
    "fonttbl": "fonts", "stylesheet": "styles", "listtext": "bullet", "pntext": "bullet", "fldinst": "link",
    "footnote": "note",
}  # fmt: skip
BLIPS = {"pngblip": "png", "jpegblip": "jpeg"}
"""The kinds of picture that browsers can show. Others are drawings of Windows and of old Macs."""
BREAKS = {"par", "sect", "page", "line", "cell", "nestcell", "row", "nestrow"}
MAX_PENDING = 100_000
MAX_ADDRESS = 2_000


def _known_codec(codec: str) -> str:
    try:
        "".encode(codec)
    except LookupError:
        return "cp1252"
    return codec
