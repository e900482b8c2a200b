"""Read the shortcodes of other programs, which nobody must see in print.

What they embed is handed on as its address, alone in a paragraph, where an extension or a later step may make more of
it. What they wrap stays. All others are taken out, and the report names file and line. Code is left alone.
"""

import re
from collections.abc import Iterator

import msgspec

from generator.config.embed_settings import EmbedSettings
from generator.intake.embeds.lines import titled
from generator.intake.embeds.recognise import recognise
from generator.intake.wire.lines import CopyLine, fold_blanks
from generator.model import Gravity, Problem

ADDRESSES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "tweet": "https://twitter.com/i/status/{}",
    "x": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "gist": "https://gist.github.com/{}",
    "soundcloud": "https://soundcloud.com/{}",
    "spotify": "https://open.spotify.com/{}",
    "tiktok": "https://www.tiktok.com/embed/{}",
    "datawrapper": "https://datawrapper.dwcdn.net/{}/",
    "flourish": "https://public.flourish.studio/visualisation/{}/",
}
"""Where the shortcodes for other sites lead. `{}` stands for what the shortcode names."""
OTHER_NAMES = {
    "youtubelite": "youtube", "youtube-lite": "youtube", "yt": "youtube", "youtube_simple": "youtube",
    "vimeo_simple": "vimeo",
}  # fmt: skip
"""What themes and plugins call the same."""
EMBEDS = {
    *ADDRESSES, *OTHER_NAMES, "embed", "embedyt", "video", "audio", "playlist", "link", "iframe", "facebook",
    "bluesky", "mastodon", "openstreetmap",
}  # fmt: skip
SIZE = re.compile(r"\d{1,4}(?:px|%)?")
"""The width or the height of a player, behind what it plays: `youtube dQw4w9WgXcQ 640 360`."""
NAMING = {"", "id", "src", "url", "href", "link", "mp4", "mp3"}
"""The arguments that name what is embedded."""
SIZES = {"width", "height", "w", "h"}
QUOTES = {"pullquote", "quote", "blockquote"}
WRAPPING = {*EMBEDS, *QUOTES, "caption"}
"""Names whose two shortcodes stand around something that is printed or is an address."""
REFERENCES = {"ref", "relref", "link", "post_url"}
TAGS = {
    *EMBEDS, *QUOTES, *REFERENCES, "include", "include_relative", "highlight", "endhighlight", "raw", "endraw",
    "figure", "image", "img", "gallery", "assign", "capture", "endcapture", "comment", "endcomment",
}  # fmt: skip
"""Names of tags in Jekyll and its like, which are taken out wherever they stand."""
WRAPPERS = "|".join(sorted({*EMBEDS, *QUOTES, "caption", "gallery", "toc"} - {"link", "x"}))
TOC = re.compile(r"\[\[?_?toc_?\]?\]", re.IGNORECASE)

BRACES = re.compile(r"\{\{[<%]\s*(/?)\s*([\w./-]*)([^{}\n]{0,2000}?)/?\s*[%>]\}\}")
"""Hugo's `{{< name arguments >}}` and `{{% name %}}`."""
LIQUID = re.compile(r"\{%-?\s*([\w-]+)([^{}\n]{0,2000}?)-?%\}")
"""`{% name arguments %}` of Jekyll, Eleventy and Nunjucks."""
VARIABLE = re.compile(
    r"\{\{-?\s*(?:(?:site|page|post|layout|include|paginator|params|resources?|collections|config|section)\.|\.[A-Z])"
    r"[^{}\n]{1,500}\}\}"
)
"""`{{ site.title }}` of Jekyll and its like, `{{ .Site.Title }}` of Hugo."""
BRACKETS = re.compile(
    rf"\[(/?)({WRAPPERS})\b((?:[\s=][^\[\]\n]{{0,2000}})?)/?\](?!\()"
    r"|\[(/?)([a-z][a-z0-9_-]{1,30})((?:\s{1,3}[\w-]{1,40}=(?:\"[^\"\n\]]{0,500}\"|'[^'\n\]]{0,500}'|[^\s\"'\]]{1,500})){1,30})\s{0,3}/?\](?!\()",
    re.IGNORECASE,
)
"""WordPress: a known name, or any name with arguments."""
BRACKET_OPENING = re.compile(
    rf"\[(?:[\[/]|_?toc|(?:{WRAPPERS})\b(?!\]\()|[a-z][a-z0-9_-]{{1,30}}+\s{{1,3}}+[\w-]{{1,40}}+=)", re.IGNORECASE
)
"""What all shortcodes in brackets open with, and few links."""
CLOSING = re.compile(r"\[/([a-z][a-z0-9_-]{1,30})\]", re.IGNORECASE)
WIKILINK = re.compile(r"(!?)\[\[(?![\d\s])([^\[\]|\n]{1,300})(?:\|([^\[\]\n]{1,300}))?\]\](?!\()")
HIDDEN = re.compile(r"(?<![\w%])%%[^%\n]{1,500}%%(?![\w%])")
"""A comment in Obsidian: `%%call Ann%%`."""
CHANGE = re.compile(r"\{(\+\+|--|~~|==|>>)([^{}\n]{1,1000}?)(?:\+\+|--|~~|==|<<)\}")
"""A change or a comment in CriticMarkup: `{++added++}`, `{--taken out--}`, `{~~old~>new~~}`, `{>>call Ann<<}`."""
CHANGE_OPENINGS = ("{++", "{--", "{~~", "{==", "{>>")
HINT = "Write what it stands for, such as the address of a video on a line of its own, or delete it."
CHANGE_HINT = "If readers should see it, write it without the signs around it."
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
CODE_SPAN = re.compile(r"(`+)(?!`)[^`\n]*(?<!`)\1(?!`)")
ARGUMENT = re.compile(r"([\w-]+)=(?:\"([^\"]*)\"|'([^']*)'|(\S+))|\"([^\"]*)\"|'([^']*)'|(\S+)")
ADDRESS = re.compile(r"https?://[^\s<>\"'\[\]]+")
DIRECTIVE = re.compile(r" {0,3}:{3,}[ \t]*[\w{-]?.*")
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)


