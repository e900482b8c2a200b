"""`broadsheet front`: which stories stand first on the front page and on the fronts of sections, and in which order."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import msgspec

from generator.archive import queries
from generator.archive.addresses import Addresses, plain_name
from generator.archive.lookup import find_story, unknown_story
from generator.catalogue.copy import stories_at
from generator.catalogue.photos import is_about_photo
from generator.catalogue.store import Store
from generator.commands.front_file import order_in, with_order
from generator.config import require_paper
from generator.edition.edition import EditionSettings
from generator.edition.front import MAX_BYTES, TEXT_FILE, TOML_FILE, read_front
from generator.edition.last import open_last
from generator.errors import ChangedMeanwhile, refuse
from generator.intake.names import PEOPLE, STORY_ENDINGS, identify, is_own_page, is_section_page
from generator.newsroom.text_file import EMPTY, TextFile, open_text, write_text
from generator.newsroom.writing import NONE, digest_of, read_file, write_file
from generator.paper import Paper


class FrontStory(msgspec.Struct, frozen=True):
    """A story that the editors put on a front."""

    name: str
    """As front.toml names it."""
    path: str = ""
    """Its path in content/; empty if there is no such story."""
    headline: str = ""
    url: str = ""
    """The address at which readers find it; empty while they don't."""


class FrontOrder(msgspec.Struct, frozen=True):
    """The stories that stand first on one front."""

    section: str
    """The section's slug; empty for the paper's own front."""
    title: str
    stories: tuple[FrontStory, ...]


class FrontText(msgspec.Struct, frozen=True):
    """front.toml as it is now."""

    content: TextFile
    seen: str
    """The digest of its bytes, as `write_file` asks for it."""


def read_front_text(paper: Paper) -> FrontText:
    """Return front.toml, which is empty where there is no file. Raises CommandRefused where editors use front.txt."""
    raw = read_file(paper, TOML_FILE, MAX_BYTES)
    if raw is not None:
        return FrontText(open_text(raw, TOML_FILE), digest_of(raw))
    if (paper.folder / TEXT_FILE).is_file():
        hint = f'To change the order here, move its lines into {TOML_FILE}: leads = ["world/summit"]'
        raise refuse(TEXT_FILE, "The order of the front stands in this plain list.", hint)
    return FrontText(EMPTY, NONE)


def change_order(
    paper: Paper, section: str, change: Callable[[tuple[str, ...]], Sequence[str]], seen: str | None = None
) -> str:
    """Change the order of a section's front, or of the paper's. Returns the name under which the former text is kept.

    `change` gets the names in their order and returns the new ones. `seen` is the digest of the file that an editor
    saw: if it is another now, nothing is written. Raises ChangedMeanwhile, CommandRefused or OSError.
    """
    front = read_front_text(paper)
    if seen is not None and seen != front.seen:
        raise ChangedMeanwhile(TOML_FILE)
    text = with_order(front.content.text, section, change(order_in(front.content.text, section)))
    if text == front.content.text:
        return ""
    content = write_text(front.content, text, TOML_FILE)
    return write_file(paper, TOML_FILE, content, seen=front.seen, action="front").undo


# --- what the command does ------------------------------------------------------------------------


def put_first(paper: Paper, what: str, section: str = "") -> str:
    """Put the story `what` first on a front, and return its path. Raises CommandRefused, ConfigError or OSError."""
    store, settings = _open(paper)
    with closing(store):
        _check_section(store, settings, section)
        path = path_named(store, settings.addresses, paper.folder, what)
        same = _same_story(store, settings.addresses, path)
        change_order(paper, section, lambda names: [path, *(name for name in names if not same(name))])
    return path


