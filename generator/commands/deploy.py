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
from generator.config import Config, Target, read_config
from generator.delivery.bundle import Bundle, Piece, Refused, read_bundle
from generator.delivery.deploy import Delivered, Means, deploy
from generator.delivery.hosts.contract import HostTrouble
from generator.delivery.hosts.open import open_host
from generator.delivery.journal import Memory
from generator.delivery.limits import check_limits
from generator.delivery.programs import run_program
from generator.delivery.redirects import write_redirects
from generator.delivery.retry import Patience
from generator.delivery.secrets import find_secrets
from generator.edition.last import open_kept, recall_brief
from generator.edition.pages.kind import STAGES
from generator.intake.parse import digest_of_copy
from generator.model import Problem
from generator.paper import Paper
from generator.workers import Watch, unwatched

PURGE_LIMIT_S = 300
EXAMPLE = """Add a table to site.toml, for example:

    [deploy.live]
    to = "folder"
    folder = "/var/www/courier\""""


class Unfit(Exception):
    """What is to be sent must not be: `problems` says of each file why."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = list(problems)


class Order(msgspec.Struct, frozen=True):
    """What was asked for."""

    target: str = ""
    """Its name; empty where there is one only."""
    dry: bool = False
    parallel: int = 8
    confirmed: int | None = None
    """The number of deletions that is meant."""
    wait_s: float = 0


def dispatch(
    paper: Paper,
    order: Order,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    watch: Watch = unwatched,
) -> Delivered:
    """Bring the last build of the paper to a host.

    Raises ConfigTrouble, Refused, Unfit or Busy (nothing was sent), or HostTrouble (the next deploy sends the rest).
    """
    config = read_config(paper.folder)
    name, target = choose_target(config, order.target)
    memory = paper.state / "deploy" / name
    with _last_build(paper) as store:
        bundle = read_bundle(store, paper.output)
        unread = count_unread(paper.folder, store, recall_brief(store).extensions.endings)
        bundle = with_redirects(bundle, store, config, target, memory / "redirects")
    uploads = [piece.upload for piece in bundle.pieces.values()]
    static = [
        (one.file, Path(one.source)) for one in uploads if bundle.pieces[one.file].stage <= STAGES.index("photos")
    ]
    if problems := [*check_limits(target.limits, uploads), *find_secrets(static)]:
        raise Unfit(problems)
    with closing(open_host(target, name, paper.folder)) as host:
        means = Means(
            host=host,
            memory=Memory(memory / "notes"),
            clock=clock,
            patience=Patience(sleep),
            parallel=order.parallel,
            wait_s=order.wait_s,
            purge=make_purge(target, config, paper.folder),
            watch=watch,
        )
        down = taken_down(paper.folder, config)
        delivered = deploy(bundle, means, down=down, confirmed=order.confirmed, dry=order.dry)
        return msgspec.structs.replace(delivered, remarks=(*_stale(unread), *delivered.remarks, *host.remarks))


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
        raise Refused("There is no finished build to deploy.", "Run “broadsheet build” first.") from None


def choose_target(config: Config, name: str) -> tuple[str, Target]:
    """The target of that name, or the only one. Raises Refused."""
    targets = config.deploy
    if not targets:
        raise Refused("site.toml names no host to deploy to.", EXAMPLE)
    names = ", ".join(sorted(targets))
    if name and name not in targets:
        raise Refused(f"site.toml has no [deploy.{name}].", f"There is: {names}.")
    if not name and len(targets) > 1:
        raise Refused("site.toml names several hosts.", f"Say which: broadsheet deploy NAME. There is: {names}.")
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
    made = {upload.file: Piece(upload, stage) for upload in written}
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
            raise HostTrouble(message, "The site itself is in place. Mend the program; the next deploy calls it again.")

    return purge
