"""Read what Substack keeps in the text of a post: its own elements, of which many have their words in an attribute.

Such an element has a class that says what it is, and `data-attrs`, an object in JSON. What is inside it is what
Substack's page shows, with avatars and counts of likes, or nothing at all, since a script of the page fills it.
"""

import re
from collections.abc import Callable, Mapping
from html import escape
from html.parser import HTMLParser
from typing import Any

import msgspec

from generator.imports.kinds.wordpress_body import PRIVATE
from generator.imports.parts import VOID_TAGS, Tell, tell_nobody

RECORDINGS = "Recordings and videos on Substack's servers"
POLLS = "Polls"
BUTTONS = "Buttons to subscribe and to share"
FORMS = "Forms for subscribers"
PROMPTS = re.compile(
    r"%%|/subscribe|action=share|/comments|/leaderboard|/gift\b|/survey/|/chat\b|open\.substack\.com/\Z"
)
"""Addresses of buttons that do something at Substack."""
NOTE = re.compile(r"footnote-(\d{1,5})")
BETWEEN_NOTES = re.compile(r"(</li>)</ol>\s*<ol>(?=<li id=\"footnote-)")

Said = Mapping[str, Any]


class Inside(msgspec.Struct):
    """What is inside an element that is replaced: its words, those of each class, and what its links lead to."""

    words: list[str] = []
    classed: dict[str, str] = {}
    addresses: list[str] = []


Component = Callable[[Said, Inside, Tell], str]
"""Returns the plain HTML for an element, from what it says in its attribute and what is inside it."""


def as_html(body: str, tell: Tell = tell_nobody) -> str:
    """Return the text of a post as plain HTML. `tell` hears of what couldn't be carried over."""
    reader = _Reader(tell)
    reader.feed(PRIVATE.sub("", body))
    reader.close()
    return BETWEEN_NOTES.sub(r"\1", "".join(reader.out))


# --- elements -------------------------------------------------------------------------------------


def _text(said: Said, *names: str) -> str:
    """Return the first of some values that is a text with a word in it; empty if there is none."""
    values = (said.get(name) for name in names)
    return next((" ".join(one.split()) for one in values if isinstance(one, str) and one.strip()), "")


def _table(said: Said, name: str) -> Said:
    value = said.get(name)
    return value if isinstance(value, dict) else {}


def _paragraph(words: str, tag: str = "p") -> str:
    return f"<{tag}>{escape(words, quote=False)}</{tag}>" if words else ""


def _linked(words: str, address: str, behind: str = "") -> str:
    if not address.startswith("http"):
        return _paragraph(f"{words}{behind}")
    return f'<p><a href="{escape(address)}">{escape(words or address, quote=False)}</a>{escape(behind)}</p>'


def _first(inside: Inside) -> str:
    return next(iter(inside.addresses), "")


def _name(said: Said, inside: Inside, _tell: Tell) -> str:
    """Return the name of somebody, or of a share, in the middle of a sentence."""
    return escape(" ".join(inside.words) or _text(said, "name", "symbol"), quote=False)


def _formula(said: Said, inside: Inside, _tell: Tell) -> str:
    value = said.get("persistentExpression")
    formula = value if isinstance(value, str) else " ".join(inside.words)
    return f"<pre><code>{escape(formula.strip(), quote=False)}</code></pre>" if formula.strip() else ""


def _post(said: Said, inside: Inside, _tell: Tell) -> str:
    """Return a link to a text that is shown as a card, here or in another publication."""
    title = _text(said, "title", "name") or inside.classed.get("embedded-post-title", "")
    paper, address = _text(said, "publication_name"), _text(said, "url", "canonical_url", "base_url")
    behind = f" ({paper})" if paper and paper != title else ""
    return _linked(title, address or _first(inside), behind) + _paragraph(_text(said, "caption", "hero_text"))


