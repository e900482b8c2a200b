"""`broadsheet deploy`: send the last build of a paper to a host, as site.toml describes it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import msgspec

from generator.archive.addresses import file_of, url_of
from generator.archive.listed_redirects import all_redirects
from generator.archive.takedowns import takedowns_of, withdrawn_paths, withdrawn_places
from generator.catalogue.scan import scan_content
from generator.catalogue.store import CatalogueFault, Store
from generator.commands.after_deploy import follow_up
from generator.commands.record import record_deployed
from generator.config import FILE as SETTINGS
from generator.config import Config, Target, read_config
from generator.config.targets import find_misplaced
from generator.delivery.bundle import Bundle, SiteFile, check_files, read_bundle
from generator.delivery.compare import Comparison
from generator.delivery.deploy import (
    DeployOptions,
    DeployResult,
    Instructions,
    check_host,
    deploy,
)
from generator.delivery.hosts.contract import Host
from generator.delivery.hosts.open import open_host
from generator.delivery.journal import DeployJournal
from generator.delivery.last_deploy import noting_deploy
from generator.delivery.limits import READ_FOR_LIMITS, check_limits, find_near_limits
from generator.delivery.lock import SKEW
from generator.delivery.programs import run_program
from generator.delivery.redirects import write_redirects
from generator.delivery.retry import RetryPolicy
from generator.delivery.secrets import find_secrets
from generator.edition.last import open_kept, recall_settings
from generator.edition.pages.kind import STAGES
from generator.edition.pages.kinds import photo_folder
from generator.errors import ConfigError, Conflict, DeployRefused, HostError, TargetError
from generator.intake.parse import digest_copy
from generator.intake.wire_files.drops import Drop, drops_of
from generator.model import Problem
from generator.paper import Paper
from generator.workers import Progress, no_progress

PURGE_LIMIT_S = 300
"""The longest time that the purge program may run, in seconds."""
TRIES = 5
"""The number of times a deploy is tried when another deployer's commit comes first."""
EXAMPLE = """Add a table to site.toml, for example:

    [deploy.live]
    to = "folder"
    folder = "/var/www/courier\""""


class DeployRequest(msgspec.Struct, frozen=True):
    """A request to `broadsheet deploy`, as its options give it."""

    target: str = ""
    """The target's name in site.toml; may be empty when there is only one."""
    dry_run: bool = False
    parallel: int = 8
    confirmed_deletions: int | None = None
    """The number of deletions that the user agreed to."""
    wait_s: float = 0
    full: bool = False
    """Send every file, even those that the host is known to have."""
    adopt: bool = False
    """Use a folder that holds other files."""


class PreparedDeploy(msgspec.Struct, frozen=True):
    """The files that a host should have, and the settings of that host."""

    paper: Paper
    config: Config
    name: str
    target: Target
    bundle: Bundle
    unread: int
    """The number of files in content/ that have changed since the build read them."""
    withdrawn: frozenset[str]
    """The files of stories that were taken down, relative to the site."""

    @property
    def folder(self) -> Path:
        """The folder for everything that is stored about this target."""
        return self.paper.state / "deploy" / self.name


def deploy_paper(
    paper: Paper,
    request: DeployRequest,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    progress: Progress = no_progress,
) -> DeployResult:
    """Send the last build of the paper to a host.

    Raises ConfigError, DeployRefused, TargetError or DeployLocked when nothing was sent, and HostError when the next
    deploy has to send the rest.
    """
    prepared = prepare_deploy(paper, request.target)
    _refuse_future(prepared.bundle.built, clock())
    with noting_deploy(prepared.folder, clock, is_dry=request.dry_run) as note:
        result = _send_in_turn(prepared, request, clock, sleep, progress)
        note(result, len(prepared.bundle.files), prepared.bundle.built)
    return result


def _refuse_future(built: datetime, now: datetime) -> None:
    """Raise DeployRefused for a build that shows what isn't public yet."""
    if built > now + SKEW:
        message = f"The site was built as if it were {built:%Y-%m-%d %H:%M:%S} UTC, which is still to come."
        raise DeployRefused(message, "Run “broadsheet build” without --now, then deploy again.")


def _send_in_turn(
    prepared: PreparedDeploy,
    request: DeployRequest,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    progress: Progress,
) -> DeployResult:
    """Send, and try again when another deployer's commit came first: the newer build has to be the last one."""
    for tried in range(1, TRIES + 1):
        try:
            return _send(prepared, request, clock, sleep, progress)
        except Conflict:
            if tried == TRIES or prepared.target.to not in {"git", "command"}:
                raise
    raise AssertionError


