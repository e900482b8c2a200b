"""Sanitise every body: the HTML that leaves here runs nothing, loads nothing and can't pose as a part of the page.

nh3 does the work with a real HTML parser and the allow-list below. A regular expression can split its output safely
into tags, since it escapes `<`, `>` and `"` wherever they are not markup; `_finish` only adds constants there. Parsing
may move elements (`<p>` in `<p>`), so cleaning is repeated until nothing changes.
"""

import re
from html import escape, unescape
from urllib.parse import quote, urlsplit

import msgspec
import nh3

from generator.intake.html.removed import list_removed
from generator.intake.html.stray_tags import escape_stray_tags
from generator.intake.text.clean import clean_text
from generator.intake.text.words import single_spaces

BLOCKS = {
    "blockquote", "dd", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "details", "li", "ol", "p", "pre", "summary", "table", "caption", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
PHRASES = {
    "a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "u", "var",
}  # fmt: skip
TAGS = BLOCKS | PHRASES
EMPTIED = {
    "embed", "frameset", "iframe", "math", "noembed", "noframes", "noscript", "script", "select", "style", "svg",
    "template", "textarea", "title", "xmp",
}  # fmt: skip
"""Elements that are removed with their content. Of all other tags that are not allowed, the text stays."""
ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "img": {"src", "alt", "title", "width", "height"},
    "details": {"open"},
    "ol": {"start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
CLASSES = {
    "footnote",
    "footnote-ref",
    "footnote-backref",
    "align-left",
    "align-center",
    "align-right",
    "verse",
    "note",
    "embed",
}
LANGUAGE_CLASS = re.compile(r"language-[\w+#.-]{1,40}")
"""The class that Python-Markdown gives to fenced code."""
FOOTNOTE_ID = re.compile(r"fn(?:ref\d*)?:\S{1,100}")
ID = re.compile(r"\S{1,100}")
ID_PREFIX = "s-"
"""The prefix of all ids but footnotes', so that none is equal to one of the page's own."""
FORMS = {
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "open": re.compile(r""),
    "start": re.compile(r"-?\d{1,6}"),
    "type": re.compile(r"[1aAiI]"),
    "colspan": re.compile(r"[1-9]\d{0,2}"),
    "rowspan": re.compile(r"[1-9]\d{0,2}"),
    "width": re.compile(r"\d{1,5}"),
    "height": re.compile(r"\d{1,5}"),
}
"""The form of each attribute's values. Values of another form are dropped."""
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
CREDENTIALS = re.compile(r"(?:[A-Za-z]+:)?//[^/?#]*@")
"""An address such as `https://bank.example@evil.example/`, which is meant to deceive and is invalid in HTML."""
NO_URL_CHAR = re.compile(r'[\x00-\x20\s\x7f-\x9f"<>\\^`{|}\[\]]')
MAX_PASSES = 8

TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z-]+="[^"]*")*)>')
FINISHED_TAG = re.compile(r'<(/?)(h1|img|a)((?: [a-z-]+="[^"]*")*)>')
ID_ATTRIBUTE = re.compile(r' id="([^"]*)"')
PRE_OPENING = re.compile(r"(<pre(?: [^<>]*)?>)\n+")
"""The first newlines in `<pre>`, one of which a parser drops each time."""
FOOTNOTE_MARK = re.compile(r'<sup id="fnref[^<>]*><a class="footnote-ref"[^<>]*>[^<>]*</a></sup>')
BACK_MARK = re.compile(r'(?:&nbsp;)?<a class="footnote-backref"[^<>]*>[^<>]*</a>')


FOLD = re.compile(
    r"<details(?: [^<>]*)?>\s*<summary(?: [^<>]*)?>"
    r"(?:[^<]|<(?!/?(?:details|summary|p|div|[uod]l|li|table|blockquote|figure|pre|hr)\b))*</summary>"
)
FOLD_TAG = re.compile(r"</?(?:details|summary)(?: [^<>]*)?>")


class SanitisedHtml(msgspec.Struct, frozen=True):
    """HTML that is safe in any page, and a list of what was removed from it."""

    html: str
    removed: tuple[str, ...]
    """The things that were removed, in plain words, each once: `a script`, `an event attribute (onclick)`."""


def sanitise(html: str) -> SanitisedHtml:
    """Return `html`, a fragment, with only the tags, attributes and addresses listed above. The function is idempotent.

    Text that looks like a tag but isn't one (`<the mayor>`), and tags that would swallow the rest, are shown as text.
    """
    shown, stray_tags = escape_stray_tags(html, EMPTIED)
    return SanitisedHtml(_settle(shown), (*stray_tags, *list_removed(shown, TAGS, SCHEMES)))


def plain_text(html: str) -> str:
    """Return the text of sanitised `html`, with single spaces and without the marks of footnotes."""
    words = BACK_MARK.sub("", FOOTNOTE_MARK.sub("", html)) if "footnote" in html else html
    words = words.replace("</p>\n<p>", "\n")  # most of the tags, at a tenth of the cost
    words = TAG.sub(lambda tag: " " if tag[2] in BLOCKS or tag[2] == "br" else "", words)
    return single_spaces(unescape(words))


def _settle(html: str) -> str:
    """Clean until nothing changes. HTML that never stops changing becomes a paragraph of its text."""
    for _ in range(MAX_PASSES):
        cleaned = _clean(html)
        if cleaned == html:
            return html
        html = cleaned
    return f"<p>{escape(plain_text(html), quote=False)}</p>"


