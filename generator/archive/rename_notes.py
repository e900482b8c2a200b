"""What editors are told of stories under another name: that they were recognized, or what to do if they weren't."""

import shlex
from collections.abc import Collection, Iterator

from generator.archive.published import MARK_DIGITS, strays_of, unlisted_traits
from generator.archive.published_stories import file_problems, published_by_id, stories_at_paths
from generator.archive.queries import card_of
from generator.archive.renames import guess
from generator.catalogue.copy import story_of
from generator.catalogue.store import Store
from generator.model import Gravity, Problem


def notes_on_renames(store: Store, withdrawn: Collection[str]) -> Iterator[Problem]:
    """Yield the problems with published.csv, and notes on stories that had another name or may have had one.

    `withdrawn`: the paths of stories that were taken down.
    """
    yield from file_problems(store)
    adopted = store.execute("SELECT path, id FROM adopted ORDER BY path").fetchall()
    yield from (_recognized(store, path, name) for path, name in adopted)
    yield from _guessed(store, withdrawn, {name for _, name in adopted}, {path for path, _ in adopted})
    yield from _returned(store, withdrawn)


def _recognized(store: Store, path: str, name: str) -> Problem:
    former, story = published_by_id(store, name), story_of(store, path)
    keeps = "" if story.own else "It keeps its id in feeds, and "
    message = f"It was “{former.path}” before. {keeps}{former.address} leads to it."
    what = "page" if story.own else "story"
    hint = f"If it is another {what}: change its headline and its text, or give the other one back its name."
    return Problem(story.file, 0, message, hint, Gravity.NOTE, code="address-renamed")


def _guessed(store: Store, withdrawn: Collection[str], found: set[str], taken: set[str]) -> Iterator[Problem]:
    """Yield a warning for each public story that may be one whose file is gone, with the line that says so."""
    strays = [one for one in strays_of(store, withdrawn) if one.name not in found]
    stories = [one for one in unlisted_traits(store) if one.name not in taken] if strays else []
    for name, path in sorted(guess(strays, stories).items(), key=lambda pair: pair[1]):
        former = published_by_id(store, name)
        if former.path != path and card_of(store, path) is not None:
            message = f"The story at {former.address} is gone. This may be the same one under another name."
            hint = f"If it is, add this line to its header, so that the old address leads to it: Was: {former.address}"
            yield Problem(story_of(store, path).file, 0, message, hint, Gravity.WARNING, code="address-renamed")


def _returned(store: Store, withdrawn: Collection[str]) -> Iterator[Problem]:
    """Yield a warning for each public story with the text of one that was taken down."""
    for one in stories_at_paths(store, withdrawn):
        if not one.text:
            continue
        rows = store.execute(
            "SELECT stories.path, file FROM stories JOIN cards USING (path) WHERE text >= ? AND text < ?",
            (one.text, one.text[:MARK_DIGITS] + "g"),
        ).fetchall()
        for path, file in sorted(rows):
            message = f"The text is the same as that of “{one.path}”, which was taken down."
            hint = f"If it is the same story: broadsheet takedown {shlex.quote(path)}"
            yield Problem(file, 0, message, hint, Gravity.WARNING, code="takedown-returned")