class PrintableText(msgspec.Struct, frozen=True):
    """A text without shortcodes, with as many lines as it had, and what was done."""

    lines: tuple[CopyLine, ...]
    problems: tuple[Problem, ...] = ()


def take_shortcodes(
    lines: tuple[CopyLine, ...], file: str, embeds: EmbedSettings, *, is_markdown: bool
) -> PrintableText:
    """Return the lines of a body without shortcodes. One alone on its line that embeds something keeps its title."""
    reader = _ShortcodeReader(file, embeds, is_markdown=is_markdown)
    return PrintableText(tuple(map(reader.read_line, lines)), tuple(reader.problems))


def may_hold_shortcode(text: str) -> bool:
    """Tell quickly whether a text may hold a shortcode."""
    bracketed = "[" in text and BRACKET_OPENING.search(text) is not None
    if bracketed or ":::" in text or "%%" in text:
        return True
    return "{" in text and ("{{" in text or "{%" in text or any(sign in text for sign in CHANGE_OPENINGS))


class _ShortcodeReader:
    """Reads the lines of one text."""

    def __init__(self, file: str, embeds: EmbedSettings, *, is_markdown: bool) -> None:
        self.file = file
        self.embeds = embeds
        self.is_markdown = is_markdown
        self.fence = ""
        self.problems: list[Problem] = []
        self.number = 0
        self.line = ""

    def read_line(self, line: CopyLine) -> CopyLine:
        """Return the line without its shortcodes."""
        self.number, self.line = line.number, line.words
        text = self._read_text(line.text)
        text = text if text == line.text else text.rstrip()
        return line if text == line.text else CopyLine(line.number, text, fold_blanks(text))

    def _read_text(self, line: str) -> str:
        if self.is_markdown and self._is_code(line):
            return line
        if not may_hold_shortcode(line):
            return line
        if DIRECTIVE.fullmatch(line):
            self._tell(line.strip(), "was taken out")
            return ""
        if not self.is_markdown or "`" not in line:
            return self._read(line)
        parts: list[str] = []
        at = 0
        for span in CODE_SPAN.finditer(line):
            parts += [self._read(line[at : span.start()]), span[0]]
            at = span.end()
        return "".join([*parts, self._read(line[at:])])

    def _is_code(self, line: str) -> bool:
        found = FENCE.match(line)
        if self.fence:
            if found and found[1].startswith(self.fence):
                self.fence = ""
            return True
        self.fence = found[1] if found else ""
        return bool(found)

    def _read(self, text: str) -> str:
        """Return a piece of text that isn't code without its shortcodes."""
        if "{{" in text:
            text = BRACES.sub(lambda found: self._replace(found[0], found[1], found[2], found[3]), text)
            text = VARIABLE.sub(lambda found: self._take_out(found[0]), text)
        if "{%" in text:
            alone = not LIQUID.sub("", text).strip()
            text = LIQUID.sub(lambda found: self._replace_tag(found, alone=alone), text)
        if "[" in text:
            text = self._read_brackets(text)
        return self._read_changes(text) if self.is_markdown else text

    def _read_changes(self, text: str) -> str:
        """Return a piece of text with the changes of colleagues carried out, and without their comments."""
        if "%%" in text:
            text = HIDDEN.sub(lambda found: self._leave_out(found[0]), text)
        return CHANGE.sub(self._replace_change, text) if "{" in text else text

    def _replace_change(self, found: re.Match[str]) -> str:
        kind, words = found[1], found[2]
        if kind == ">>":
            return self._leave_out(found[0])
        self._tell(found[0], "was read as a change, and is carried out", Gravity.NOTE, CHANGE_HINT)
        return "" if kind == "--" else words.partition("~>")[2] if kind == "~~" else words

    def _leave_out(self, whole: str) -> str:
        self._tell(whole, "was left out: it is a comment", Gravity.NOTE, CHANGE_HINT)
        return ""

    def _read_brackets(self, text: str) -> str:
        text = TOC.sub(lambda found: self._take_out(found[0]), text)
        text = WIKILINK.sub(self._replace_wikilink, text)
        text = BRACKETS.sub(
            lambda found: self._replace(
                found[0], found[1] or found[4] or "", found[2] or found[5], found[3] or found[6] or ""
            ),
            text,
        )
        return CLOSING.sub(lambda found: self._take_out(found[0]), text)

    def _replace_tag(self, found: re.Match[str], *, alone: bool) -> str:
        """Replace `{% name arguments %}`. Inside a sentence a tag of an unknown name is a part of the sentence."""
        if alone or found[1].casefold() in TAGS:
            return self._replace(found[0], "", found[1], found[2])
        return found[0]

    def _replace(self, whole: str, closing: str, name: str, arguments: str) -> str:
        name = name.casefold().rpartition("/")[2]
        given = list(read_arguments(arguments.removeprefix("=")))
        if name in WRAPPING and (closing or name == "caption" or all(key in SIZES for key, _ in given)):
            return "> " if name in QUOTES and self.is_markdown and not closing else ""
        if closing:
            return self._take_out(whole)
        if name in REFERENCES and given and not whole.startswith("["):
            return given[0][1]
        address = address_of(name, given)
        if address:
            self._tell(whole, f"was read as the address {address}", Gravity.NOTE)
            return self._titled(address, given) if whole == self.line else address
        if name == "figure" and self.is_markdown and not whole.startswith("["):
            return _picture(dict(given)) or self._take_out(whole)
        return self._take_out(whole)

    def _titled(self, address: str, given: list[tuple[str, str]]) -> str:
        """Return an embed with the title that its shortcode gives it."""
        title = next((value for key, value in given if key in {"title", "caption"}), "")
        return titled(title, address) if title and recognise(address, self.embeds) else address

    def _replace_wikilink(self, found: re.Match[str]) -> str:
        target, shown = found[2].strip(), (found[3] or "").strip()
        if found[1] and PICTURE.search(target) and self.is_markdown:
            return f"![{'' if shown.isdecimal() else shown}]({target.replace(' ', '%20')})"
        words = shown or target.partition("#")[0].strip() or target
        self._tell(found[0], "isn't a link here, only its words are printed", Gravity.NOTE)
        return words

    def _take_out(self, whole: str) -> str:
        self._tell(whole, "was taken out: it is a command of another program")
        return ""

    def _tell(self, whole: str, what: str, gravity: Gravity = Gravity.WARNING, hint: str = HINT) -> None:
        self.problems.append(
            Problem(self.file, self.number, f"“{whole[:200]}” {what}.", hint, gravity, code="copy-shortcode")
        )


