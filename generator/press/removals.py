"""Decide which files of the site may be removed now, and which wait.

A build that would remove a large part of the site is refused, in case content/ is incomplete. `serve` and `watch` are
patient instead: pages of stories whose files are gone wait until their number is confirmed, and everything else is
published. A page that the gate withdrew never waits: the page of a story that was taken down, has expired or is a draft
again is removed at once, and so is any waiting page that links to it. When a part of content/ can't be read and the
catalogue is new, it isn't known which pages come from there, so files without a known page stay.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from generator.archive.division import DATED
from generator.catalogue.copy import stories_at
from generator.catalogue.receipts import receipts_without_story
from generator.catalogue.store import Store, check_before_removing, is_new_fact, recall_fact
from generator.config import FILE
from generator.config.features import NUMBERED_PAGES
from generator.config.feed_settings import SMALL_PAPER
from generator.edition.by_size import COUNTED, SIZE_CODE, how_to_decide, outgrown_page, setting_of
from generator.edition.pages.kinds import count_things, photo_folder
from generator.edition.pages.own_page import OWN_PAGE
from generator.edition.pages.photo import PHOTO
from generator.edition.pages.redirects import REDIRECT
from generator.edition.pages.story import STORY
from generator.files import read_if_there
from generator.model import Gravity, Problem, Receipt
from generator.press.output import check_removals, in_the_way, needs_confirmation

FACT = "removals wait"
STORIES = (STORY.name, OWN_PAGE.name)
"""The kinds of page that are made of one file of content/."""
ADDRESSES = (*STORIES, REDIRECT.name)
"""The kinds of page that are at the addresses which a story has or had, by which other pages link to it."""
COMMAND = "broadsheet build --confirm-deletions"
CONFIRMATION = re.compile(r"--confirm-deletions (\d+)")


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """The facts that decide about removals, besides the pages themselves."""

    origin: str
    """The scheme and host of the site, with which absolute links begin."""
    emptied: bool
    """True if content/ holds no copy at all."""
    unread: bool
    """True if a part of content/ could not be read."""
    confirmed: int | None
    """The number of removals that the user confirmed, if any."""
    patient: bool = False
    """True if removals wait for confirmation instead of making the build fail."""
    taken_down: frozenset[str] = frozenset()
    """Paths of the stories that were taken down."""
    withdrawn: frozenset[str] = frozenset()
    """The files of those stories."""
    undecided: tuple[str, ...] = ()
    """The settings by whose default published pages may have gone (edition/by_size.py)."""


class Leaving(msgspec.Struct, frozen=True):
    """The files of the site that the plan has no page for."""

    receipts: Sequence[Receipt] = ()
    """The receipts of pages that no longer exist."""
    orphans: Sequence[str] = ()
    """Files of ours for which there is no page and no receipt."""
    moved: Sequence[str] = ()
    """The former files of stories that have another address now."""

    @property
    def files(self) -> list[str]:
        """All files, those with a receipt first."""
        return [*(one.file for one in self.receipts), *self.orphans]

    def part(self, files: set[str], *, within: bool) -> "Leaving":
        """Return the part that is in `files`, or with `within=False` the rest."""
        return Leaving(
            [one for one in self.receipts if (one.file in files) is within],
            [file for file in self.orphans if (file in files) is within],
        )


class Decision(msgspec.Struct, frozen=True):
    """The decision about removals: what is removed now, what waits, and what to report."""

    going: Leaving
    waiting: Leaving = Leaving()
    problems: tuple[Problem, ...] = ()


def decide(store: Store, output: Path, guard: Guard, planned: set[str], leaving: Leaving, files: int) -> Decision:
    """Decide about `leaving`, in a site of `files` files. Raises OutputError when the build is refused.

    The former files of stories that have another address never wait. But where nothing leads on to the new address they
    count, since readers miss them like removed ones.
    """
    going = [file for file in leaving.files if file not in planned]
    missed = [file for file in leaving.moved if file not in planned and not guard.patient]
    if not going and not missed:
        _remember(store, waits=False)
        return Decision(leaving)
    check_before_removing(store, len(going) + len(missed))
    unknown = set() if guard.emptied or not guard.unread else {file for file in leaving.orphans if file not in planned}
    emptied = guard.emptied or recall_fact(store, FACT) == "yes"
    asked = guard.withdrawn | {one.file for one in leaving.receipts if _is_taken_down(guard, one)}
    outgrown = _outgrown(leaving) if COUNTED in guard.undecided else set[str]()
    undecided = {one.file for one in leaving.receipts if setting_of(one.name) in guard.undecided} | outgrown
    undecided -= planned
    counted = count_things([*missed, *(file for file in going if file not in unknown | asked | undecided)])
    doubted = set[str]()
    if guard.emptied or not guard.patient:
        check_removals(files, counted, emptied=emptied, confirmed=guard.confirmed)
    elif needs_confirmation(files, counted, emptied=emptied, confirmed=guard.confirmed):
        doubted = _source_is_gone(store, guard, leaving) - planned - unknown
    waiting = _without_the_withdrawn(output, guard, leaving, planned, unknown | doubted | undecided)
    waiting |= _photos_on(output, leaving, waiting)
    _remember(store, waits=bool(waiting & doubted))
    asked_for = count_things(waiting - unknown - undecided)
    problems = (
        *_tell_unknown(len(waiting & unknown)),
        *_tell_doubted(len(waiting & doubted), asked_for),
        *_tell_undecided(len(waiting & undecided - outgrown), guard.undecided),
        *_tell_outgrown(waiting & outgrown),
    )
    return Decision(leaving.part(waiting, within=False), leaving.part(waiting, within=True), problems)


def _outgrown(leaving: Leaving) -> set[str]:
    """Return the files of counted pages of listings whose stories are on pages with a day by default."""
    files = [*(one.file for one in leaving.receipts if one.kind in DATED), *leaving.orphans]
    return {file for file in files if outgrown_page(file)}


def _remember(store: Store, *, waits: bool) -> None:
    """Store whether removals wait. They go on waiting even when fewer than the limit are left of them."""
    if waits or recall_fact(store, FACT):
        with store:
            is_new_fact(store, FACT, "yes" if waits else "")


def _source_is_gone(store: Store, guard: Guard, leaving: Leaving) -> set[str]:
    """Return the files of pages whose story or static file no longer exists, and files without a known source."""
    pages = [one for one in leaving.receipts if one.kind == "static" or _is_gone(store, guard, one)]
    return {one.file for one in pages}.union(leaving.orphans)


def _is_taken_down(guard: Guard, page: Receipt) -> bool:
    return page.kind in STORIES and page.subject in guard.taken_down


def _is_gone(store: Store, guard: Guard, page: Receipt) -> bool:
    if page.kind not in STORIES or _is_taken_down(guard, page):
        return False
    return next(stories_at(store, [page.subject]), None) is None


def _without_the_withdrawn(
    output: Path, guard: Guard, leaving: Leaving, planned: set[str], waiting: set[str]
) -> set[str]:
    """Return `waiting` without the files that must be removed now."""
    if not waiting:
        return waiting
    waiting = waiting - guard.withdrawn - set(in_the_way(planned, waiting))
    withdrawn = [one.url for one in leaving.receipts if one.kind in ADDRESSES and one.file not in waiting]
    links = [f"{start}{url}".encode() for url in withdrawn for start in ('"', guard.origin)]
    return {file for file in waiting if not _holds_any(output / file, links)}


def _photos_on(output: Path, leaving: Leaving, waiting: set[str]) -> set[str]:
    """Return the files of photos that a waiting page shows: they wait with it."""
    photos = {one.url.encode(): one.file for one in leaving.receipts if one.kind == PHOTO.name}
    shown: set[str] = set()
    for page in sorted(waiting) if photos else ():
        content = b"" if photo_folder(page) else read_if_there(output / page)
        shown.update(file for url, file in photos.items() if url in content)
    return shown


def _holds_any(path: Path, links: Iterable[bytes]) -> bool:
    content = read_if_there(path) if links else b""
    return any(link in content for link in links)


def _tell_unknown(files: int) -> Iterable[Problem]:
    if files:
        message = f"A part of content/ can't be read, so {files:,} of the site's files stay that may come from there."
        hint = "The report names the places. Give the user who builds the right to read them."
        yield Problem("content", 0, message, hint, Gravity.WARNING, code="file-removals")


def _tell_doubted(files: int, asked_for: int) -> Iterable[Problem]:
    """Yield a problem if files wait. `asked_for`: the number to confirm, in which a photo counts once."""
    if files:
        message = f"The sources of {files:,} of the site's files are gone. These files stay; all else is published."
        hint = f"If you mean to remove them, run: {COMMAND} {asked_for}"
        yield Problem("content", 0, message, hint, Gravity.WARNING, code="file-removals")


def _tell_undecided(files: int, settings: tuple[str, ...]) -> Iterable[Problem]:
    """Yield a problem if pages stay that the paper has outgrown."""
    if files:
        message = (
            f"{files:,} pages of days and feeds of topics and bylines stay as they are and get no new stories, "
            f"because the paper has {SMALL_PAPER:,} stories now and site.toml does not ask for them."
        )
        asked = tuple(one for one in settings if one != COUNTED)
        yield Problem(FILE, 0, message, how_to_decide(asked), Gravity.WARNING, code=SIZE_CODE)


def _tell_outgrown(files: Collection[str]) -> Iterable[Problem]:
    """Yield a problem if counted pages of listings stay whose stories are on pages with a day now."""
    if files:
        message = (
            f"{len(files):,} older pages of sections, topics and bylines, such as {min(files)}, stay as they are and "
            "are no longer brought up to date: pages after the first few have a day in their address now, not a number."
        )
        last = max(map(outgrown_page, files)) + 1
        hint = (
            f"Write [archive] numbered_pages = {last} in site.toml to keep the pages with numbers, or = "
            f"{NUMBERED_PAGES} to remove them."
        )
        yield Problem(FILE, 0, message, hint, Gravity.WARNING, code=SIZE_CODE)


def asks_for_confirmation(problem: Problem) -> bool:
    """Tell whether the problem asks the user to confirm waiting removals."""
    return COMMAND in problem.hint


def number_to_confirm(problem: Problem) -> int:
    """Return the number of removals that the problem asks to confirm; 0 when it asks for none."""
    found = CONFIRMATION.search(problem.hint)
    return int(found[1]) if found else 0


def waiting_pages(store: Store) -> list[Receipt]:
    """Return the pages on the site whose story is gone: they wait until somebody confirms their removal."""
    return [page for kind in STORIES for page in receipts_without_story(store, kind)]
