"""`broadsheet explain`: show what a page is made of, and why the last build did or didn't write it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from generator.archive.photos import rendition_at, stories_with
from generator.catalogue import copy, doubts
from generator.catalogue.receipts import receipt_of
from generator.catalogue.store import Store
from generator.commands.relations import Relation, find_relations
from generator.config import machine_address, require_paper
from generator.edition.edition import Edition
from generator.edition.last import open_last
from generator.edition.pages.kinds import KINDS
from generator.edition.pages.photo import PHOTO
from generator.edition.plan import find_page_of, gather, plan_all
from generator.errors import refuse
from generator.intake.names import identify
from generator.model import Body, Card, Page
from generator.paper import Paper

MOST_CHARS = 100
"""Longer values are cut off at this many characters."""


class Explanation(msgspec.Struct, frozen=True):
    """Everything that is known about a page."""

    url: str
    kind: str
    file: str
    template: str
    made_of: dict[str, str]
    """Each variable of the template -> its value, shortened."""
    receipt: dict[str, str]
    """The records of the last time that the page was written and checked."""
    doubtful: bool
    """True when something that may affect it has changed since."""
    related: tuple[Relation, ...] = ()
    """Why other stories are shown as related, for a story's page."""


def explain(paper: Paper, what: str) -> Explanation:
    """Explain the page that `what` names by its address or by the story's file. Raises CommandRefused."""
    require_paper(paper.folder)
    try:
        store, edition = open_last(paper)
    except FileNotFoundError:
        raise refuse(what, "There is no build to explain yet.", "Run “broadsheet build” first.") from None
    with closing(store):
        page = _find(edition, paper.folder, what)
        if page is None:
            raise refuse(what, *_why_not(store, paper.folder, what))
        return _explain_page(edition, page)


def _find(edition: Edition, folder: Path, what: str) -> Page | None:
    path = _story_path(folder, what)
    found = find_page_of(edition, path) or find_page_of(edition, copy.path_in(edition.store, what))
    if found:
        return found
    named = machine_address(what).removeprefix(edition.site.address)
    wanted, wanted_folder = edition.addresses.place(named), edition.addresses.place(named.rstrip("/") + "/")
    pages = plan_all(edition)
    return next((page for page in pages if edition.addresses.place(page.url) in {wanted, wanted_folder}), None)


def _story_path(folder: Path, what: str) -> str:
    """Return the path of the story in the file `what`, relative to the paper's or the current folder; or empty."""
    named = Path(what)
    if named.exists() and named.resolve().is_relative_to(folder / "content"):
        named = named.resolve().relative_to(folder)
    return identify(named.as_posix()) if named.parts[:1] == ("content",) else ""


def _why_not(store: Store, folder: Path, what: str) -> tuple[str, str]:
    path = _story_path(folder, what)
    if not path:
        return "There is no page at that address.", "Give an address of the site, or a file in content/."
    if path in copy.paths_on_file(store):
        return "The story is not public, so it has no page.", "Run “broadsheet build” to see why."
    return "No story was read from that file.", "Run “broadsheet check” to see why."


def _explain_page(edition: Edition, page: Page) -> Explanation:
    facts, inputs = gather(edition, page)
    receipt = receipt_of(edition.store, page.name)
    made_of = {f"page.{name}": getattr(facts, name) for name in facts.__struct_fields__}
    made_of |= {name: getattr(inputs, name) for name in inputs.__struct_fields__}
    if page.kind == PHOTO.name:
        made_of |= _origin_of(edition.store, page.subject)
    return Explanation(
        url=page.url,
        kind=page.kind,
        file=receipt.file if receipt else "",
        template=KINDS[page.kind].template,
        made_of={name: _in_short(value) for name, value in made_of.items() if value not in ("", (), None)},
        receipt={
            "printed": f"build {receipt.printed}",
            "last looked at": f"build {receipt.examined}: {receipt.reason}",
            "key": receipt.key,
            "bytes": f"{receipt.size:,}",
        }
        if receipt
        else {},
        related=tuple(find_relations(edition.store, page.subject)) if page.kind == "story" else (),
        doubtful=doubts.is_everything_doubtful(edition.store) or page.name in doubts.doubtful_names(edition.store),
    )


def _origin_of(store: Store, name: str) -> dict[str, Any]:
    """Return the file that a size of a photo is made of, and the stories that show it."""
    found = rendition_at(store, name)
    return {"original": found[0].file if found else "", "stories": tuple(stories_with(store, name))}


def _in_short(value: Any) -> str:
    text = ", ".join(_names(value)) if isinstance(value, (list, tuple)) else _name(value)
    return text if len(text) <= MOST_CHARS else f"{text[:MOST_CHARS]}…"


def _names(values: "list[Any] | tuple[Any, ...]") -> Iterator[str]:
    yield f"{len(values)}"
    yield from map(_name, values)


def _name(value: Any) -> str:
    """Return a short text for a value: the path of a story, the length of a body."""
    if isinstance(value, Card):
        return value.path
    if isinstance(value, Body):
        return f"{value.words:,} words"
    for field in ("name", "label", "url", "text"):
        if isinstance(value, msgspec.Struct) and hasattr(value, field):
            return str(getattr(value, field))
    return str(value)
