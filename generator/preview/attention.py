"""What an editor should look at: everything that needs fixing, and every warning, by what it is about."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from generator.archive.queries import newest_paths
from generator.catalogue import copy
from generator.commands.check import COMPARED, check_stories
from generator.model import Gravity, Problem
from generator.press.removals import number_to_confirm
from generator.preview.rows import SEEN_OR_TO_COME, Filed, row_of_file, state_of
from generator.preview.state import PreviewState

GROUPS = {
    "deletions": ("A large deletion waits", "Pages stay on the site until somebody confirms that they may go."),
    "held": ("Needs fixing", "These files aren’t published, or readers still see an older version."),
    "silent": ("Changed without a word to readers", "Add “Updated:” or “Correction:” if readers should know."),
    "photos": ("Photos without credit or alt text", "Name who made the photo, and say what it shows."),
    "front": ("The order of the front", "Stories that were put on a front and aren’t there."),
    "paper": ("Settings, templates and other files", "They concern the whole paper."),
    "other": ("Other warnings", "They keep nothing from being published, but an editor should look."),
}
"""Each group -> its heading, and what it is about. In the order in which they are shown."""
PHOTOS = {"image-credit", "image-alt"}
FRONT = ("content/front.toml", "content/front.txt")


class Concern(msgspec.Struct, frozen=True):
    """A file with problems of one group, and the story in it."""

    file: str
    path: str
    """The story's path; empty when there is no story."""
    headline: str
    """The headline of the story, or the title of its file."""
    problems: tuple[Problem, ...]


class ConcernGroup(msgspec.Struct, frozen=True):
    """The problems of one kind."""

    key: str
    title: str
    words: str
    concerns: tuple[Concern, ...]


def find_attention(filed: Filed, told: Sequence[Problem]) -> tuple[ConcernGroup, ...]:
    """Return what needs attention, by group; groups without a problem are left out.

    `told` is what the last build reported. Stories that aren't public, and the newest of the public ones, are also
    checked for what no build reports, such as a photo without a credit.
    """
    concerned = [one for one in told if one.gravity is not Gravity.NOTE]
    groups: dict[str, dict[str, list[Problem]]] = {key: {} for key in GROUPS}
    for problem in dict.fromkeys([*concerned, *_checked(filed)]):
        groups[group_of(problem)].setdefault(problem.path, []).append(problem)
    return tuple(_describe(filed, key, some) for key, some in groups.items() if some)


def _describe(filed: Filed, key: str, by_file: Mapping[str, Sequence[Problem]]) -> ConcernGroup:
    rows = {file: row_of_file(filed, file) for file in by_file}
    concerns = (Concern(file, rows[file].path, rows[file].headline, tuple(some)) for file, some in by_file.items())
    return ConcernGroup(key, *GROUPS[key], tuple(concerns))


def count_concerns(groups: Iterable[ConcernGroup]) -> int:
    """Return how many files have problems, one counted in each group."""
    return sum(len(group.concerns) for group in groups)


def _checked(filed: Filed) -> Iterator[Problem]:
    """Yield what is wrong with stories that readers see or will see; what was taken down or expired is left alone."""
    aside = (story for story in copy.stories_aside(filed.store) if state_of(story, filed) in SEEN_OR_TO_COME)
    newest = copy.stories_at(filed.store, newest_paths(filed.store, COMPARED))
    yield from check_stories(filed.store, [*aside, *newest])


def group_of(problem: Problem) -> str:
    """Return the group that a problem belongs to."""
    if number_to_confirm(problem):
        return "deletions"
    if problem.gravity is Gravity.HELD:
        return "held"
    if problem.code == "copy-untold":
        return "silent"
    if problem.code in PHOTOS:
        return "photos"
    if problem.path in FRONT:
        return "front"
    return "other" if problem.path.startswith("content/") else "paper"


class KeptAttention:
    """What needs attention, worked out once after each build. Several threads may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._round = -1
        self._groups: tuple[ConcernGroup, ...] = ()

    @property
    def count(self) -> int:
        """How many files needed attention when somebody last asked."""
        return count_concerns(self._groups)

    def of(self, filed: Filed, state: PreviewState) -> tuple[ConcernGroup, ...]:
        """Return the groups as of the build that led to `state`."""
        with self._lock:
            if state.round != self._round:
                told = (*state.troubles, *(state.outcome.problems if state.outcome else ()))
                self._groups, self._round = find_attention(filed, told), state.round
            return self._groups
