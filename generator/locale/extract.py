"""Bring the catalogues up to date with the messages in the theme's templates and in the code. For translators.

Babel reads the messages and writes the files. What it would put into their headers on its own (dates, versions, names)
is left out, so that a file changes only when a text does.
"""

from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from generator.locale.catalogues import FOLDER, catalogue_file, shipped

SOURCES = (("templates", "**", "jinja2"), ("generator/edition", "**.py", "python"))
"""The folders of a checkout that hold messages, which of their files, and how Babel reads these."""
WIDTH = 110


def find_messages(root: Path) -> Catalog:
    """Return every message of the checkout at `root`, in a total order, with the files in which it is."""
    found = Catalog()
    for folder, pattern, method in SOURCES:
        calls = extract_from_dir(root / folder, [(pattern, method)])
        for file, _, message, _, context in sorted(calls, key=lambda call: call[:2]):
            found.add(message, None, [(f"{folder}/{file}", 0)], context=context)
    return found


def read_catalogue(name: str) -> Catalog:
    """Return the catalogue of a language, which is named as gettext names it: `pt_BR`."""
    with catalogue_file(name).open("rb") as source:
        return read_po(source, locale=name, abort_invalid=True)


def write_catalogue(name: str, catalogue: Catalog) -> None:
    """Write the catalogue of a language, the messages in the order of the files that they are in."""
    file = catalogue_file(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as target:
        target.write(_header(name, catalogue).encode())
        write_po(target, catalogue, WIDTH, omit_header=True, ignore_obsolete=True, include_lineno=False)


def _header(name: str, catalogue: Catalog) -> str:
    language = catalogue.locale.english_name if catalogue.locale else name
    lines = (
        f"Language: {name}",
        f"Plural-Forms: {catalogue.plural_forms}",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    )
    texts = "".join(f'"{line}\\n"\n' for line in lines)
    return f'# The words of the theme in {language}.\nmsgid ""\nmsgstr ""\n{texts}\n'


def update_catalogues(root: Path, more: Iterable[str] = ()) -> list[str]:
    """Bring all catalogues, and those of the languages `more`, up to date with the checkout at `root`.

    A regional variant (`pt_BR`) keeps only the messages that it says in its own way. Returns the files that changed,
    relative to the folder of the catalogues.
    """
    messages, changed = find_messages(root), []
    for name in sorted({*shipped(), *more}):
        file = catalogue_file(name)
        before = file.read_bytes() if file.is_file() else b""
        catalogue = read_catalogue(name) if before else Catalog(locale=name)
        catalogue.update(messages, no_fuzzy_matching=True)
        if is_variant(name):
            _drop_untranslated(catalogue)
        write_catalogue(name, catalogue)
        if file.read_bytes() != before:
            changed.append(file.relative_to(FOLDER).as_posix())
    return changed


def is_variant(name: str) -> bool:
    """Tell whether a catalogue says only what differs from the language's own: `pt_BR` beside `pt`."""
    language, _, region = name.partition("_")
    return bool(region) and catalogue_file(language).is_file()


def _drop_untranslated(catalogue: Catalog) -> None:
    """Take out what a variant doesn't say. Of a message with a plural all forms are empty then."""
    for message in [one for one in catalogue if one.id and not "".join(one.string or ())]:
        catalogue.delete(message.id, message.context)
