"""The kinds of findings, and the code of each: the stable names by which scripts and `--only` know them.

A code begins with the word of its kind: `link-dead` is of the kind `links`. Kinds are in the order in which `check`
lists them, the most useful first. A code keeps its meaning for good; docs/check.md describes all of them.
"""

from collections.abc import Iterable, Sequence

from generator.config.wording import nearest
from generator.model import Problem

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "dates": ("date", ("missing", "unclear", "contradiction", "update", "guessed")),
    "embargoes": ("embargo", ("unclear", "restraint")),
    "copy": (
        "copy",
        (
            *("incomplete", "letter", "removed", "left-out", "plain", "shortcode"),
            *("identical", "untold", "byline", "dateline", "speech"),
        ),
    ),
    "marks": ("mark", ("tk", "note", "question", "placeholder", "filler", "checked")),
    "links": (
        "link",
        ("dead", "case", "fragment", "file", "style", "outside-gone", "outside-refused", "outside-timeout"),
    ),
    "images": (
        "image",
        (
            *("missing", "unusable", "restrained", "dates", "expired", "waiting", "credit", "alt", "small", "doubtful"),
            *("crop", "unused", "same-name", "notes", "left-out", "icon"),
        ),
    ),
    "headlines": ("headline", ("same", "long", "word", "limit")),
    "headers": (
        "header",
        (
            *("unreadable", "misspelled", "repeated", "value", "too-long", "too-many", "comment", "menu", "slip"),
            "unknown-key",
        ),
    ),
    "sections": ("section", ("unknown", "page")),
    "topics": ("topic", ("spelling",)),
    "people": ("person", ("name", "contact")),
    "related": ("related", ("missing", "hidden")),
    "translations": ("translation", ("language", "original", "missing", "hidden")),
    "addresses": ("address", ("taken", "lost", "redirect", "record", "renamed")),
    "wires": ("wire", ("unreadable", "kill", "withheld", "note", "empty", "doubtful", "other")),
    "takedowns": ("takedown", ("unreadable", "returned")),
    "settings": (
        "setting",
        ("unreadable", "repeated", "wrong", "doubtful", "address", "front", "trending", "language", "search", "size"),
    ),
    "templates": ("template", ("broken", "policy", "name", "unused", "lost")),
    "extensions": ("extension", ("unusable", "failed", "finding", "figure", "unread", "removed")),
    "static": ("static", ("machine-file", "unreadable")),
    "data": ("data", ("unusable", "unread", "chart", "unshown")),
    "encodings": ("encoding", ("unreadable", "damaged", "garbled", "guessed", "removed")),
    "files": (
        "file",
        (
            *("unreadable", "kind", "copy", "same-name", "slow", "bug", "second-card", "folder", "foreign"),
            *("removals", "catalogue", "sound"),
        ),
    ),
    "schedule": ("schedule", ("draft", "waiting", "expired", "taken-down")),
    "reading": (
        "reading",
        ("kind", "dateline", "left-out", "agency", "correction", "photo-line", "line", "tags", "entry"),
    ),
}
"""The kind -> the word with which its codes begin, and the rest of each code."""
CODES = {f"{word}-{rest}": kind for kind, (word, codes) in KINDS.items() for rest in codes}
"""Each code -> its kind."""
PLACES = {code: place for place, code in enumerate(CODES)}


def kind_of(problem: Problem) -> str:
    """Return the kind of a problem."""
    return CODES[problem.code]


def place_of(problem: Problem) -> int:
    """Return the place of a problem's code among all codes, the most useful first."""
    return PLACES[problem.code]


def choose(problems: Iterable[Problem], wanted: Sequence[str]) -> tuple[Problem, ...]:
    """Return the problems whose kind or code is among those `wanted`; all of them if none is named."""
    return tuple(one for one in problems if not wanted or one.code in wanted or kind_of(one) in wanted)


def find_unknown(names: Iterable[str]) -> str:
    """Return what is wrong with the first name that is neither a kind nor a code; empty if there is none."""
    for name in names:
        if name not in KINDS and name not in CODES:
            hint = nearest(name, [*KINDS, *CODES]) or f"Kinds: {', '.join(KINDS)}."
            return f"“{name}” is neither a kind nor a code of findings. {hint}"
    return ""
