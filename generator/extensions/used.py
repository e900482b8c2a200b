"""Which extensions a build uses, as plain values that go to workers and into keys."""

from collections.abc import Iterable

import msgspec

from generator.digests import digest_value
from generator.model import Problem
from generator.paper import CallLimits

TRACED_JOBS = 200
"""About so many jobs a stage is cut into when calls are compared, each of which may be done by another process."""


class Extension(msgspec.Struct, frozen=True, kw_only=True):
    """One extension that site.toml names: where its program lies and what it offers."""

    name: str
    shown: str
    """How messages name it: `extensions/recipes.py`, or the package that it comes from."""
    file: str = ""
    """Absolute path of its file; empty for one of an installed package."""
    entry: str = ""
    """Module, or module and object (`courier_maps:plugin`), of one of an installed package."""
    source: str = ""
    """Digest of its program."""
    imported: str = ""
    """Digest of the modules without a version that it imports, and that these import."""
    settings: bytes = b"{}"
    """JSON of its table in site.toml."""
    digest: str = ""
    """A digest of its name, version, program, imports and settings, and of the versions of all installed packages."""
    paper: str = ""
    """The paper's folder, of which it may read nothing by itself."""
    search: tuple[str, ...] = ()
    """Folders in which modules that it imports are looked for."""
    version: str = ""
    hooks: tuple[str, ...] = ()
    """What it defines of generator/extensions/hooks.py."""
    endings: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    """Kinds of pages that it adds to."""
    hosts: tuple[str, ...] = ()
    limits: CallLimits = CallLimits()


class Used(msgspec.Struct, frozen=True):
    """The extensions in use, in the order in which site.toml names them."""

    extensions: tuple[Extension, ...] = ()
    trace: str = ""
    """A folder in which each call is noted with a digest of what it gave; empty: none is."""

    @property
    def call_s(self) -> float:
        """How long a call of any of them may take."""
        return max((one.limits.call_s for one in self.extensions), default=0)

    @property
    def alone_s(self) -> float:
        """How long one file or page may take: an extension is loaded and called, and the rest is a moment's work."""
        return max((one.limits.load_s + one.limits.call_s for one in self.extensions), default=0)

    def with_hook(self, hook: str) -> tuple[Extension, ...]:
        """Return those that define `hook`."""
        return tuple(one for one in self.extensions if hook in one.hooks)

    def reader_of(self, ending: str) -> Extension | None:
        """Return the one that reads files with this ending, if any."""
        return next((one for one in self.extensions if ending in one.endings), None)

    def batch_size(self, usual: int, total: int) -> int:
        """Return how many of `total` files or pages one job does. Where calls are compared there are many jobs."""
        return max(1, total // TRACED_JOBS) if self.trace else usual

    @property
    def endings(self) -> frozenset[str]:
        """The endings of files that extensions read."""
        return frozenset(ending for one in self.extensions for ending in one.endings)

    def reader_digests(self) -> dict[str, str]:
        """Return each of these endings with the digest of what reads it."""
        return {ending: one.digest for one in self.extensions for ending in one.endings}

    def story_digest(self) -> str:
        """Return the digest of what may touch any story that is read: `embed` and `check`; empty for none."""
        digests = [one.digest for one in self.extensions if {"embed", "check"} & set(one.hooks)]
        return digest_value(digests) if digests else ""

    def filter_owners(self) -> dict[str, Extension]:
        """Return each filter for templates with the extension that gives it."""
        return {name: one for one in self.extensions for name in one.filters}

    def adding_to(self, kind: str) -> tuple[Extension, ...]:
        """Return those that add something to pages of `kind`."""
        return tuple(one for one in self.extensions if kind in one.kinds)

    def page_digests(self, kind: str, called: Iterable[str]) -> tuple[str, ...]:
        """Return the digests of those that touch pages of `kind`, whose templates call these filters."""
        names = set(called)
        touching = (one for one in self.extensions if kind in one.kinds or names.intersection(one.filters))
        return tuple(one.digest for one in touching)

    @property
    def on_stories(self) -> bool:
        """True if any touches stories as they are read."""
        return any(one.endings or {"embed", "check"} & set(one.hooks) for one in self.extensions)

    @property
    def on_pages(self) -> bool:
        """True if any touches pages as they are printed, so that worker processes must do it."""
        return any(one.filters or one.kinds for one in self.extensions)


NONE = Used()


class Described(msgspec.Struct, frozen=True):
    """An extension that was looked into, or why it can't be used."""

    extension: Extension
    problem: Problem | None = None


class Taken(msgspec.Struct, frozen=True):
    """Names that extensions can't take, or must know."""

    endings: frozenset[str]
    """Endings that Broadsheet reads itself."""
    filters: frozenset[str]
    """Filters that templates have already."""
    kinds: frozenset[str]
    """All kinds of pages that templates make."""
