"""From the paper's settings and its last build to a host: what `broadsheet deploy` brings together."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import msgspec

from generator.archive import queries
from generator.archive.addresses import file_of, url_of
from generator.archive.takedowns import takedowns_of
from generator.catalogue.scan import look_through
from generator.catalogue.store import CatalogueFault, Store
from generator.commands.after_deploy import tell_extensions
from generator.config import FILE as SETTINGS
from generator.config import Config, Target, read_config
from generator.config.targets import find_misplaced
from generator.delivery.bundle import Bundle, BundleFile, read_bundle
from generator.delivery.comparing import Comparison
from generator.delivery.deploy import Delivered, DeployOptions, Wish, check_host, deploy
from generator.delivery.hosts.open import open_host
from generator.delivery.journal import Memory
from generator.delivery.limits import check_limits
from generator.delivery.programs import run_program
from generator.delivery.redirects import write_redirects
from generator.delivery.retry import RetryPolicy
from generator.delivery.secrets import find_secrets
from generator.edition.last import open_kept, recall_settings
from generator.edition.pages.kind import STAGES
from generator.errors import ConfigError, Conflict, DeployRefused, HostError, TargetError
from generator.intake.parse import digest_of_copy
from generator.model import Problem
from generator.paper import Paper
from generator.workers import Progress, no_progress

PURGE_LIMIT_S = 300
TRIES = 5
"""So often a commit is made again when somebody else's came first."""
EXAMPLE = """Add a table to site.toml, for example:

    [deploy.live]
    to = "folder"
    folder = "/var/www/courier\""""


class Order(msgspec.Struct, frozen=True):
    """What was asked for."""

    target: str = ""
    """Its name; empty where there is one only."""
    dry: bool = False
    parallel: int = 8
    confirmed: int | None = None
    """The number of deletions that is meant."""
    wait_s: float = 0
    full: bool = False
    """Send every file, whatever is noted of the host."""
    adopt: bool = False
    """Take a folder that holds other things."""


class Shipment(msgspec.Struct, frozen=True):
    """What is to be at a host, and what is known of the way to it."""

    paper: Paper
    config: Config
    name: str
    target: Target
    bundle: Bundle
    unread: int
    """How many files of content/ aren't as the build read them."""

    @property
    def folder(self) -> Path:
        """Where things are kept for this target."""
        return self.paper.state / "deploy" / self.name


def dispatch(
    paper: Paper,
    order: Order,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    progress: Progress = no_progress,
) -> Delivered:
    """Bring the last build of the paper to a host.

    Raises ConfigError, DeployRefused, TargetError or DeployLocked when nothing was sent, and HostError when the next
    deploy has to send the rest.
    """
    shipment = _make_up(paper, order.target)
    for tried in range(1, TRIES + 1):
        try:
            return _send(shipment, order, clock, sleep, progress)
        except Conflict:  # another deployer's commit was quicker; the newer build's is to be the last
            if tried == TRIES or shipment.target.to not in {"git", "command"}:
                raise
    raise AssertionError


def compare_host(
    paper: Paper, target: str, clock: Callable[[], datetime], sleep: Callable[[float], None]
) -> Comparison:
    """Compare what a host holds with the last build. Raises as `dispatch` does; nothing is written."""
    shipment = _make_up(paper, target)
    with closing(open_host(shipment.target, shipment.name, paper.folder)) as host:
        memory = Memory(shipment.folder / "memory")
        return check_host(shipment.bundle, DeployOptions(host, memory, clock, RetryPolicy(sleep)))


def _make_up(paper: Paper, wanted: str) -> Shipment:
    config = read_config(paper.folder)
    name, target = choose_target(config, wanted)
    _check_place(paper, name, target)
    with _last_build(paper) as store:
        bundle = read_bundle(store, paper.output)
        unread = count_unread(paper.folder, store, recall_settings(store).extensions.endings)
        bundle = with_redirects(bundle, store, config, target, paper.state / "deploy" / name / "redirects")
    return Shipment(paper, config, name, target, bundle, unread)


def _check_place(paper: Paper, name: str, target: Target) -> None:
    """A folder that lies in the finished site, wherever that is. Raises ConfigError."""
    mistakes = list(find_misplaced({name: target}, paper.folder, paper.output))
    if mistakes:
        raise ConfigError([Problem(SETTINGS, 0, message, hint) for _, message, hint in mistakes])