def remove(paper: Paper, what: str, section: str = "") -> str:
    """Take the story `what` off a front, and return its name. Raises CommandRefused, ConfigError or OSError."""
    store, settings = _open(paper)
    with closing(store):
        names = order_in(read_front_text(paper).content.text, section)
        file = _file_of(paper.folder, what)
        path = identify(file) if file else find_story(store, settings.addresses, what) or path_on_file(store, what)
        same = _same_story(store, settings.addresses, path)
        gone = next((name for name in names if name == what or same(name)), "")
        if not gone:
            where = f"the front of {section}" if section else "the front page"
            there = f"These are: {', '.join(names)}." if names else "The editors put no story there."
            raise refuse(what, f"That story isn't among those that stand first on {where}.", there)
        change_order(paper, section, lambda names: [name for name in names if name != gone])
    return gone


def describe_front(paper: Paper) -> list[FrontOrder]:
    """Return the order of each front that the editors decided on, the paper's first. Raises CommandRefused."""
    store, settings = _open(paper)
    with closing(store):
        return list(orders(store, settings.addresses, paper.folder))


def orders(store: Store, addresses: Addresses, folder: Path) -> Iterator[FrontOrder]:
    """Yield the order of the paper's front, and of each section's front that front.toml has."""
    front = read_front(folder)
    yield FrontOrder("", "The front page", _stories(store, addresses, front.choice.leads))
    for slug, names in front.sections.items():
        yield FrontOrder(slug, addresses.section(slug).name, _stories(store, addresses, names))


def _stories(store: Store, addresses: Addresses, names: Sequence[str]) -> tuple[FrontStory, ...]:
    return tuple(_story(store, addresses, name) for name in dict.fromkeys(names))


def _story(store: Store, addresses: Addresses, name: str) -> FrontStory:
    path = find_story(store, addresses, name) or path_on_file(store, name)
    card = queries.card_of(store, path) if path else None
    if card is not None:
        return FrontStory(name, path, card.headline, card.url)
    hidden = next(stories_at(store, [path]), None)
    return FrontStory(name, path, hidden.headline if hidden else "")


def _open(paper: Paper) -> tuple[Store, EditionSettings]:
    require_paper(paper.folder)
    try:
        return open_last(paper)
    except FileNotFoundError:
        raise refuse(TOML_FILE, "The paper hasn't been built yet.", "Run “broadsheet build” first.") from None


def _check_section(store: Store, settings: EditionSettings, section: str) -> None:
    known = {*settings.addresses.sections, *(one.slug for one in queries.subjects(store, "section"))}
    if section and section not in known:
        raise refuse(section, "There is no section of that name.", f"These are: {', '.join(sorted(known))}.")


def path_named(store: Store, addresses: Addresses, folder: Path, what: str) -> str:
    """Return the path of the story that `what` names: its file, path or address. Raises CommandRefused.

    It may be one that isn't public yet: it gets its place when it is.
    """
    file = _file_of(folder, what)
    found = identify(file) if file else find_story(store, addresses, what) or path_on_file(store, what)
    if not found:
        raise unknown_story(store, what)
    return found


def path_on_file(store: Store, name: str) -> str:
    """Return the path of the story of that name that was read, public or not; empty if there is none."""
    row = store.execute(
        "SELECT path FROM stories WHERE path = ? COLLATE NOCASE LIMIT 1", (plain_name(name),)
    ).fetchone()
    return row[0] if row else ""


def _file_of(folder: Path, what: str) -> str:
    """Return the story's file, relative to the paper, if `what` names one from here or from there; or empty."""
    for place in (Path(what), folder / what, folder / "content" / what):
        if place.is_file() and place.resolve().is_relative_to(folder / "content"):
            file = place.resolve().relative_to(folder).as_posix()
            return file if _may_hold_story(file) else ""
    return ""


def _may_hold_story(file: str) -> bool:
    is_beside = is_own_page(file) or is_section_page(file) or is_about_photo(file) or file.startswith(PEOPLE)
    return file.endswith(tuple(STORY_ENDINGS)) and not is_beside


def _same_story(store: Store, addresses: Addresses, path: str) -> Callable[[str], bool]:
    """Return a function that tells whether a name in front.toml means the story at `path`."""

    def is_same(name: str) -> bool:
        return (find_story(store, addresses, name) or path_on_file(store, name) or name) == path

    return is_same