def _clean(html: str) -> str:
    cleaned = clean_text(CLEANER.clean(html))
    cleaned = PRE_OPENING.sub(r"\1", FINISHED_TAG.sub(_finish, cleaned))
    cleaned = _drop_twin_ids(cleaned) if cleaned.count(' id="') > 1 else cleaned
    return _unfold(cleaned) if "<details" in cleaned or "<summary" in cleaned else cleaned


def _unfold(html: str) -> str:
    """Return `html` without the tags of details and summaries, unless each summary of plain words opens its details."""
    counts = {html.count("<details"), html.count("<summary"), len(FOLD.findall(html))}
    return html if len(counts) == 1 else FOLD_TAG.sub("", html)


def _filter_value(tag: str, name: str, value: str) -> str | None:
    """Return the safe value of an allowed attribute, or None to drop the attribute."""
    if name == "id":
        return _prefix_id(value)
    if name in {"href", "src"}:
        return _clean_address(name, value)
    if name == "class":
        return _known_classes(tag, value)
    form = FORMS.get(name)
    return value if form is None or form.fullmatch(value) else None


def _prefix_id(value: str) -> str | None:
    if FOOTNOTE_ID.fullmatch(value) or value.startswith(ID_PREFIX):
        return value if ID.fullmatch(value) else None
    return ID_PREFIX + value if ID.fullmatch(value) else None


def _clean_address(name: str, value: str) -> str | None:
    """Return an address in valid form; None when it is not allowed in attribute `name`."""
    address = NO_URL_CHAR.sub(lambda char: quote(char[0]), value.strip())
    if address.startswith("#"):
        target = _prefix_id(address[1:])
        return f"#{target}" if target and name == "href" else None
    if CREDENTIALS.match(address) or not _has_parts(address):
        return None
    scheme = SCHEME.match(address)
    allowed = SCHEMES if name == "href" else {"http", "https"}
    return None if scheme and scheme[1].lower() not in allowed else address


def _has_parts(address: str) -> bool:
    """Tell whether an address can be parsed, as feeds must do to make it absolute. `//a℀b/` can't."""
    try:
        return "//" not in address or bool(urlsplit(address))
    except ValueError:
        return False


def _known_classes(tag: str, value: str) -> str | None:
    known = [name for name in value.split() if name in CLASSES or (tag == "code" and LANGUAGE_CLASS.fullmatch(name))]
    return " ".join(known) or None


def _drop_twin_ids(html: str) -> str:
    """Return `html` with each id only at the first tag that has it."""
    seen: set[str] = set()

    def drop_twin(tag: re.Match[str]) -> str:
        found = ID_ATTRIBUTE.search(tag[3])
        if found and found[1] in seen:
            return tag[0].replace(found[0], "", 1)
        if found:
            seen.add(found[1])
        return tag[0]

    return TAG.sub(drop_twin, html)


def _finish(tag: re.Match[str]) -> str:
    """Return a tag with the changes that nh3 can't make: h1 becomes h2, images get `alt`, outside links get `rel`."""
    closing, name, attributes = tag.groups()
    if name == "h1":
        return f"<{closing}h2{attributes}>"
    if name == "img":
        alt = "" if ' alt="' in attributes else ' alt=""'
        return f'<img{attributes}{alt} loading="lazy">' if ' src="' in attributes else ""
    if name == "a" and re.search(r' href="(?:https?:)?//', attributes, re.IGNORECASE):
        return f'<a{attributes} rel="noopener">'
    return tag[0]


CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=EMPTIED,
    attributes=ATTRIBUTES,
    attribute_filter=_filter_value,
    url_schemes=SCHEMES,
    link_rel=None,
)


# --- pages of others ------------------------------------------------------------------------------

AROUND = {"nav", "aside", "form", "button", "dialog", "menu", "object", "audio", "video", "head"}
"""What stands around an article on a page, and is removed with its content."""
ENDS_OF_PAGES = {"header", "footer"}
"""The same, unless the page says where its article is: an article has a header of its own."""
HAS_ARTICLE = re.compile(r"<(?:article|main)\b", re.IGNORECASE)
ARTICLE = re.compile(r"<article>(.*?)</article>|<main>(.*?)</main>", re.DOTALL)


def extract_article(html: str) -> str:
    """Return the article of a page as well-formed HTML of allowed tags, without attributes that only look needs."""
    ends = set() if HAS_ARTICLE.search(html) else ENDS_OF_PAGES
    clean = nh3.clean(
        html,
        tags=TAGS | {"article", "main"},
        clean_content_tags=EMPTIED | AROUND | ends,
        attributes={**ATTRIBUTES, "*": {"id"}},
        url_schemes=SCHEMES | {"picture"},
        link_rel=None,
    )
    found = ARTICLE.search(clean)
    return (found[1] or found[2] or "") if found and plain_text(found[0]).strip() else clean


def well_formed(html: str) -> str:
    """Return a fragment of somebody's page as well-formed HTML of allowed tags, with `picture:` and `link:` addresses.

    Unlike `extract_article` it keeps whatever stands beside an article.
    """
    return FRAGMENTS.clean(html)


FRAGMENTS = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=EMPTIED,
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES | {"picture", "link"},
    link_rel=None,
)