def _embed(said: Said, inside: Inside, _tell: Tell) -> str:
    """Return the address of a post or a recording of another site; its words if it has none."""
    video, picture = _text(said, "videoId"), _text(said, "instagram_id")
    address = _text(said, "url", "bskyUrl", "permalink", "targetUrl")
    if picture:
        address = f"https://www.instagram.com/p/{picture}/"
    elif video and video.isdecimal() and "vimeo" in " ".join(inside.addresses):
        address = f"https://vimeo.com/{video}"
    elif video and not inside.addresses:
        address = f"https://www.youtube.com/watch?v={video}"
    address = address if address.startswith("http") and " " not in address else _first(inside)
    return _paragraph(address or " ".join(inside.words) or _text(said, "title", "text", "full_text"))


def _tweet(said: Said, inside: Inside, tell: Tell) -> str:
    """Return a post of X as a quotation, since its words are shown nowhere else."""
    words = "".join(_paragraph(line.strip()) for line in str(said.get("full_text") or "").split("\n"))
    if not words:
        return _embed(said, inside, tell)
    name = _text(said, "name", "username")
    return (
        f"<blockquote>{words}{_linked(f'— {name}' if name else '', _text(said, 'url') or _first(inside))}</blockquote>"
    )


def _file(said: Said, inside: Inside, _tell: Tell) -> str:
    name = inside.classed.get("file-embed-details-h1", "")
    kind = inside.classed.get("file-embed-details-h2", "")
    return _linked(name or _text(said, "title", "filename"), _first(inside), f" ({kind})" if kind else "")


def _gallery(said: Said, _inside: Inside, _tell: Tell) -> str:
    gallery = _table(said, "gallery")
    images = gallery.get("images")
    sources = [_text(one, "src") for one in images if isinstance(one, dict)] if isinstance(images, list) else []
    alt = escape(_text(gallery, "alt"))
    shown = "".join(f'<img src="{escape(source)}" alt="{alt}">' for source in filter(None, sources))
    return f"<figure>{shown}{_paragraph(_text(gallery, 'caption'), 'figcaption')}</figure>"


def _recording(said: Said, inside: Inside, tell: Tell) -> str:
    label = _text(said, "label", "title", "caption") or " ".join(inside.words)
    tell(RECORDINGS, label)
    return _paragraph(label)


def _note(said: Said, inside: Inside, _tell: Tell) -> str:
    """Return a short post of Substack as a quotation."""
    comment = _table(said, "comment")
    words, name = _text(comment, "body"), _text(comment, "name") or _text(_table(comment, "user"), "name")
    if not words:
        return _paragraph(" ".join(inside.words))
    return f"<blockquote>{_paragraph(words)}{_paragraph(f'— {name}' if name else '')}</blockquote>"


def _button(said: Said, inside: Inside, tell: Tell) -> str:
    """Return a button as a link, unless it does something at Substack."""
    address = _text(said, "url")
    if not address or PROMPTS.search(_first(inside)):
        address = _first(inside)
    if not address or PROMPTS.search(address):
        tell(BUTTONS, "")
        return ""
    label = _text(said, "text") or " ".join(inside.words)
    caption = inside.classed.get("cta-caption", "")
    return _paragraph(caption) + _linked(label, address)


def _poll(_said: Said, _inside: Inside, tell: Tell) -> str:
    tell(POLLS, "")
    return ""


def _form(_said: Said, _inside: Inside, tell: Tell) -> str:
    tell(FORMS, "")
    return ""


def _nothing(_said: Said, _inside: Inside, _tell: Tell) -> str:
    return ""


