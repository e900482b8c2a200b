"""Put in what the numbered links and pictures of a converted body are in the new paper."""

import posixpath
import re
from collections.abc import Callable
from html import escape
from urllib.parse import parse_qs, quote, unquote, urlsplit

from generator.imports.convert import Converted
from generator.imports.media import Media, Saved
from generator.imports.old_site import OldSite, address_key
from generator.imports.parts import Shown
from generator.imports.records import Item
from generator.intake.embeds.recognise import may_be_embed
from generator.intake.names import ending_of

PICTURE = re.compile("(\n\n)?\ue000(\\d{1,6})\ue001")
TAG_OF_PICTURE = re.compile("\ue002(\\d{1,6})\ue003")
LINKED = re.compile(
    r"(?<!!)\[((?:[^\[\]\\]|\\.|\[(?:[^\[\]\\]|\\.){0,2000}\]){0,5000})\]\(link:(\d{1,6})((?:\s[^()]{0,2000})?)\)"
)
"""A link of Markdown, with its words, its number and its title."""
OPENED = re.compile(r'<a\b([^<>]{0,2000}?)\shref="link:(\d{1,6})"([^<>]{0,2000})>')
EMPTY = re.compile(r"<a\b[^<>]{0,2000}\shref=[^<>]{0,2000}>\s*</a>")
"""A link around a picture that isn't at hand."""
NUMBER = re.compile(r"\blink:(\d{1,6})\b")
ADDRESS_LINE = re.compile(r"^(https?://[^\s<>]{4,2000})$", re.MULTILINE)
WORDS_IN_LABEL = re.compile(r"[\\\[\]]")
DAY_IN_ADDRESS = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})/([^/]+)$")
LOST_LINKS = "Links to pages and files of the old site that aren't in the export"
NUMBERED = ("p", "page_id", "attachment_id", "post")
"""The names in addresses such as `/?p=12`."""
MEDIA_ENDINGS = {
    ".pdf", ".mp3", ".m4a", ".mp4", ".mov", ".ogg", ".ogv", ".wav", ".webm", ".zip", ".doc", ".docx", ".xls", ".xlsx",
    ".ppt", ".pptx", ".csv", ".svg", ".epub", ".json", ".gz", ".jpg", ".jpeg", ".png", ".gif", ".webp",
}  # fmt: skip


def day_and_slug(path: str) -> str:
    """Return the day and the last part of an address with a day in it: `2026-11-23 bridge`; empty without a day."""
    found = DAY_IN_ADDRESS.search(address_key(path))
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02} {found[4]}" if found else ""


