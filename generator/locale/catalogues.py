"""Find the theme's words in a language.

The catalogues are the `.po` files in this folder. They are read when a paper needs them, so that there is nothing to
compile by hand. English has none: the messages themselves are English.
"""

# ruff: noqa: PLC0415 -- Babel is loaded only for papers and stories in other languages than English

from collections.abc import Iterator, Mapping
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).parent
CATALOGUE = "LC_MESSAGES/theme.po"
SOURCE_LANGUAGE = "en"
"""The language of the messages in templates and code."""


def catalogue_file(name: str) -> Path:
    """Return the catalogue of a language, which is named as gettext names it: `pt_BR`."""
    return FOLDER / name / CATALOGUE


def shipped() -> list[str]:
    """Return the names of all catalogues, as gettext writes them: `de`, `pt_BR`."""
    return sorted(file.parts[-3] for file in FOLDER.glob(f"*/{CATALOGUE}"))


def has_words(language: str) -> bool:
    """Tell whether the theme has words in this language (a BCP 47 code), or in the one that it is a variant of."""
    return _names(language)[-1] == SOURCE_LANGUAGE or any(catalogue_file(name).is_file() for name in _names(language))


def language_of_page(text: str, paper: str) -> str:
    """Return the language of the page of a text in the language `text`; empty if it is the paper's.

    It is the text's own if the theme has words in it. A text that is said to be in the paper's language in general
    (`en` in a paper in `en-GB`) is in the paper's.
    """
    is_papers = f"{paper.lower()}-".startswith(f"{text.lower()}-")
    return text if text and not is_papers and has_words(text) else ""


class OwnWords(NullTranslations):
    """Words of which a paper says some in its own way. Those that have forms for numbers stay as they are."""

    def __init__(self, own: Mapping[str, str], others: NullTranslations) -> None:
        super().__init__()
        self._own = own
        self.add_fallback(others)

    def gettext(self, message: str) -> str:
        """Return the paper's own text, or else the language's."""
        return self._own.get(message) or super().gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        """Return the paper's own text, whatever the context, or else the language's."""
        return self._own.get(message) or super().pgettext(context, message)


@lru_cache
def plain_messages() -> frozenset[str]:
    """Return all messages that have no forms for numbers."""
    from babel.messages.pofile import read_po

    with catalogue_file("es").open("rb") as source:
        return frozenset(one.id for one in read_po(source) if one.id and isinstance(one.id, str))


@lru_cache
def words_in(language: str) -> NullTranslations:
    """Return the words in a language (a BCP 47 code).

    What a regional variant doesn't say in its own way is said as in the language: `pt-BR` falls back on `pt`. A
    language without a catalogue gets English.
    """
    words = NullTranslations()
    for catalogue in _catalogues(language):
        catalogue.add_fallback(words)
        words = catalogue
    return words


def _catalogues(language: str) -> Iterator[GNUTranslations]:
    """Yield the catalogues that serve a language, the most general one first."""
    for name in reversed(_names(language)):
        file = catalogue_file(name)
        if file.is_file():
            yield _read(file)


def _names(language: str) -> list[str]:
    """Return the names that a catalogue for the language may have: `pt-BR` -> `pt_BR`, `pt`."""
    parts = [_cased(part) for part in language.replace("_", "-").split("-")]
    parts[0] = parts[0].lower()
    return ["_".join(parts[:end]) for end in range(len(parts), 0, -1)]


def _cased(part: str) -> str:
    """Return a part of a language code as gettext writes it: `hant` -> `Hant`, `br` -> `BR`."""
    return part.title() if len(part) == 4 else part.upper()


def _read(file: Path) -> GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with file.open("rb") as source:
        write_mo(compiled, read_po(source, abort_invalid=True))
    compiled.seek(0)
    return GNUTranslations(compiled)