def read_arguments(text: str) -> Iterator[tuple[str, str]]:
    """Yield names and values of arguments; the name is empty where only a value is written."""
    for found in ARGUMENT.finditer(text.strip()):
        value = next((group for group in found.groups()[1:] if group is not None), "")
        yield found[1] or "", value


def address_of(name: str, given: list[tuple[str, str]]) -> str:
    """Return the address that a shortcode embeds; empty if it isn't known."""
    if name not in EMBEDS:
        return ""
    name = OTHER_NAMES.get(name, name)
    values = [value for key, value in given if key in NAMING]
    whole = next((value for value in values if ADDRESS.fullmatch(value)), "")
    if whole or name not in ADDRESSES:
        return whole
    values = [value for value in values if not SIZE.fullmatch(value)] or values
    if name == "gist" and len(values) > 1:
        return ADDRESSES[name].format("/".join(values[:2]))
    last = dict(given).get("id") or (values[-1] if values else "")
    start = dict(given).get("start", "") if name == "youtube" else ""
    at = f"&t={start}s" if re.fullmatch(r"[1-9]\d{0,5}", start) else ""
    return f"{ADDRESSES[name].format(last)}{at}" if re.fullmatch(r"[\w./:-]{1,100}", last) else ""


def _picture(given: dict[str, str]) -> str:
    """Return a figure of Hugo as a picture of Markdown."""
    source = given.get("src", "")
    alt = given.get("alt") or given.get("caption") or ""
    return f"![{alt.replace(']', '')}]({source.replace(' ', '%20')})" if source else ""
