"""Read the shortcodes of WordPress: its own, and those of plugins, of which page builders make whole pages.

Of a plugin's, what readers saw is kept: pictures, players, links, quotations, and the words in its arguments.
"""

import base64
import binascii
import re
from collections import defaultdict
from collections.abc import Mapping
from html import escape, unescape
from urllib.parse import unquote

from generator.imports.parts import Tell
from generator.intake.embeds.recognise import may_be_embed
from generator.intake.html.shortcodes import ADDRESSES, address_of
from generator.intake.photos.names import names_photo

SHORTCODE = re.compile(r"\[(\[?)(/?)([a-zA-Z][\w-]{1,40})((?:\s[^\[\]]{0,20000})?|=[^\[\]\s]{1,200})(/?)\](\]?)")
"""`[name arguments]`, `[/name]`, and `[[name]]`, which is printed as `[name]`."""
ARGUMENT = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))|\"([^\"]*)\"|(\S+)")
CAPTION = re.compile(r"\[(?:wp_)?caption\b([^\[\]]{0,2000})\](.*?)\[/(?:wp_)?caption\]", re.DOTALL)
CAPTIONED = re.compile(r"\s*((?:<a\b[^<>]{0,2000}>\s*)?<img\b[^<>]{0,5000}>(?:\s*</a>)?)(.*)", re.DOTALL)
EMBED = re.compile(r"\[embed\b[^\[\]]{0,500}\]\s*(https?://[^\s<>\[\]]{1,2000})\s*\[/embed\]")
ENCODED = re.compile(r"\[vc_raw_html\b[^\[\]]{0,2000}\]\s*([A-Za-z0-9+/=\s]{4,400000})\[/vc_raw_html\]")
"""HTML that a page builder encodes."""
SCRIPT = re.compile(r"\[vc_raw_js\b[^\[\]]{0,2000}\][^\[\]]{0,400000}\[/vc_raw_js\]")
FRAMED = re.compile(
    r"\[([\w-]{0,30}(?:imag|photo|pict)[\w-]{0,30})\b[^\[\]]{0,20000}\]\s*(https?://[^\s<>\[\]\"]{1,2000})\s*\[/\1\]"
)
"""A picture whose address stands between two shortcodes."""
LONE = {
    "gallery", "embed", "video", "audio", "playlist", "contact-form", "sitemap", "archives", "more", "toc", "subscribe",
    "jetpack_subscription_form", "recent_posts",
}  # fmt: skip
"""Names that are shortcodes even without arguments and without an end."""
CAPTIONS = {"caption", "wp_caption"}
PLAYERS = {"video", "audio"}
FILES = ("src", "mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "")
WEB = re.compile(r"https?://[^\s<>\"'\[\]]{1,2000}")
UNKNOWN = "Shortcodes of plugins; the text between them was kept"
MACHINERY = re.compile(
    r"form|slider|revolution|widget|sidebar|menu|nav\b|signup|sign_up|subscri|optin|login|search|shop|product|woo|cart|"
    r"\bmap|counter|countdown|posts|portfolio|archive|calendar|sitemap|share|social|login|captcha|poll|ads?\b",
    re.IGNORECASE,
)
"""What is in the names of shortcodes whose arguments are settings, and no words for readers."""
QUOTATION = re.compile(r"quote|testimonial", re.IGNORECASE)
BUTTON = re.compile(r"button|btn|(?:\b|_)link", re.IGNORECASE)
SHOWS_PICTURES = re.compile(r"imag|img|photo|pict|galler|slide|carousel|blurb|media|figure", re.IGNORECASE)
SOURCES = ("src", "url", "image", "image_url", "img", "photo", "picture", "image_src", "src_url")
NUMBERS = ("image", "image_id", "images", "ids", "gallery_ids", "media_id", "attachment_id", "photo_id")
NUMBERED = re.compile(r"(\d{1,12}(?:\s*,\s*\d{1,12})*)(?:\|.*)?")
PLAYED = ("src", "link", "url", "video", "video_url", "video_link", "href", "iframe_url", "embed", "")
LABELS = ("button_text", "link_text", "label", "title", "text", "content")
TARGETS = ("button_url", "button_link", "link_url", "url", "link", "href", "link_option_url")
HEADINGS = ("title", "heading", "headline", "question", "tab_title", "toggle_title", "h2", "h4")
WORDS = (
    "text", "content", "quote", "subtitle", "subheading", "subhead", "description", "desc", "body", "message", "answer",
    "caption", "excerpt", "body_content",
)  # fmt: skip
SPEAKERS = ("cite", "author", "by", "speaker", "attribution", "name", "source", "job_title", "position", "company_name")
SETTING = re.compile(
    r"(?:yes|no|true|false|on|off|none|default|auto|h[1-6]|left|right|center|[a-z0-9_-]*|#?[\da-f]{3,8}|[\d.,\s%pxremvh-]*)"
)
"""An argument that is no word for readers: a switch, a size, a colour, a name in lower case."""
MAX_DEPTH = 3
"""How deep quotations may be in quotations."""
INTERNAL = re.compile(
    r"label|class|css|style|font|animation|layout|size|padding|margin|shadow|colou?r|_id\b|transition|gradient|position|width|option|title_text|admin|device|global|query|terms|link"
)
"""What is in the names of arguments that only say how something looks, or what the editor calls it."""
BUILDERS_SIGNS = {"%22": '"', "%91": "[", "%93": "]", "%92": "\\"}


def read_shortcodes(text: str, tell: Tell) -> str:
    """Return a text without shortcodes, with what readers saw of each."""
    if "[" not in text:
        return text
    text = SCRIPT.sub("", ENCODED.sub(_decoded, text))
    text = FRAMED.sub(_framed, CAPTION.sub(_figure_of_caption, text))
    text = EMBED.sub(lambda found: f"\n\n<p>{found[1]}</p>\n\n", text)
    reader = _Reader({name.casefold() for name in re.findall(r"\[/([a-zA-Z][\w-]{1,40})\]", text)}, tell)
    return SHORTCODE.sub(reader.replace, text)


class _Reader:
    """Replaces the shortcodes of a text, one after the other."""

    def __init__(self, closed: set[str], tell: Tell) -> None:
        """`closed`: the names of those that have an end."""
        self.closed = closed
        self.tell = tell
        self.endings: dict[str, list[str]] = defaultdict(list)
        """What ends each of the quotations and links that are open, by the name of the shortcode."""

    def replace(self, found: re.Match[str]) -> str:
        """Return what stands for a shortcode."""
        escaped, closing, name, words, _, bracket = found.groups()
        if escaped and bracket:
            return found[0][1:-1]
        name = name.casefold()
        given = _arguments(words.removeprefix("="))
        if not (closing or "=" in words or name in self.closed or name in LONE or name in ADDRESSES):
            return found[0]
        return f"{escaped}{self._end(name) if closing else self._begin(name, given)}{bracket}"

    def _end(self, name: str) -> str:
        return self.endings[name].pop() if self.endings[name] else ""

    def _begin(self, name: str, given: Mapping[str, str]) -> str:
        if name == "gallery":
            return _gallery(given.get("ids") or given.get("include", ""))
        if name in LONE | CAPTIONS or (address := _address(name, given)):
            address = _address(name, given)
            return f"\n\n<p>{escape(address)}</p>\n\n" if address else ""
        if MACHINERY.search(name):
            self.tell(UNKNOWN, f"[{name}]")
            return ""
        is_quotation = bool(QUOTATION.search(name)) and name in self.closed and len(self.endings[name]) < MAX_DEPTH
        shown = _shown(name, given, is_quotation=is_quotation)
        self._tell_lost(name, given, {*SPEAKERS} if is_quotation else set(), shown)
        if is_quotation:
            speaker = _speaker(given)
            said_by = _element(f"— {speaker}" if speaker else "")
            self.endings[name].append(f"\n\n{said_by}\n\n</blockquote>\n\n")
            return f"\n\n<blockquote>\n\n{shown}"
        if name in self.closed and BUTTON.search(name):
            address = "" if shown else _address_in(given)
            self.endings[name].append("</a>" if address else "")
            return f'<a href="{escape(address)}">' if address else shown
        return f"\n\n{shown}\n\n" if shown else ""

    def _tell_lost(self, name: str, given: Mapping[str, str], kept: set[str], shown: str) -> None:
        """Tell of arguments with several words that aren't shown, and of a shortcode of which nothing is left."""
        plain = unescape(shown)
        lost = [
            f'[{name} {key}="{value}"]'
            for key, value in given.items()
            if key not in kept and not INTERNAL.search(key) and " " in value.strip() and _is_said(value)
            if value.strip() not in plain
        ]
        if not (shown or lost or name in self.closed):
            lost = [f"[{name}]"]
        for one in lost:
            self.tell(UNKNOWN, one)


def _shown(name: str, given: Mapping[str, str], *, is_quotation: bool) -> str:
    """Return what readers saw of a plugin's shortcode, beside what it stands around."""
    address = next((given[key] for key in PLAYED if may_be_embed(given.get(key, ""))), "")
    link = "" if address else _link(given)
    shown = [_pictures(name, given), _element(address), link]
    if not link:
        used = {*SPEAKERS} if is_quotation else {"name"}
        headings = {given[key] for key in HEADINGS if key not in used and _is_said(given.get(key, ""))}
        words = {given[key] for key in WORDS if key not in used and _is_said(given.get(key, ""))} - headings
        shown[0:0] = [_element(one, "h3") for one in given.values() if one in headings]
        shown += [_element(one) for one in given.values() if one in words]
        if not is_quotation and words and QUOTATION.search(name):
            shown += [_element(f"— {speaker}") for speaker in (_speaker(given),) if speaker]
    return "\n\n".join(dict.fromkeys(filter(None, shown)))


def _pictures(name: str, given: Mapping[str, str]) -> str:
    if not SHOWS_PICTURES.search(name):
        return ""
    source = next((given[key] for key in SOURCES if names_photo(given.get(key, "").partition("?")[0])), "")
    if source:
        return f'<img src="{escape(source)}" alt="{escape(given.get("alt", ""))}">'
    numbers = (NUMBERED.fullmatch(given.get(key, "")) for key in NUMBERS)
    found = next(filter(None, numbers), None)
    return _gallery(found[1]) if found else ""


def _gallery(numbers: str) -> str:
    return f'<figure data-gallery="{escape(numbers)}"></figure>'


def _link(given: Mapping[str, str]) -> str:
    """Return a button as a link; empty if there is none, or no word on it."""
    address = _address_in(given)
    label = next((given[key] for key in LABELS if _is_said(given.get(key, ""))), "")
    is_picture = names_photo(address.partition("?")[0])
    return (
        f'<p><a href="{escape(address)}">{escape(label, quote=False)}</a></p>'
        if address and label and not is_picture
        else ""
    )


def _address_in(given: Mapping[str, str]) -> str:
    said = (_target(given[key]) for key in TARGETS if given.get(key))
    return next((one for one in said if WEB.fullmatch(one) or one.startswith(("/", "mailto:"))), "")


def _target(value: str) -> str:
    """Return the address in an argument, of which one page builder makes a list: `url:https%3A%2F%2F…|title:…`."""
    if not value.startswith("url:"):
        return value
    return unquote(value.removeprefix("url:").partition("|")[0])


def _speaker(given: Mapping[str, str]) -> str:
    said = (given[key] for key in SPEAKERS if _is_said(given.get(key, "")))
    return ", ".join(dict.fromkeys(said))


def _is_said(value: str) -> bool:
    return bool(value.strip()) and not SETTING.fullmatch(value.strip()) and not WEB.fullmatch(value.strip())


def _element(words: str, tag: str = "p") -> str:
    return f"<{tag}>{escape(words.strip(), quote=False)}</{tag}>" if words.strip() else ""


def _address(name: str, given: Mapping[str, str]) -> str:
    """Return the address that a shortcode embeds; empty if it embeds nothing that is known."""
    files = (given[key] for key in FILES if WEB.fullmatch(given.get(key, "")))
    if name in PLAYERS:
        return next(files, "")
    return address_of(name, list(given.items())) or address_of(name.rpartition("_")[2], list(given.items()))


def _arguments(words: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in ARGUMENT.finditer(unescape(words.replace("”", '"').replace("“", '"').replace("&#8221;", '"'))):
        value = next((group for group in one.groups()[1:] if group is not None), "")
        for sign, plain in BUILDERS_SIGNS.items():
            value = value.replace(sign, plain)
        found.setdefault(one[1] or "", value)
    return found


def _figure_of_caption(found: re.Match[str]) -> str:
    inside = CAPTIONED.fullmatch(found[2])
    image, words = (inside[1], inside[2].strip()) if inside else ("", found[2].strip())
    words = words or escape(_arguments(found[1]).get("caption", ""), quote=False)
    return f"\n\n<figure>{image}<figcaption>{words}</figcaption></figure>\n\n"


def _framed(found: re.Match[str]) -> str:
    is_picture = names_photo(unescape(found[2]).partition("?")[0])
    return f'\n\n<img src="{escape(unescape(found[2]))}" alt="">\n\n' if is_picture else found[0]


def _decoded(found: re.Match[str]) -> str:
    try:
        return f"\n\n{unquote(base64.b64decode(found[1], validate=False).decode())}\n\n"
    except (binascii.Error, ValueError):
        return ""
