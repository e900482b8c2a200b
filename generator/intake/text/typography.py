"""Set quotation marks, dashes and ellipses as a language prints them.

The table has a row for each language: adding one is adding a row. It follows the delimiters of Unicode's CLDR, and for
dashes the usage of newspapers.
"""

import re

import msgspec

from generator.intake.text.addresses import find_links


class Marks(msgspec.Struct, frozen=True):
    """The marks of one language."""

    outer: str
    """The opening and the closing quotation mark."""
    inner: str
    """Those inside of a quotation."""
    dash: str = "–"
    """What two hyphens stand for."""
    gap: str = ""
    """The space between an outer mark and the words."""


MARKS = {
    "en": Marks("“”", "‘’", "—"),
    "ar": Marks("”“", "’‘"),
    "be": Marks("«»", "„“", "—"),
    "bg": Marks("„“", "‚‘"),
    "bs": Marks("„”", "‘’"),
    "ca": Marks("«»", "“”"),
    "cs": Marks("„“", "‚‘"),
    "da": Marks("“”", "‘’"),
    "de": Marks("„“", "‚‘"),
    "de-ch": Marks("«»", "‹›"),
    "de-li": Marks("«»", "‹›"),
    "el": Marks("«»", "“”"),
    "es": Marks("«»", "“”", "—"),
    "es-mx": Marks("“”", "‘’", "—"),
    "et": Marks("„“", "«»"),
    "eu": Marks("«»", "“”"),
    "fa": Marks("«»", "‹›"),
    "fi": Marks("””", "’’"),
    "fr": Marks("«»", "“”", gap="\u202f"),
    "fr-ch": Marks("«»", "‹›"),
    "gl": Marks("«»", "“”"),
    "he": Marks("””", "’’"),
    "hr": Marks("„”", "‚’"),
    "hu": Marks("„”", "»«"),
    "hy": Marks("«»", "«»"),
    "is": Marks("„“", "‚‘"),
    "it": Marks("«»", "“”"),
    "ja": Marks("「」", "『』", "—"),
    "ka": Marks("„“", "«»"),
    "lt": Marks("„“", "‚‘"),
    "lv": Marks("«»", "„“"),
    "mk": Marks("„“", "’‘"),
    "nb": Marks("«»", "‘’"),
    "nl": Marks("“”", "‘’"),
    "nn": Marks("«»", "‘’"),
    "no": Marks("«»", "‘’"),
    "pl": Marks("„”", "«»"),
    "pt": Marks("“”", "‘’"),
    "pt-pt": Marks("«»", "“”"),
    "ro": Marks("„”", "«»"),
    "ru": Marks("«»", "„“", "—"),
    "sk": Marks("„“", "‚‘"),
    "sl": Marks("„“", "‚‘"),
    "sq": Marks("„“", "‘’"),
    "sr": Marks("„“", "’’"),
    "sv": Marks("””", "’’"),
    "uk": Marks("«»", "„“", "—"),
    "zh": Marks("“”", "‘’", "—"),
    "zh-hant": Marks("「」", "『』", "—"),
    "zh-tw": Marks("「」", "『』", "—"),
}
DEFAULT = Marks("“”", "‘’")

STRAIGHT = re.compile(r"\"|''|'|``|`|(?<!-)-{2,3}(?!-)|(?<!\.)\.\.\.(?!\.)")
SIGNS = ('"', "'", "`", "--", "...")
OPENERS = " \t\n\u00a0\u2003\u202f([{—–-/«“‘„‚「『¿¡"
"""What stands before an opening quotation mark."""
ELISION = re.compile(r"(?:\d\ds?|tis|twas|em|til|cause|bout|round|n['’]?)(?![^\W_])", re.IGNORECASE)
"""What an apostrophe may open in English: `'90s`, `'tis`."""


def marks_of(language: str) -> Marks:
    """Return the marks of the language with this code, such as `es` or `de-CH`."""
    code = language.casefold().replace("_", "-")
    return MARKS.get(code) or MARKS.get(code.partition("-")[0], DEFAULT)


def set_typography(text: str, marks: Marks) -> str:
    """Return one paragraph with typographic marks. Its addresses stay as they are."""
    if not any(sign in text for sign in SIGNS):
        return text
    typesetter = Typesetter(marks)
    parts: list[str] = []
    at = 0
    for link in find_links(text):
        parts += [typesetter.set_text(text[at : link.begin]), typesetter.skip(text[link.begin : link.end])]
        at = link.end
    return "".join([*parts, typesetter.set_text(text[at:])])


class Typesetter:
    """Sets one paragraph, which may come in pieces. It remembers which quotations are open."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.before = ""
        self.is_open = {"outer": False, "inner": False}

    def skip(self, text: str) -> str:
        """Return `text`, the next piece, unchanged."""
        self.before = text[-1:] or self.before
        return text

    def set_text(self, text: str) -> str:
        """Return `text`, the next piece, with typographic marks."""
        before = self.before
        self.skip(text)
        if not any(sign in text for sign in SIGNS):
            return text

        def replace(found: re.Match[str]) -> str:
            prior = text[found.start() - 1] if found.start() else before
            return self._replace(found[0], prior, text[found.end() : found.end() + 6])

        return STRAIGHT.sub(replace, text)

    def _replace(self, sign: str, prior: str, behind: str) -> str:
        if sign == "...":
            return "…"
        if sign[0] == "-":
            return "–" if sign == "--" and prior.isdecimal() and behind[:1].isdecimal() else self._dash(sign)
        if sign in {"``", "`"}:
            return self._open("outer" if sign == "``" else "inner")
        if sign == "''":
            return self._close("outer") if self.is_open["outer"] else sign
        return self._double(prior, behind) if sign == '"' else self._single(prior, behind)

    def _dash(self, sign: str) -> str:
        return "—" if sign == "---" else self.marks.dash

    def _double(self, prior: str, behind: str) -> str:
        if prior.isdecimal() and not self.is_open["outer"]:
            return '"'  # inches
        return self._open("outer") if self._opens("outer", prior, behind) else self._close("outer")

    def _single(self, prior: str, behind: str) -> str:
        if prior.isdecimal() and (behind[:1].isdecimal() or behind[:1] in {"", " ", '"'}) and not self.is_open["inner"]:
            return "'"  # feet, minutes
        if prior.isalnum() and behind[:1].isalnum():
            return "’"
        if self._opens("inner", prior, behind):
            return "’" if ELISION.match(behind) and self.marks is MARKS["en"] else self._open("inner")
        return self._close("inner") if self.is_open["inner"] and not prior.isspace() else "’"

    def _opens(self, kind: str, prior: str, behind: str) -> bool:
        """Tell whether a straight mark opens a quotation."""
        if behind[:1].isspace():
            return False
        if not prior or prior in OPENERS or prior in self.marks.outer[0] + self.marks.gap:
            return not (self.is_open[kind] and not behind)
        return not self.is_open[kind] and not prior.isalnum() and behind[:1].isalnum()

    def _open(self, kind: str) -> str:
        self.is_open[kind] = True
        return self.marks.outer[0] + self.marks.gap if kind == "outer" else self.marks.inner[0]

    def _close(self, kind: str) -> str:
        self.is_open[kind] = False
        return self.marks.gap + self.marks.outer[1] if kind == "outer" else self.marks.inner[1]
