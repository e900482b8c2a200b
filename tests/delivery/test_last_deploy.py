"""What is live is told by a note of the last deploy, which may be damaged or missing."""

from pathlib import Path

import pytest
from conftest import NOON

from generator.delivery.deploy import DeployResult
from generator.delivery.last_deploy import FILE, FailedDeploy, LastDeploy, noting_deploy, read_last_deploy
from generator.delivery.plan import Plan
from generator.errors import HostError

DONE = DeployResult(Plan((), (), ("old.html",), ()), generation=4)


def deployed(folder: Path, *, is_dry: bool = False) -> None:
    with noting_deploy(folder, lambda: NOON, is_dry=is_dry) as note:
        note(DONE, 12, NOON)


def fail(folder: Path, *, is_dry: bool = False) -> None:
    with pytest.raises(HostError), noting_deploy(folder, lambda: NOON, is_dry=is_dry):
        raise HostError("The host is away.", "Try again.")


def test_a_deploy_that_fails_does_not_hide_what_is_live(tmp_path: Path) -> None:
    deployed(tmp_path)
    first = read_last_deploy(tmp_path)
    assert first.live is not None and first.failed is None
    assert (first.live.generation, first.live.files, first.live.sent, first.live.deleted) == (4, 12, 0, 1)
    fail(tmp_path)
    failed = FailedDeploy(at=NOON, message="The host is away.", hint="Try again.")
    assert read_last_deploy(tmp_path) == LastDeploy(first.live, failed)
    deployed(tmp_path)
    assert read_last_deploy(tmp_path) == first


def test_a_dry_run_notes_nothing(tmp_path: Path) -> None:
    deployed(tmp_path, is_dry=True)
    fail(tmp_path, is_dry=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{", b'{"live": 3}', b"\xff", b"null"])
def test_a_damaged_note_tells_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert read_last_deploy(tmp_path) == LastDeploy()


def test_a_deploy_ends_well_where_no_note_can_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    deployed(tmp_path / "file" / "live")
    assert read_last_deploy(tmp_path / "file" / "live") == LastDeploy()