def compare_host(
    paper: Paper, target: str, clock: Callable[[], datetime], sleep: Callable[[float], None]
) -> Comparison:
    """Compare what a host holds with the last build. Raises as `deploy_paper` does; nothing is written."""
    prepared = prepare_deploy(paper, target)
    retry = RetryPolicy(sleep)
    with closing(_open_host(prepared, retry)) as host:
        journal = DeployJournal(prepared.folder / "memory")
        return check_host(prepared.bundle, DeployOptions(host, journal, clock, retry))


def prepare_deploy(paper: Paper, wanted: str) -> PreparedDeploy:
    """Return what a deploy to this target would send. Raises ConfigError, DeployRefused."""
    config = read_config(paper.folder)
    name, target = choose_target(config, wanted)
    _check_folder(paper, name, target)
    if not paper.output.is_dir():
        hint = "Run “broadsheet build” first, or name the folder of the finished site with --output."
        raise DeployRefused(f"There is no finished site in {paper.output}.", hint)
    with _last_build(paper) as store:
        bundle = read_bundle(store, paper.output)
        _refuse_unbuilt_takedowns(paper.folder, store)
        unread = count_unread(paper.folder, store, recall_settings(store).extensions.endings, drops_of(config))
        withdrawn = taken_down(paper.folder, config) | taken_down_last(store, config)
        bundle = with_redirects(bundle, store, config, target, paper.state / "deploy" / name / "redirects")
    return PreparedDeploy(paper, config, name, target, bundle, unread, withdrawn)


def _refuse_unbuilt_takedowns(folder: Path, store: Store) -> None:
    """Raise DeployRefused when the last build may still show a story that was taken down since."""
    unbuilt = sorted({one.story for one in takedowns_of(folder)} - withdrawn_paths(store))
    if unbuilt:
        were, them = ("was", "it") if len(unbuilt) == 1 else ("were", "them")
        message = f"{', '.join(unbuilt)} {were} taken down after the last build, which may still show {them}."
        raise DeployRefused(message, "Run “broadsheet build”, then deploy again.")


def _check_folder(paper: Paper, name: str, target: Target) -> None:
    """Raise ConfigError when the target's folder is inside the finished site, or in that of the catalogue."""
    mistakes = list(find_misplaced({name: target}, paper.folder, paper.output, paper.state))
    if mistakes:
        raise ConfigError([Problem(SETTINGS, 0, message, hint) for _, message, hint in mistakes])


def _send(
    prepared: PreparedDeploy,
    request: DeployRequest,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None],
    progress: Progress,
) -> DeployResult:
    paper, target, bundle = prepared.paper, prepared.target, prepared.bundle
    uploads = [site_file.upload for site_file in bundle.files.values()]
    copied = (one for one in uploads if bundle.files[one.file].stage <= STAGES.index("photos"))
    static = [(one.file, Path(one.source)) for one in copied if not photo_folder(one.file)]
    check_files(bundle, bundle.files.keys() & READ_FOR_LIMITS)
    if problems := [*check_limits(target.limits, uploads), *find_secrets(static)]:
        raise TargetError(problems)
    retry = RetryPolicy(sleep)
    with closing(_open_host(prepared, retry)) as host:
        options = DeployOptions(
            host=host,
            journal=DeployJournal(prepared.folder / "memory"),
            clock=clock,
            retry=retry,
            parallel=request.parallel,
            wait_s=request.wait_s,
            purge=make_purge(target, prepared.config, paper.folder),
            progress=progress,
        )
        instructions = Instructions(
            taken_down=prepared.withdrawn,
            confirmed=request.confirmed_deletions,
            dry=request.dry_run,
            full=request.full,
            refuse_foreign=target.to == "folder" and not request.adopt,
        )
        result = deploy(bundle, options, instructions)
        near = find_near_limits(target.limits, uploads)
        kept = _remarks_on_history(target, result)
        remarks = (*_remarks_on_unread(prepared.unread), *result.remarks, *host.remarks, *kept, *near)
        told = follow_up(paper, prepared.config, prepared.name, result)
        told += () if result.dry else tuple(record_deployed(paper, prepared.config))
        return msgspec.structs.replace(result, remarks=(*remarks, *told))


def _open_host(prepared: PreparedDeploy, retry: RetryPolicy) -> Host:
    """Open the host of a deploy. Some ask the host for that."""
    return retry.call(lambda: open_host(prepared.target, prepared.name, prepared.paper.folder, prepared.folder))


