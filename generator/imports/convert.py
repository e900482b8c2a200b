"""Convert the body of an item to Markdown, in a worker that may be killed.

What links and pictures lead to isn't known in a worker. So they are numbered, and resolve.py puts in what they are.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from html.parser import HTMLParser

import msgspec

from generator.imports import rst_body
from generator.imports.commands import PICTURE
from generator.imports.kinds import substack_body, wordpress_body
from generator.imports.markdown_body import PRIVATE, read_commands, read_markdown
from generator.imports.notes import find_notes, is_note_name, plain_references
from generator.imports.parts import RENAMED, VOID_TAGS, Leftover, Parts, Shown
from generator.imports.players import video_in
from generator.intake.documents.markdown_writer import write_markdown
from generator.intake.html.sanitise import plain_text, well_formed

LIMIT_S = 20.0
"""The longest time that a batch of bodies may take."""
BATCH = 20
MAX_CHARS = 4_000_000
ONLY_WORDS = "Texts too long or too complicated to convert: only their words were kept"
UNREADABLE = (AssertionError, LookupError, RecursionError, ValueError)
"""What Python's HTML parser, and others, raise for HTML that no browser would show either."""
COMMANDS = {
    "script",
    "style",
    "form",
    "input",
    "select",
    "button",
    "object",
    "embed",
    "applet",
    "canvas",
    "svg",
    "math",
}
"""Elements that do something on the page where they were. All but the words in buttons and forms are left out."""
TOLD = {
    "form": "Forms",
    "object": "Embedded objects",
    "embed": "Embedded objects",
    "script": "Scripts",
    "svg": "Drawings",
}
BREAKS = re.compile(r"\\\n((?:> ?)*)(?:\\\n\1)+")
"""Line breaks with nothing between them, by which some editors make paragraphs."""
TAGS = re.compile(r"</?[a-z]")
NESTED = {"blockquote", "ul", "ol", "dl"}
MAX_NESTED = 40
"""How deep lists and quotations may be in each other. Markdown writes the depth in front of each line."""
LAZY = ("data-orig-file", "data-large-file", "data-src", "data-lazy-src", "data-original", "src")
"""Attributes with the address of a picture; the best first."""
OF_PROGRAMS = {"wordpress": wordpress_body.as_html, "substack": substack_body.as_html}
"""What makes plain HTML of the markup that a program has of its own."""
PLAYERS = {"iframe", "video", "audio"}
WIDGETS = re.compile(
    r"//(?:platform\.(?:twitter|x|instagram)\.com|www\.instagram\.com/embed|connect\.facebook\.net|www\.tiktok\.com/embed)"
)
"""Scripts that dress up a quotation which is there in words anyway."""


class Body(msgspec.Struct, frozen=True):
    """A body to convert."""

    text: str
    markup: str
    values: dict[str, str] = {}
    """What the header of a file says, for texts that name it: `{{ page.title }}`."""


class Converted(msgspec.Struct, frozen=True):
    """A body in Markdown."""

    text: str
    links: tuple[str, ...] = ()
    """What `link:0`, `link:1`, … in the text lead to, as the source writes it."""
    pictures: tuple[Shown, ...] = ()
    leftovers: tuple[Leftover, ...] = ()


def convert_bodies(bodies: Sequence[Body]) -> list[Converted]:
    """Return the bodies in Markdown, in order. Runs in a worker."""
    return [_convert_safely(body) for body in bodies]


def _convert_safely(body: Body) -> Converted:
    """Return a body in Markdown; only its words where the HTML is too odd for the parsers."""
    try:
        return convert_body(body)
    except UNREADABLE:
        return words_alone(body)


def words_alone(body: Body) -> Converted:
    """Return the words of a body that can't be converted."""
    return Converted(strip_tags(body.text[:MAX_CHARS]), leftovers=(Leftover(ONLY_WORDS),))


