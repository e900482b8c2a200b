"""Show what a deploy would do before anything is sent: the desk asks for a yes with it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import datetime

import msgspec

from generator.commands.deploy import DeployRequest, deploy_paper, prepare_deploy
from generator.delivery.deploy import DeployResult
from generator.delivery.hosts.open import open_host
from generator.delivery.retry import RetryPolicy
from generator.errors import DeletionsRefused
from generator.paper import Paper


def foresee_deploy(
    paper: Paper, target: str, clock: Callable[[], datetime], sleep: Callable[[float], None]
) -> tuple[DeployResult, int]:
    """Return what a deploy would do, and how many deletions have to be confirmed before; 0 if none.

    Nothing is sent. Raises as `deploy_paper` does.
    """
    request = DeployRequest(target, dry_run=True)
    try:
        return deploy_paper(paper, request, clock, sleep), 0
    except DeletionsRefused as refusal:
        agreed = msgspec.structs.replace(request, confirmed_deletions=refusal.count)
        return deploy_paper(paper, agreed, clock, sleep), refusal.count


def read_at_host(
    paper: Paper, target: str, files: Sequence[str], sleep: Callable[[float], None]
) -> Iterator[tuple[str, bytes]]:
    """Yield each of these files that the host has, with its bytes. Raises as `deploy_paper` does."""
    prepared, retry = prepare_deploy(paper, target), RetryPolicy(sleep)
    with closing(open_host(prepared.target, prepared.name, paper.folder, prepared.folder)) as host:
        for file in files:
            content = retry.call(lambda file=file: host.read(file))  # type: ignore[misc]
            if content is not None:
                yield file, content
