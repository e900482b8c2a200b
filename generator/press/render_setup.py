"""The setup with which one edition is rendered."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from generator.catalogue.doubts import doubt_kinds
from generator.catalogue.schema import generator_digest
from generator.catalogue.store import Store, catalogue_file, is_new_fact, recall_fact
from generator.digests import digest_value
from generator.edition.edition import EditionSettings
from generator.edition.pages.kind import COPIED, Kind
from generator.edition.pages.kinds import KINDS
from generator.paper import BuildSession, Paper
from generator.press.page_jobs import WorkerSetup
from generator.press.removals import Guard
from generator.press.templates import (
    Found,
    calls_of,
    digest_closures,
    refuse_changed,
    template_cache_of,
    template_folders,
    uses_data,
)

RENDITIONS, BUNDLES = "photos", "search"


class RenderSetup(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that rendering an edition needs besides the worker processes."""

    store: Store
    settings: EditionSettings
    output: Path
    folders: tuple[str, ...]
    """The folders in which templates are looked for."""
    template_cache: Path
    """The folder of the compiled templates."""
    kind_digests: Mapping[str, bytes]
    """For each kind of page, the digest of everything that all pages of the kind depend on."""
    stamps: str
    """The digest of the templates' stamps."""
    paper: Path
    renditions: Path
    """The folder of the published sizes of photos that were made so far."""
    bundles: Path
    """The folder of the bundles of the search that were made so far."""
    guard: Guard
    """Decides which files may be removed now."""
    thorough: bool = True
    """True if the output is searched for files that have changed since they were put there."""
    most_photos: int | None = None
    """Of how many photos the sizes may be made now; None: of all."""
    refuse_changed: Callable[[], None] = lambda: None
    """Raises OSError if a template is another one than when it was read."""
    placing: Callable[[], AbstractContextManager[Any]] = nullcontext
    """Makes a context manager that is entered while output files are moved or removed."""

    @property
    def build(self) -> int:
        """The number of this build, counted from 1."""
        return int(recall_fact(self.store, "builds") or 0) + 1

    def worker_setup(self, staging: str) -> WorkerSetup:
        """Return the setup for workers. `staging` is a new folder in each build."""
        return WorkerSetup(
            catalogue=catalogue_file(self.store),
            settings=msgspec.msgpack.encode(self.settings),
            folders=self.folders,
            template_cache=str(self.template_cache),
            kind_digests=tuple(sorted(self.kind_digests.items())),
            stamps=self.stamps,
            output=str(self.output),
            staging=staging,
            renditions=str(self.renditions),
            bundles=str(self.bundles),
            paper=str(self.paper),
        )


def make_render_setup(
    paper: Paper,
    store: Store,
    settings: EditionSettings,
    theme: Mapping[str, Found],
    guard: Guard,
    session: BuildSession,
) -> RenderSetup:
    """Return the setup for this edition, and doubt every kind of page whose templates or site's facts changed."""
    digests = _digest_kinds(settings, theme)
    with store:
        doubt_kinds(store, [kind for kind, digest in digests.items() if is_new_fact(store, f"kind {kind}", digest)])
    return RenderSetup(
        store=store,
        settings=settings,
        output=paper.output,
        paper=paper.folder,
        renditions=paper.state / RENDITIONS,
        bundles=paper.state / BUNDLES,
        folders=template_folders(paper.folder),
        template_cache=template_cache_of(paper),
        kind_digests={kind: digest.encode() for kind, digest in digests.items()},
        stamps=digest_value([(name, found.file, found.stamp) for name, found in sorted(theme.items())]),
        guard=guard,
        thorough=session.places is None,
        most_photos=session.most_photos,
        refuse_changed=partial(refuse_changed, theme, template_folders(paper.folder)),
        placing=session.placing,
    )


def _digest_kinds(settings: EditionSettings, theme: Mapping[str, Found]) -> dict[str, str]:
    """Return each kind of page with the digest of its templates, the site's facts, extensions and the program."""
    closures = digest_closures(theme)
    used, data = settings.extensions, digest_value(settings.data)
    return {
        name: digest_value(
            (
                _facts_for(settings, kind),
                closures.get(kind.template),
                used.page_digests(name, calls_of(theme, kind.template)),
                data if uses_data(theme, kind.template) else "",
            )
        )
        for name, kind in KINDS.items()
    }


def _facts_for(settings: EditionSettings, kind: Kind) -> tuple[object, ...]:
    """Return what all pages of a kind depend on besides templates. A file that is copied shows no fact of the site."""
    return (generator_digest(),) if kind.template == COPIED else (settings.site, generator_digest())