def convert_body(body: Body) -> Converted:
    """Return a body in Markdown."""
    if len(body.text) > MAX_CHARS:
        return words_alone(body)
    if body.markup in {"markdown", "liquid"}:
        parts = Parts()
        text = read_markdown(body.text, body.values, parts, has_liquid=body.markup == "liquid")
        return _converted(text, parts)
    if body.markup in {"hugo-html", "liquid-html"}:
        parts = Parts()
        return convert_html(
            read_commands(body.text, body.values, parts, has_liquid=body.markup == "liquid-html"), parts
        )
    if body.markup == "rst":
        parts = Parts()
        return convert_html(rst_body.as_html(PRIVATE.sub("", body.text), parts), parts)
    parts = Parts()
    if body.markup in OF_PROGRAMS:
        return convert_html(OF_PROGRAMS[body.markup](body.text, parts.leave), parts)
    return convert_html(PRIVATE.sub("", body.text), parts)


def convert_html(html: str, parts: Parts) -> Converted:
    """Return the HTML of a body in Markdown. What Markdown can't express stays as allowed HTML."""
    notes = find_notes(html)
    reader = _Reader(parts, notes)
    reader.feed(plain_references(html, notes))
    reader.close()
    images = [PICTURE.format(number) for number in range(len(parts.pictures))]
    written = write_markdown(well_formed("".join(reader.out)), images, is_body=True)
    return _converted(BREAKS.sub(_new_paragraph, written.text), parts)


def _new_paragraph(found: re.Match[str]) -> str:
    """Return two line breaks as the beginning of a paragraph, unless emphasis goes on behind them."""
    before = found.string[found.string.rfind("\n\n", 0, found.start()) + 1 : found.start()]
    is_code = f"\n{found.string[: found.start()]}".count("\n```") % 2
    goes_on = any(before.replace("\\" + mark, "").count(mark) % 2 for mark in ("*", "_", "`", "["))
    is_tagged = before.count("</") * 2 != len(TAGS.findall(before))
    return found[0] if is_code or goes_on or is_tagged or "    " in found[1] else f"\n{found[1].rstrip()}\n{found[1]}"


def strip_tags(html: str) -> str:
    """Return the words of HTML that can't be converted, in paragraphs."""
    pieces = re.split(r"</?(?:p|div|br|h[1-6]|li)\b[^<>]{0,200}>|\n\s*\n", re.sub(r"[\ue000-\uf8ff]", "", html))
    return "\n\n".join(filter(None, (plain_text(re.sub(r"<[^<>]{0,5000}>", "", piece)) for piece in pieces)))


def _converted(text: str, parts: Parts) -> Converted:
    return Converted(text, tuple(parts.links), tuple(parts.pictures), tuple(parts.leftovers))