COMPONENTS: Mapping[str, Component] = {
    **dict.fromkeys(("mention-wrap", "cashtag-wrap"), _name),
    "latex-rendered": _formula,
    **dict.fromkeys(("embedded-post-wrap", "digest-post-embed", "embedded-publication-wrap"), _post),
    "tweet": _tweet,
    **dict.fromkeys(
        ("instagram-embed-wrap", "bluesky-wrap", "tiktok-wrap", "youtube-wrap", "vimeo-wrap"), _embed
    ),
    "file-embed-wrapper": _file,
    "image-gallery-embed": _gallery,
    **dict.fromkeys(("native-video-embed", "native-audio-embed"), _recording),
    "comment": _note,
    **dict.fromkeys(("button-wrapper", "captioned-button-wrap"), _button),
    **dict.fromkeys(("poll-embed", "survey-embed"), _poll),
    **dict.fromkeys(("subscription-widget-wrap", "subscription-widget-wrap-editor"), _form),
    **dict.fromkeys(
        (
            "image-link-expand", "hide-text", "footnote-number", "header-anchor-parent", "community-chat",
            "directMessage", "install-substack-app-embed", "sponsorship-campaign-embed",
        ),
        _nothing,
    ),
}  # fmt: skip
"""What becomes of an element of a class. All other elements are copied."""


# --- reading --------------------------------------------------------------------------------------


class _Open(msgspec.Struct):
    """A `div` that is copied and isn't closed yet."""

    ending: str
    address: str
    """What it embeds, to be shown if nothing in it leads there."""
    at: int
    """Where in the output begins what is in it."""


class _Reader(HTMLParser):
    """Copies HTML, with plain HTML in the place of Substack's own elements."""

    def __init__(self, tell: Tell) -> None:
        super().__init__(convert_charrefs=True)
        self.tell = tell
        self.out: list[str] = []
        self.opened: list[_Open] = []
        self.component: Component | None = None
        self.tag = self.classed = ""
        self.depth = 0
        self.said: Said = {}
        self.inside = Inside()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = given.get("class", "").split()
        if self.component:
            self.depth += tag == self.tag
            self.classed = classes[0] if classes else self.classed
            address = given.get("href") or (given.get("src", "") if tag == "iframe" else "")
            self.inside.addresses.extend([address] if address.startswith("http") else [])
            return
        self.component = next((COMPONENTS[name] for name in classes if name in COMPONENTS), None)
        if self.component is None:
            self._copy(tag, given, classes)
            return
        self.tag, self.depth, self.classed = tag, 1, ""
        self.said, self.inside = _said_in(given), Inside([], {}, [])
        if tag in VOID_TAGS:
            self._replace()

    def handle_endtag(self, tag: str) -> None:
        if self.component:
            self.depth -= tag == self.tag
            if not self.depth:
                self._replace()
        elif tag == "div" and self.opened:
            one = self.opened.pop()
            inside = "".join(self.out[one.at :]) if one.address else ""
            if one.address and escape(one.address) not in inside and "<iframe" not in inside:
                self.out.append(_paragraph(one.address))
            self.out.append(one.ending)
        elif tag not in VOID_TAGS:
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.component:
            self.out.append(escape(data, quote=False))
        elif words := " ".join(data.split()):
            self.inside.words.append(words)
            before = self.inside.classed.get(self.classed, "")
            self.inside.classed[self.classed] = f"{before} {words}".strip()

    def close(self) -> None:
        """End an element that the text doesn't end: what is in it may be the rest of the text, so it stays."""
        super().close()
        if self.component:
            self.out.append(_paragraph(" ".join(self.inside.words)))

    def _copy(self, tag: str, given: Mapping[str, str], classes: list[str]) -> None:
        opening, ending = self.get_starttag_text() or f"<{tag}>", f"</{tag}>"
        note = NOTE.fullmatch(given.get("id", ""))
        if tag == "div":
            if note:
                opening, ending = f'<ol><li id="footnote-{note[1]}">', "</li></ol>"
            elif "pullquote" in classes:
                opening, ending = "<blockquote>", "</blockquote>"
            address = _text(_said_in(given), "url", "canonical_url")
            is_address = address.startswith("http") and " " not in address
            self.opened.append(_Open(ending, address if is_address else "", len(self.out) + 1))
        self.out.append(opening)

    def _replace(self) -> None:
        if self.component:
            self.out.append(self.component(self.said, self.inside, self.tell))
        self.component = None


def _said_in(given: Mapping[str, str]) -> Said:
    try:
        said: Any = msgspec.json.decode(given.get("data-attrs") or "{}")
    except (msgspec.DecodeError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
