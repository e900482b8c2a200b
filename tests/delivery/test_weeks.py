"""Weeks of a paper with two clones that take turns to deploy to one host.

One clone may be of an older state or be made anew, or lose its connection in the midst of a deploy, and the notes at the
host may be lost. After each deploy that ended the host holds what a clean build of a fresh clone gives, and what
browsers may still ask for; after one that stopped, nothing that neither the former edition nor the new one has.
"""

import itertools
import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import Newsroom
from delivered import hosted_files, name_host, site_of
from histories import History, clean_build

from generator.commands.deploy import DeployRequest, deploy_paper
from generator.delivery.hosts.contract import NOTES
from generator.edition.pages.kinds import is_hashed, photo_folder
from generator.errors import DeletionsRefused, HostError
from generator.paper import BuildSession
from generator.press.output import MANIFEST
from generator.workers import Workers, no_progress

WEEKS = int(os.environ.get("WEEKS", "3"))
"""The number of histories."""
FIRST_WEEK = int(os.environ.get("FIRST_WEEK", "0"))
TURNS = int(os.environ.get("WEEK_TURNS", "6"))
"""The number of deploys in each."""
OF_THE_CLONE = {"public", ".broadsheet"}
RECORD = "published.csv"


class TwoClones:
    """A paper in a repository, two clones of it, and the host to which they deploy."""

    def __init__(self, folder: Path, seed: int, workers: Workers) -> None:
        self.folder, self.www, self.session = folder, folder / "www", BuildSession(workers)
        self.repository = Newsroom(folder / "repository")
        self.history = History(self.repository, seed)
        self.random = random.Random(seed)
        self.clones = [self._new_clone(number) for number in range(2)]
        self.repository.output = self.clones[0].output
        self.last = self.history.now
        self.told: list[str] = []
        self.unknown: set[str] = set()
        """What was at the host when its notes were lost: what isn't of the site any more is left alone from then on."""

    def _new_clone(self, number: int) -> Newsroom:
        folder = self.folder / f"clone-{number}"
        if folder.exists():
            shutil.rmtree(folder)
        clone = Newsroom(folder)
        clone.session = self.session
        self.pull(clone)
        return clone

    def pull(self, clone: Newsroom) -> None:
        """Bring a clone to the state of the repository, with times of its own, and with what it published itself."""
        record = _record_of(clone)
        for path in clone.folder.iterdir():
            if path.name not in OF_THE_CLONE:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        for path in self.repository.folder.iterdir():
            if path.is_dir():
                shutil.copytree(path, clone.folder / path.name, copy_function=shutil.copy)
            else:
                shutil.copy(path, clone.folder / path.name)
        _merge_record(clone, record)
        name_host(clone, "folder", folder=str(self.www))

    def turn(self) -> None:
        """Edit, choose a clone, build and deploy."""
        steps = range(self.random.randint(1, 4))
        self.told += [self.history.step() for _ in steps if self.history.stories()]
        self.history.now = max(self.history.now, self.last) + timedelta(hours=self.random.randint(1, 30))
        self.last = self.history.now
        number = self.random.randrange(2)
        if self.random.random() < 0.1:
            self.told.append(f"clone {number} is made anew")
            self.clones[number] = self._new_clone(number)
            self.repository.output = self.clones[0].output
        clone = self.clones[number]
        if self.random.random() < 0.8:
            self.told.append(f"clone {number} pulls")
            self.pull(clone)
        if self.random.random() < 0.05 and (self.www / NOTES).exists():
            self.told.append("the notes are lost")
            self.unknown |= hosted_files(self.www).keys()
            shutil.rmtree(self.www / NOTES)
        clone.build(self.last)
        if self.random.random() < 0.3:
            self.break_off(clone)
        else:
            self.told.append(f"clone {number} deploys")
            self.deploy(clone)
            self.check(clone)
            _merge_record(self.repository, _record_of(clone))

    def deploy(self, clone: Newsroom, progress: Callable[[str, int, int], None] = no_progress) -> None:
        """Deploy, and confirm whatever is to be deleted."""
        request = DeployRequest(adopt=True)
        try:
            deploy_paper(clone.paper(self.last), request, lambda: self.last, no_sleep, progress)
        except DeletionsRefused as refused:
            request = DeployRequest(adopt=True, confirmed_deletions=refused.count)
            deploy_paper(clone.paper(self.last), request, lambda: self.last, no_sleep, progress)

    def break_off(self, clone: Newsroom) -> None:
        """Lose the connection after some files. The host may have both editions, and nothing else."""
        before, calls = hosted_files(self.www) if self.www.exists() else {}, itertools.count()
        most = self.random.randint(1, 40)

        def lose(*_: object) -> None:
            if next(calls) > most:
                raise HostError("The connection is lost.")

        self.told.append(f"clone {self.clones.index(clone)} loses the connection")
        with suppress(HostError):
            self.deploy(clone, lose)
        new = site_of(clone)
        for file, content in hosted_files(self.www).items():
            assert content in {before.get(file), new.get(file)}, file

    def check(self, clone: Newsroom) -> None:
        """Compare the host with a clean build of a fresh clone."""
        folder = self.folder / "clean"
        folder.mkdir()
        clean = clean_build(clone, folder, self.last)
        clean.pop(MANIFEST)
        hosted = hosted_files(self.www)
        assert sorted(file for file in clean if hosted.get(file) != clean[file]) == []
        more = hosted.keys() - clean.keys() - self.unknown
        shown = {photo_folder(file) for file in clean}
        assert [file for file in more if not is_hashed(file) or photo_folder(file) not in shown] == []


def _record_of(room: Newsroom) -> list[str]:
    path = room.folder / RECORD
    return path.read_text().splitlines(keepends=True) if path.exists() else []


def _merge_record(room: Newsroom, lines: list[str]) -> None:
    """Add lines of what was published, as git does where it keeps those of both sides."""
    own = _record_of(room)
    if merged := [*own, *(line for line in lines if line not in own)]:
        room.write(RECORD, "".join(merged))


def no_sleep(_: float) -> None:
    """Return at once."""


@pytest.mark.parametrize("seed", range(FIRST_WEEK, FIRST_WEEK + WEEKS))
def test_two_clones_leave_what_a_fresh_one_would(tmp_path: Path, standing_worker: Workers, seed: int) -> None:
    paper = TwoClones(tmp_path, seed, standing_worker)
    for _ in range(TURNS):
        try:
            paper.turn()
        except AssertionError as fault:
            raise AssertionError(paper.told) from fault