class Resolver:
    """Knows where everything of the old site is now."""

    def __init__(self, site: OldSite, media: Media) -> None:
        self._site = site
        self._media = media
        self.lost: list[tuple[str, str]] = []
        """What couldn't be found: its kind in plain words, and the address."""

    def resolve(self, body: Converted, item: Item) -> str:
        """Return the Markdown of `item` with its links and pictures."""
        links = [self._link(href, item) for href in body.links]
        text = PICTURE.sub(lambda found: self._placed(found, body.pictures, item), body.text)
        text = TAG_OF_PICTURE.sub(lambda found: self._tag(body.pictures, int(found[1]), item), text)
        for _ in range(2):  # a picture in a link has brackets of its own
            text = LINKED.sub(_linked(links), text)
        text = EMPTY.sub("", OPENED.sub(_opened(links), text))
        text = NUMBER.sub(lambda found: _at(links, found[1]) or "#", text) if links else text
        return ADDRESS_LINE.sub(lambda found: found[1] if may_be_embed(found[1]) else f"<{found[1]}>", text)

    # --- links ---

    def _link(self, href: str, item: Item) -> str:
        """Return where a link leads now; empty if it leads nowhere any more."""
        if href.startswith("ref:"):
            return self._reference(unquote(href.removeprefix("ref:")), item)
        href = f"https://{href}" if href.startswith("www.") else href
        try:
            parts = urlsplit(href)
        except ValueError:
            return ""
        own = not parts.netloc or parts.netloc.lower().removeprefix("www.") in self._site.hosts
        if parts.scheme not in {"", "http", "https"} or not own:
            return self._of_media(href) or quote(href, safe="/-._~%!$&'*+,;=:@?#[]")
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return self._own(parts.path, parts.query, href, item, fragment)

    def _own(self, path: str, query: str, href: str, item: Item, fragment: str) -> str:
        if not path and not query:
            return fragment or self._site.urls.get("", "/")
        numbers = [values[0] for name, values in parse_qs(query).items() if name in NUMBERED]
        if known := next(filter(None, map(self._numbered, numbers)), ""):
            return known + fragment
        if numbers and not path.strip("/"):
            self.lost.append((LOST_LINKS, href))
            return ""
        return self._at_path(path, href, item, fragment)

    def _numbered(self, number: str) -> str:
        """Return the address of the item of a number, or of the item to which a picture of that number belongs."""
        medium = self._site.described.get(number)
        return self._site.ids.get(number, "") or self._site.ids.get(medium.parent if medium else "", "")

    def _at_path(self, path: str, href: str, item: Item, fragment: str) -> str:
        whole = path if path.startswith("/") else posixpath.join(item.address or "/", path)
        plain = posixpath.normpath(whole)
        keys = (address_key(plain), address_key(self._site.prefix + plain))
        found = next(filter(None, (self._site.urls.get(key) for key in keys)), "")
        if not found and not path.startswith("/"):
            found = self._reference(path, item, tell=False)
        found = found or self._site.dated.get(day_and_slug(path), "")
        saved = self._saved_of(href, item.folder) if not found else None
        found = found or (saved.path if saved and not saved.is_photo else "")
        if not found:
            if not saved:  # a link to a large picture goes, since readers enlarge pictures here
                self.lost.append((LOST_LINKS, href))
            return ""
        return found + fragment

    def _reference(self, path: str, item: Item, *, tell: bool = True) -> str:
        """Return the address of the item that a file of the source is, named by its path or by the end of it."""
        plain, sharp, fragment = path.partition("#")
        for name in (posixpath.normpath(posixpath.join(item.folder, plain)), plain.strip("/")):
            stem = name.removesuffix(ending_of(name)).removesuffix("/index")
            for candidate in (name, stem, f"{name}/_index", stem.rpartition("/")[2]):
                if candidate in self._site.ids:
                    return self._site.ids[candidate] + sharp + fragment
        if tell:
            self.lost.append((LOST_LINKS, path))
        return ""

    def _of_media(self, href: str, beside: str = "") -> str:
        """Return the address of a file of the source that a link offers; empty if it isn't at hand."""
        saved = self._saved_of(href, beside)
        return saved.path if saved and not saved.is_photo else ""

    def _saved_of(self, href: str, beside: str) -> Saved | None:
        is_file = ending_of(href.partition("?")[0].partition("#")[0]) in MEDIA_ENDINGS
        return self._save(href, beside) if is_file else None

    # --- pictures ---

    def lead_photo(self, item: Item) -> str:
        """Return the lead photo of an item as its header names it; empty without one."""
        if not item.photo:
            return ""
        medium = self._site.described.get(item.photo)
        saved = self._save(medium.address if medium else item.photo, item.folder)
        if saved is None or not saved.is_photo:
            self.lost.append(("Pictures that aren't on this disk", medium.address if medium else item.photo))
            return ""
        return saved.path

    def _save(self, address: str, beside: str) -> Saved | None:
        return self._media.save(address, beside, self._site.described.get(address_key(_path_of(address))))

    def _placed(self, found: re.Match[str], shown: tuple[Shown, ...], item: Item) -> str:
        """Return what stands in the place of a picture: nothing, not even an empty line, if nothing is left of it."""
        words = self._pictures(shown, int(found[2]), item)
        return f"{found[1] or ''}{words}" if words else ""

    def _pictures(self, shown: tuple[Shown, ...], number: int, item: Item) -> str:
        if number >= len(shown):
            return ""
        one = shown[number]
        if not one.source.startswith("gallery:"):
            return self._picture(one, item)
        ids = [id_.strip() for id_ in one.source.removeprefix("gallery:").split(",") if id_.strip()]
        media = (
            [self._site.described[id_] for id_ in ids if id_ in self._site.described]
            if ids
            else self._site.attached.get(item.id, [])
        )
        return "\n\n".join(
            filter(None, (self._picture(Shown(one.address, one.alt, caption=one.caption), item) for one in media))
        )

    def _picture(self, one: Shown, item: Item) -> str:
        """Return the Markdown of a picture. Of one that isn't at hand the words stay."""
        saved = self._save(one.source, item.folder)
        words = one.caption or (one.title if one.title != one.alt else "")
        if saved is None:
            return self._words_of(one, words)
        label = WORDS_IN_LABEL.sub(r"\\\g<0>", " ".join(one.alt.split()))
        title = f' "{escape(" ".join(words.split()))}"' if words.strip() else ""
        return f"![{label}]({quote(saved.path)}{title})"

    def _words_of(self, one: Shown, words: str) -> str:
        """Return what stays of a picture that isn't at hand: its caption, and a link if another site has it."""
        try:
            host = urlsplit(one.source).netloc.lower().removeprefix("www.")
        except ValueError:
            host = ""
        self.lost.append(("Pictures that aren't on this disk", one.source))
        label = " ".join((words or one.alt).split())
        if host and host not in self._site.hosts and label:
            label = WORDS_IN_LABEL.sub(r"\\\g<0>", label)
            return f"[{label}]({quote(one.source, safe='/-._~%!$&*+,;=:@?#')})"
        return _as_text(" ".join(words.split()))

    def _tag(self, shown: tuple[Shown, ...], number: int, item: Item) -> str:
        """Return the HTML of a picture, for one that stands in HTML."""
        if number >= len(shown):
            return ""
        one = shown[number]
        saved = self._save(one.source, item.folder)
        if saved is None:
            self.lost.append(("Pictures that aren't on this disk", one.source))
            return ""
        title = f' title="{escape(one.title)}"' if one.title else ""
        return f'<img src="{escape(quote(saved.path))}" alt="{escape(one.alt)}"{title}>'


def _path_of(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _as_text(words: str) -> str:
    """Return words in a form in which Markdown takes nothing for markup."""
    return re.sub(r"[\\`*_\[\]<>&#]", lambda sign: f"\\{sign[0]}" if sign[0] not in "<>&" else escape(sign[0]), words)


def _at(links: list[str], number: str) -> str:
    return links[int(number)] if int(number) < len(links) else ""


def _linked(links: list[str]) -> Callable[[re.Match[str]], str]:
    """Return a function that finishes a link, or leaves its words alone where it leads nowhere."""

    def replace(found: re.Match[str]) -> str:
        words, href = found[1], _at(links, found[2])
        if not words.strip():
            return ""
        if not href:
            return words
        if "![" in words and not re.sub(r"!\[(?:[^\[\]\\]|\\.)*\]\([^()]*\)", "", words).strip():
            return words  # a small picture that led to the large one
        address = href.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        return f"[{words}]({address}{found[3]})"

    return replace


def _opened(links: list[str]) -> Callable[[re.Match[str]], str]:
    def replace(found: re.Match[str]) -> str:
        href = _at(links, found[2])
        return f'<a{found[1]} href="{escape(href)}"{found[3]}>' if href else "<a>"

    return replace