def _send(
    shipment: Shipment, order: Order, clock: Callable[[], datetime], sleep: Callable[[float], None], progress: Progress
) -> Delivered:
    paper, target, bundle = shipment.paper, shipment.target, shipment.bundle
    uploads = [piece.upload for piece in bundle.pieces.values()]
    static = [
        (one.file, Path(one.source)) for one in uploads if bundle.pieces[one.file].stage <= STAGES.index("photos")
    ]
    if problems := [*check_limits(target.limits, uploads), *find_secrets(static)]:
        raise TargetError(problems)
    with closing(open_host(target, shipment.name, paper.folder)) as host:
        means = DeployOptions(
            host=host,
            memory=Memory(shipment.folder / "memory"),
            clock=clock,
            patience=RetryPolicy(sleep),
            parallel=order.parallel,
            wait_s=order.wait_s,
            purge=make_purge(target, shipment.config, paper.folder),
            progress=progress,
        )
        wish = Wish(
            down=taken_down(paper.folder, shipment.config),
            confirmed=order.confirmed,
            dry=order.dry,
            full=order.full,
            alone=target.to == "folder" and not order.adopt,
        )
        delivered = deploy(bundle, means, wish)
        remarks = (*_stale(shipment.unread), *delivered.remarks, *host.remarks)
        told = tell_extensions(paper, shipment.config, shipment.name, delivered)
        return msgspec.structs.replace(delivered, remarks=(*remarks, *told))


def count_unread(folder: Path, store: Store, endings: Collection[str] = ()) -> int:
    """How many files of content/ aren't as the last build read them."""
    delta = look_through(store, folder / "content", others=endings).delta
    changed = (
        one.file for one, digest in delta.doubtful if not digest or digest_of_copy(f"{folder}/{one.file}") != digest
    )
    return sum(1 for _ in changed) + len(delta.gone)


def _stale(unread: int) -> list[str]:
    """A word on copy that isn't in the site yet."""
    if not unread:
        return []
    files = "1 file" if unread == 1 else f"{unread:,} files"
    return [
        f"{files} in content/ changed since the last build and went nowhere. Run “broadsheet build”, then deploy again."
    ]


@contextmanager
def _last_build(paper: Paper) -> Iterator[Store]:
    try:
        with closing(open_kept(paper)) as store:
            yield store
    except (FileNotFoundError, CatalogueFault):
        raise DeployRefused("There is no finished build to deploy.", "Run “broadsheet build” first.") from None


def choose_target(config: Config, name: str) -> tuple[str, Target]:
    """The target of that name, or the only one. Raises DeployRefused."""
    targets = config.deploy
    if not targets:
        raise DeployRefused("site.toml names no host to deploy to.", EXAMPLE)
    names = ", ".join(sorted(targets))
    if name and name not in targets:
        raise DeployRefused(f"site.toml has no [deploy.{name}].", f"There is: {names}.")
    if not name and len(targets) > 1:
        raise DeployRefused("site.toml names several hosts.", f"Say which: broadsheet deploy NAME. There is: {names}.")
    name = name or next(iter(targets))
    return name, targets[name]


def with_redirects(bundle: Bundle, store: Store, config: Config, target: Target, folder: Path) -> Bundle:
    """The bundle with former addresses led on as the host does it; `folder` is for what is written for that."""
    if target.redirects == "pages":
        return bundle
    former = queries.former_addresses(store)
    pairs = [(url, queries.address_of(store, queries.target_of(store, url))) for url in former]
    dropped = {file_of(url, config.prefix) for url in former}
    pieces = {file: piece for file, piece in bundle.pieces.items() if file not in dropped}
    folder.mkdir(parents=True, exist_ok=True)
    own = pieces.get("_redirects")
    written = write_redirects(
        target.redirects, pairs, folder, Path(own.upload.source) if own else None, prefix=config.prefix
    )
    stage = STAGES.index("stories")
    made = {upload.file: BundleFile(upload, stage) for upload in written}
    stamps = {file: stamp for file, stamp in bundle.stamps.items() if file not in made}
    return Bundle({**pieces, **made}, bundle.built, stamps)


def taken_down(folder: Path, config: Config) -> frozenset[str]:
    """The files of stories that were taken down."""
    return frozenset(file_of(place, config.prefix) for one in takedowns_of(folder) for place in one.places)


def make_purge(target: Target, config: Config, folder: Path) -> Callable[[Sequence[str]], None] | None:
    """What empties caches in front of the host: the program that site.toml names."""
    if not target.purge:
        return None

    def purge(files: Sequence[str]) -> None:
        addresses = {"urls": [config.origin + quote(url_of(file, config.prefix)) for file in files]}
        code, said = run_program(target.purge, folder, msgspec.json.encode(addresses), PURGE_LIMIT_S)
        if code:
            message = f"The purge program {target.purge[0]} failed ({code}): {said}"
            raise HostError(message, "The site itself is in place. Mend the program; the next deploy calls it again.")

    return purge