def count_unread(folder: Path, store: Store, endings: Collection[str] = (), drops: Sequence[Drop] = ()) -> int:
    """Return how many files of content/ and of agencies have changed since the last build read them.

    A job that only deploys may have the site and the catalogue without content/; then none count.
    """
    if not (folder / "content").is_dir():
        return 0
    delta = scan_content(store, folder / "content", others=endings, drops=drops).delta
    changed = (
        one.file for one, digest in delta.doubtful if not digest or digest_copy(str(folder / one.file)) != digest
    )
    return sum(1 for _ in changed) + len(delta.gone)


def _remarks_on_unread(unread: int) -> list[str]:
    """Return a remark when some copy isn't in the site yet."""
    if not unread:
        return []
    files = "1 file" if unread == 1 else f"{unread:,} files"
    message = f"Not deployed, because not built yet: {files} in content/ changed since the last build."
    return [f"{message} Run “broadsheet build”, then deploy again."]


def _remarks_on_history(target: Target, result: DeployResult) -> list[str]:
    """Return a remark when a branch keeps in its former commits what was taken down."""
    if target.to != "git" or result.dry or not result.plan.taken_down:
        return []
    where = "docs/delivery-programs.md, “What a branch keeps”"
    message = "What was taken down is still in the former commits of the branch, where anybody may find it."
    return [f"{message} How to begin the branch anew: {where}."]


@contextmanager
def _last_build(paper: Paper) -> Iterator[Store]:
    try:
        with closing(open_kept(paper)) as store:
            yield store
    except (FileNotFoundError, CatalogueFault):
        raise DeployRefused("There is no finished build to deploy.", "Run “broadsheet build” first.") from None


def choose_target(config: Config, name: str) -> tuple[str, Target]:
    """Return the name and settings of the target called `name`, or of the only one. Raises DeployRefused."""
    targets = config.deploy
    if not targets:
        raise DeployRefused("site.toml names no host to deploy to.", EXAMPLE)
    names = ", ".join(sorted(targets))
    if name and name not in targets:
        raise DeployRefused(f"site.toml has no [deploy.{name}].", f"It has: {names}.")
    if not name and len(targets) > 1:
        raise DeployRefused("site.toml names several hosts.", f"Name one: broadsheet deploy NAME. It has: {names}.")
    name = name or next(iter(targets))
    return name, targets[name]


def with_redirects(bundle: Bundle, store: Store, config: Config, target: Target, folder: Path) -> Bundle:
    """Return the bundle with redirects of former addresses in the form that the host understands.

    Files that are made for this are written into `folder`.
    """
    if target.redirects == "pages":
        return bundle
    pairs = list(all_redirects(store))
    dropped = {file_of(url, config.prefix) for url, _ in pairs}
    files = {file: site_file for file, site_file in bundle.files.items() if file not in dropped}
    folder.mkdir(parents=True, exist_ok=True)
    own = files.get("_redirects")
    written = write_redirects(
        target.redirects, pairs, folder, Path(own.upload.source) if own else None, prefix=config.prefix
    )
    stage = STAGES.index("stories")
    made = {upload.file: SiteFile(upload, stage, bool(upload.redirect)) for upload in written}
    stamps = {file: stamp for file, stamp in bundle.stamps.items() if file not in made}
    return Bundle({**files, **made}, bundle.built, stamps)


def taken_down(folder: Path, config: Config) -> frozenset[str]:
    """Return the files of stories that were taken down, relative to the site."""
    return frozenset(file_of(place, config.prefix) for one in takedowns_of(folder) for place in one.places)


def taken_down_last(store: Store, config: Config) -> frozenset[str]:
    """Return the files of stories that were down at the last build, among them those that agencies killed."""
    return frozenset(file_of(place, config.prefix) for place in withdrawn_places(store))


def make_purge(target: Target, config: Config, folder: Path) -> Callable[[Sequence[str]], None] | None:
    """Return a function that runs the purge program of site.toml, which empties caches; None when there is none."""
    if not target.purge:
        return None

    def purge(files: Sequence[str]) -> None:
        addresses = {"urls": [config.origin + quote(url_of(file, config.prefix)) for file in files]}
        code, said = run_program(target.purge, folder, msgspec.json.encode(addresses), PURGE_LIMIT_S)
        if code:
            message = f"The purge program {target.purge[0]} failed ({code}): {said}"
            raise HostError(message, "The site itself is in place. Fix the program; the next deploy runs it again.")

    return purge