class _Reader(HTMLParser):
    """Copies HTML with links and pictures numbered, and with addresses in the place of players."""

    def __init__(self, parts: Parts, notes: Mapping[str, int]) -> None:
        """`notes`: the footnotes of the text, by their ids."""
        super().__init__(convert_charrefs=True)
        self.parts = parts
        self.notes = notes
        self.out: list[str] = []
        self.skipping = ""
        self.depth = self.nested = 0
        self.played = self.unplayed = ""
        self.figures: list[_Figure] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if self.skipping:
            self.depth += tag == self.skipping
            self._play_flash(tag, said)
        elif tag in COMMANDS:
            self._pass_over(tag, said)
        elif tag == "img":
            self._show(said)
        elif tag in PLAYERS or tag == "source":
            self._play(tag, said)
        elif tag == "figure":
            self._open_figure(said)
        elif tag == "figcaption" and self.figures:
            self.figures[-1].caption_at = len(self.out)
        elif tag == "a":
            self._link(said)
        else:
            self._copy(tag, said)

    def handle_endtag(self, tag: str) -> None:
        if self.skipping:
            self.depth -= tag == self.skipping
            self.skipping = self.skipping if self.depth else ""
            if not self.skipping:
                self._tell_unplayed(tag)
        elif tag == "figcaption" and self.figures:
            self._end_caption()
        elif tag == "figure":
            if self.figures:
                self.figures.pop()
            self.out.append("</figure>")
        elif tag not in VOID_TAGS | PLAYERS | COMMANDS:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.out.append(escape(data, quote=False))

    def _copy(self, tag: str, said: dict[str, str]) -> None:
        kept = "".join(f' {name}="{escape(value)}"' for name, value in said.items() if name in {"colspan", "rowspan"})
        if tag == "li" and said.get("id") in self.notes:
            kept = f' id="footnote-{self.notes[said["id"]]}"'
        self.nested += tag in NESTED
        if self.nested <= MAX_NESTED or tag not in NESTED:
            self.out.append(f"<{RENAMED.get(tag, tag)}{kept}>")

    def _end(self, tag: str) -> None:
        if self.nested <= MAX_NESTED or tag not in NESTED:
            self.out.append(f"</{RENAMED.get(tag, tag)}>")
        self.nested -= tag in NESTED and self.nested > 0

    def _pass_over(self, tag: str, said: dict[str, str]) -> None:
        is_player = tag in {"object", "embed"}
        self.unplayed = said.get("src") or said.get("data", "") if is_player else ""
        if tag in TOLD and not is_player and not WIDGETS.search(said.get("src", "")):
            self.parts.leave(f"{TOLD[tag]} in texts", said.get("src") or said.get("action") or said.get("data", ""))
        self._play_flash(tag, said)
        if tag in VOID_TAGS:
            self._tell_unplayed(tag)
        if tag in {"form", "button"} or tag in VOID_TAGS:
            return
        self.skipping, self.depth = tag, 1

    def _play_flash(self, tag: str, said: dict[str, str]) -> None:
        """Write the address of a video that an object plays, once for all of its tags."""
        address = video_in(" ".join(said.values())) if tag in {"object", "embed", "param"} else ""
        if address and address != self.played:
            self.played = address
            self.out.append(f"<p>{escape(address)}</p>")

    def _tell_unplayed(self, tag: str) -> None:
        """Tell of an object that played nothing that is known."""
        if tag in {"object", "embed"} and not self.played:
            self.parts.leave(f"{TOLD[tag]} in texts", self.unplayed)

    def _show(self, said: dict[str, str]) -> None:
        source = next((said[name] for name in LAZY if said.get(name) and not said[name].startswith("data:")), "")
        if not source:
            self.parts.leave("Pictures without an address, or inside the text itself", said.get("alt", "")[:80])
            return
        number = self.parts.picture(Shown(source, said.get("alt", ""), said.get("title", "")))
        if self.figures:
            self.figures[-1].pictures.append(number)
        self.out.append(f'<img src="picture:{number}">')

    def _play(self, tag: str, said: dict[str, str]) -> None:
        source = said.get("src") or said.get("data-src", "")
        source = f"https:{source}" if source.startswith("//") else source
        if not source:
            return
        if tag == "iframe":
            shown = escape(source) if source.startswith("http") else ""
            self.out.append(f"<p>{shown}</p>")
        else:
            name = escape(source.partition("?")[0].rpartition("/")[2])
            self.out.append(f'<p><a href="link:{self.parts.link(source)}">{name}</a></p>')

    def _open_figure(self, said: dict[str, str]) -> None:
        self.figures.append(_Figure())
        self.out.append("<figure>")
        if "data-gallery" in said:
            number = self.parts.picture(Shown(f"gallery:{said['data-gallery']}"))
            self.out.append(f'<img src="picture:{number}">')

    def _end_caption(self) -> None:
        """Give a figure's words to its one picture; with several pictures they are a paragraph."""
        figure = self.figures[-1]
        if figure.caption_at < 0:
            return
        words = "".join(self.out[figure.caption_at :])
        if len(figure.pictures) == 1 and "picture:" not in words:
            caption = plain_text(words)
            self.parts.caption(figure.pictures[0], caption)
            del self.out[figure.caption_at :]
        else:
            self.out.insert(figure.caption_at, "<p>")
            self.out.append("</p>")
        figure.caption_at = -1

    def _link(self, said: dict[str, str]) -> None:
        href = said.get("href", "").strip()
        if href.startswith("#") and is_note_name(href):
            number = self.notes.get(href[1:])
            self.out.append(f'<a href="#footnote-{number}">' if number else "<a>")
        elif href.startswith(("#", "mailto:", "tel:")) or not href:
            self.out.append(f'<a href="{escape(href)}">' if href else "<a>")
        else:
            self.out.append(f'<a href="link:{self.parts.link(href)}">')


class _Figure(msgspec.Struct):
    """A figure that is being read."""

    pictures: list[int] = []
    caption_at: int = -1
    """Where in the output its caption begins; -1 outside of it."""
