"""The branch that a pages host serves, against real repositories."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from servers import listens, running

from generator.config import Target
from generator.delivery.hosts.contract import NOTES, Upload
from generator.delivery.hosts.git.git_cli import error_of
from generator.delivery.hosts.git.host import GitHost, open_git
from generator.errors import Conflict, HostError, TemporaryError

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")


def git(folder: Path, *words: str, content: bytes = b"") -> str:
    done = subprocess.run(["git", "-C", str(folder), *words], input=content, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.fixture(autouse=True)
def _without_the_users_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name, raising=False)


OPEN: list[GitHost] = []


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    """Hosts are closed at a test's end, as a deploy closes them."""
    yield
    while OPEN:
        OPEN.pop().close()


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """An empty bare repository, as a host has it."""
    folder = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(folder)], check=True)
    git(folder, "config", "uploadpack.allowFilter", "true")
    return folder


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    folder = tmp_path / "paper"
    folder.mkdir()
    return folder


def target(remote: Path | str, **fields: object) -> Target:
    address = f"file://{remote}" if isinstance(remote, Path) else remote
    return Target(to="git", repository=address, **fields)  # type: ignore[arg-type]


def opened(remote: Path | str, paper: Path, **fields: object) -> GitHost:
    OPEN.append(open_git(target(remote, **fields), "pages", paper, paper / ".broadsheet" / "deploy" / "pages"))
    return OPEN[-1]


def uploads(paper: Path, **files: str) -> list[Upload]:
    made = []
    for name, text in files.items():
        file = name.replace("__", "/").replace("_", ".")
        source = paper / "public" / file
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(text)
        made.append(Upload(file, str(source), len(text), "", "text/html", ""))
    return made


def deploy(host: GitHost, ups: list[Upload], gone: tuple[str, ...] = (), message: str = "3 files") -> None:
    assert list(host.put(ups, 8)) == [upload.file for upload in ups]
    assert list(host.remove(gone)) == list(gone)
    host.commit(message)


def served(remote: Path, branch: str = "gh-pages") -> dict[str, str]:
    names = git(remote, "ls-tree", "-r", "--name-only", branch).splitlines()
    return {name: git(remote, "show", f"{branch}:{name}") for name in names}


def filed(remote: Path, files: dict[str, str], branch: str = "gh-pages") -> str:
    """A commit that somebody else made."""
    work = remote.parent / f"work-{time.monotonic_ns()}"
    subprocess.run(["git", "init", "--quiet", "-b", branch, str(work)], check=True)
    if branch in git(remote, "branch", "--format=%(refname:short)").split():
        git(work, "pull", "--quiet", str(remote), branch)
    for name, text in files.items():
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text(text)
    git(work, "add", "-A")
    git(work, "-c", "user.name=Ann", "-c", "user.email=a@b", "commit", "--quiet", "-m", "by hand")
    git(work, "push", "--quiet", str(remote), f"HEAD:{branch}")
    return git(remote, "rev-parse", branch).strip()


def test_the_first_deploy_makes_the_branch_and_switches_jekyll_off(remote: Path, paper: Path) -> None:
    host = opened(remote, paper)
    deploy(host, uploads(paper, index_html="Front", world__a_html="A"))
    assert served(remote) == {".nojekyll": "", "index.html": "Front", "world/a.html": "A"}
    log = git(remote, "log", "--format=%an %ae %s", "gh-pages")
    assert log == "Broadsheet broadsheet@localhost 3 files\n"


def test_what_piles_up_on_this_machine_is_packed(remote: Path, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.delivery.hosts.git.host.LOOSE_FILES", 1)
    own = paper / ".broadsheet" / "deploy" / "pages"
    for edition in range(2):
        deploy(
            opened(remote, paper), uploads(paper, **{f"p{number}_html": f"{edition} {number}" for number in range(900)})
        )
    loose = [found for found in own.rglob("objects/??/*") if found.is_file()]
    assert list(own.rglob("objects/pack/*.pack"))
    assert len(loose) < 500
    assert served(remote)["p899.html"] == "1 899"


def test_readers_see_nothing_before_it_is_settled_and_then_all_of_it(remote: Path, paper: Path) -> None:
    host = opened(remote, paper)
    list(host.put(uploads(paper, a_html="A"), 8))
    host.leave_note("held.json", b"{}", None)
    assert git(remote, "branch") == ""
    host.commit("one")
    assert set(served(remote)) == {".nojekyll", "a.html", f"{NOTES}/held.json"}


def test_a_branch_is_gone_on_from_with_all_that_lies_in_it(remote: Path, paper: Path) -> None:
    tip = filed(remote, {"CNAME": "courier.example", "README.md": "Ours", "old.html": "Old", "keep.html": "Keep"})
    host = opened(remote, paper)
    assert {hosted.file for hosted in host.listing()} == {"README.md", "old.html", "keep.html"}
    deploy(host, uploads(paper, new_html="New"), ("old.html",))
    assert served(remote) == {
        ".nojekyll": "",
        "CNAME": "courier.example",
        "README.md": "Ours",
        "keep.html": "Keep",
        "new.html": "New",
    }
    assert git(remote, "rev-parse", "gh-pages^").strip() == tip


def test_only_the_tip_is_fetched_and_not_the_bytes_of_its_files(remote: Path, paper: Path) -> None:
    for number in range(3):
        filed(remote, {"page.html": f"version {number}" * 100})
    host = opened(remote, paper)
    own = paper / ".broadsheet" / "deploy" / "pages" / "repository"
    objects = ("cat-file", "--batch-all-objects", "--batch-check=%(objecttype)")
    assert sorted(git(own, *objects).split()) == ["commit", "tree"]
    deploy(host, uploads(paper, a_html="A"))
    assert git(own, *objects).split().count("blob") == len(["a.html", ".nojekyll"])


def test_a_host_that_cant_leave_bytes_out_serves_as_well(remote: Path, paper: Path) -> None:
    git(remote, "config", "uploadpack.allowFilter", "false")
    filed(remote, {"page.html": "Page"})
    host = opened(remote, paper)
    deploy(host, uploads(paper, a_html="A"))
    assert served(remote)["page.html"] == "Page"


def test_what_the_branch_holds_can_be_read_back(remote: Path, paper: Path) -> None:
    filed(remote, {"page.html": "Page", "folder/x.html": "X"})
    host = opened(remote, paper)
    assert host.read("page.html") == b"Page"
    assert host.read("folder") is None
    deploy(host, [], ("page.html",))
    assert opened(remote, paper).read("page.html") is None


def test_the_listing_tells_files_by_what_git_calls_their_bytes(remote: Path, paper: Path) -> None:
    ups = uploads(paper, a_html="A", b_html="Ü\n" * 5000)
    host = opened(remote, paper)
    deploy(host, ups)
    held = {one.file: one.fingerprint for one in opened(remote, paper).listing()}
    assert held == {one.file: host.fingerprint(Path(one.source)) for one in ups}


def test_a_second_deploy_of_the_same_makes_no_commit(remote: Path, paper: Path) -> None:
    deploy(opened(remote, paper), uploads(paper, a_html="A"))
    before = git(remote, "rev-parse", "gh-pages")
    deploy(opened(remote, paper), uploads(paper, a_html="A"))
    assert git(remote, "rev-parse", "gh-pages") == before


def test_of_two_deployers_the_later_gets_conflict_and_changes_nothing(
    remote: Path, paper: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    filed(remote, {"page.html": "Page"})
    first, second = opened(remote, paper), opened(remote, other)
    deploy(first, uploads(paper, a_html="A"))
    with pytest.raises(Conflict):
        deploy(second, uploads(other, b_html="B"))
    assert "b.html" not in served(remote)
    deploy(opened(remote, other), uploads(other, b_html="B"))
    assert {"a.html", "b.html", "page.html"} <= served(remote).keys()


def test_two_deployers_of_a_branch_that_isnt_there_yet(remote: Path, paper: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    first, second = opened(remote, paper), opened(remote, other)
    deploy(first, uploads(paper, a_html="A"))
    with pytest.raises(Conflict):
        deploy(second, uploads(other, b_html="B"))


def test_the_site_may_take_a_folder_of_the_branch(remote: Path, paper: Path) -> None:
    filed(remote, {"docs/CNAME": "courier.example", "docs/old.html": "Old", "src/main.c": "int", "docs-x/a": "a"})
    host = opened(remote, paper, folder="/docs/")
    assert [hosted.file for hosted in host.listing()] == ["old.html"]
    deploy(host, uploads(paper, new_html="New"), ("old.html",))
    found = served(remote)
    assert set(found) == {"docs/.nojekyll", "docs/CNAME", "docs/new.html", "docs-x/a", "src/main.c"}


def test_a_page_may_become_a_folder_and_a_folder_a_page(remote: Path, paper: Path) -> None:
    deploy(opened(remote, paper), uploads(paper, a="A", b__x="X"))
    shutil.rmtree(paper / "public")
    host = opened(remote, paper)
    deploy(host, uploads(paper, a__x="AX", b="B"), ("a", "b/x"))
    assert served(remote) == {".nojekyll": "", "a/x": "AX"} | {"b": "B"}


def test_a_note_that_was_changed_is_not_written_over(remote: Path, paper: Path) -> None:
    host = opened(remote, paper)
    tag = host.leave_note("lock", b"one", None)
    assert host.note("lock") is not None
    with pytest.raises(Conflict):
        host.leave_note("lock", b"two", None)
    with pytest.raises(Conflict):
        host.leave_note("lock", b"two", "0" * 40)
    host.leave_note("lock", b"two", tag)
    host.commit("noted")
    again = opened(remote, paper)
    note = again.note("lock")
    assert note is not None
    assert note.content == b"two"
    assert list(again.listing()) == []
    again.drop_note("lock")
    assert again.note("lock") is None


def test_the_users_own_repository_is_never_touched(remote: Path, paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    git(paper, "init", "--quiet")
    git(paper, "config", "user.name", "Jane Roe")
    git(paper, "config", "user.email", "jane@courier.example")
    git(paper, "remote", "add", "origin", f"file://{remote}")
    (paper / "staged.txt").write_text("staged")
    git(paper, "add", "staged.txt")
    before = git(paper, "status", "--porcelain"), (paper / ".git" / "index").read_bytes()
    monkeypatch.setenv("GIT_DIR", str(paper / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(paper / ".git" / "index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(paper / ".git" / "objects"))
    deploy(opened("origin", paper), uploads(paper, a_html="A"))
    monkeypatch.delenv("GIT_DIR")
    monkeypatch.delenv("GIT_INDEX_FILE")
    monkeypatch.delenv("GIT_OBJECT_DIRECTORY")
    assert git(paper, "count-objects") == "1 objects, 4 kilobytes\n"
    assert (paper / ".git" / "index").read_bytes() == before[1]
    assert git(paper, "for-each-ref") == ""
    assert git(remote, "log", "--format=%an %cn", "gh-pages") == "Jane Roe Jane Roe\n"


def test_no_hook_runs(remote: Path, paper: Path, tmp_path: Path) -> None:
    deploy(opened(remote, paper), uploads(paper, a_html="A"))
    own = paper / ".broadsheet" / "deploy" / "pages" / "repository"
    hook = own / "hooks" / "pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    hook.chmod(0o755)
    deploy(opened(remote, paper), uploads(paper, a_html="B"))
    assert not (tmp_path / "ran").exists()


def test_a_damaged_repository_of_our_own_is_made_again(remote: Path, paper: Path) -> None:
    deploy(opened(remote, paper), uploads(paper, a_html="A"))
    own = paper / ".broadsheet" / "deploy" / "pages" / "repository"
    (own / "shallow.lock").write_text("")
    shutil.rmtree(own / "objects")
    deploy(opened(remote, paper), uploads(paper, b_html="B"))
    assert {"a.html", "b.html"} <= served(remote).keys()


def test_names_that_git_finds_hard_arrive_as_they_are(remote: Path, paper: Path) -> None:
    names = ["a b.html", "ü.html", 'q".html', "tab\t.html", "line\nbreak.html", "*.html", ":(top)x", "-x"]
    ups = []
    for name in names:
        source = paper / "public" / name
        source.parent.mkdir(exist_ok=True)
        source.write_text(name)
        ups.append(Upload(name, str(source), 1, "", "", ""))
    deploy(opened(remote, paper), ups)
    listed = git(remote, "ls-tree", "-r", "-z", "--name-only", "gh-pages").split("\0")[:-1]
    assert set(listed) == {*names, ".nojekyll"}
    assert opened(remote, paper).read("*.html") == b"*.html"


@pytest.mark.parametrize(
    "address", ["--upload-pack=touch x", "ext::sh -c true", "fd::17", "-x", "", "git@host:a b", "no-such-remote"]
)
def test_an_address_that_is_an_option_or_a_program_is_refused(address: str, paper: Path) -> None:
    with pytest.raises(HostError):
        opened(address, paper)


@pytest.mark.parametrize("branch", ["-x", "a..b", "a b", "a/", ".x", "a.lock", "", "a~1", "x:y"])
def test_a_branch_that_cant_be_is_refused(branch: str, remote: Path, paper: Path) -> None:
    with pytest.raises(HostError):
        opened(remote, paper, branch=branch)


@pytest.mark.parametrize("folder", ["../x", "a/../b", ".git", "a/.GIT/hooks", "a//b"])
def test_a_folder_outside_the_branch_is_refused(folder: str, remote: Path, paper: Path) -> None:
    with pytest.raises(HostError):
        opened(remote, paper, folder=folder)


def test_a_repository_that_isnt_there_is_named(paper: Path, tmp_path: Path) -> None:
    with pytest.raises(HostError, match="no such repository") as trouble:
        opened(tmp_path / "nothing.git", paper)
    assert not isinstance(trouble.value, TemporaryError)


def test_a_token_in_an_address_is_in_no_message_and_no_file(
    remote: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in the address of `origin` on machines that build on every push; they often keep .broadsheet/."""
    with pytest.raises(HostError) as trouble:
        opened("http://me:ghsecret@127.0.0.1:1/x.git", paper)
    assert "127.0.0.1" in trouble.value.message
    assert "ghsecret" not in trouble.value.message
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", f"url.file://{remote}.insteadOf")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "http://me:ghsecret@host.invalid/x.git")
    repository = paper / ".broadsheet" / "deploy" / "pages" / "repository"
    git(repository, "config", "remote.host.url", "http://me:ghsecret@127.0.0.1:1/x.git")  # as earlier versions did
    deploy(opened("http://me:ghsecret@host.invalid/x.git", paper), uploads(paper, a_html="A"))
    deploy(opened("http://me:ghsecret@host.invalid/x.git", paper), uploads(paper, a_html="B"))
    assert git(remote, "show", "gh-pages:a.html") == "B"
    files = [file for file in (paper / ".broadsheet").rglob("*") if file.is_file()]
    assert [file for file in files if b"ghsecret" in file.read_bytes()] == []


def test_a_file_that_vanished_is_not_blamed_on_the_host(remote: Path, paper: Path) -> None:
    ups = uploads(paper, a_html="A")
    Path(ups[0].source).unlink()
    with pytest.raises(HostError, match=r"git failed.*a\.html"):
        deploy(opened(remote, paper), ups)


def test_a_branch_that_the_host_protects_is_an_error_with_its_reason(remote: Path, paper: Path) -> None:
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho protected >&2; exit 1\n")
    hook.chmod(0o755)
    with pytest.raises(HostError, match="refused the branch: pre-receive hook declined"):
        deploy(opened(remote, paper), uploads(paper, a_html="A"))
    assert git(remote, "branch") == ""


def test_a_server_that_doesnt_answer_may_do_so_later(paper: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(TemporaryError):
        opened(f"git://127.0.0.1:{port}/x.git", paper)


@pytest.mark.parametrize(
    ("said", "kind", "words"),
    [
        ("fatal: Authentication failed for 'https://x/'", HostError, "doesn't let git in"),
        ("fatal: could not read Username for 'https://x': terminal prompts disabled", HostError, "let git in"),
        ("git@x: Permission denied (publickey).\nfatal: Could not read from remote", HostError, "let git in"),
        ("remote: Repository not found.\nfatal: repository 'https://x/' not found", HostError, "no such repository"),
        ("fatal: unable to access 'https://x/': The requested URL returned error: 503", TemporaryError, "reached"),
        ("fatal: unable to access 'https://x/': Could not resolve host: x", TemporaryError, "reached"),
        (
            "fatal: unable to access 'https://x/': Failed to connect to x port 443 after 0 ms: Couldn't connect to server",
            TemporaryError,
            "reached",
        ),
        (
            "ssh: connect to host x port 22: No route to host\nfatal: Could not read from remote",
            TemporaryError,
            "reached",
        ),
        (" ! [rejected] a -> b (stale info)", Conflict, "changed by somebody else"),
        ("something else\nfatal: strange", HostError, "git failed: fatal: strange"),
    ],
)
def test_gits_errors_become_plain_words(said: str, kind: type[HostError], words: str) -> None:
    trouble = error_of(said)
    assert type(trouble) in {kind, *kind.__subclasses__()}
    assert words in trouble.message


@pytest.fixture
def daemon(remote: Path, tmp_path: Path) -> Iterator[str]:
    """git's own server, which anybody may push to."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--export-all", "--enable=receive-pack", "--listen=127.0.0.1", f"--port={port}", "--reuseaddr"]
    base = f"--base-path={remote.parent}"
    programs = subprocess.run(["git", "--exec-path"], capture_output=True, check=True, text=True).stdout.strip()
    if not Path(programs, "git-daemon").exists():
        pytest.skip("git daemon is not installed")
    with running(["git", "daemon", *words, base], tmp_path, lambda: listens(port)):
        yield f"git://127.0.0.1:{port}/{remote.name}"


def test_a_real_server_takes_the_site(daemon: str, remote: Path, paper: Path) -> None:
    deploy(opened(daemon, paper), uploads(paper, a_html="A", b_html="B"))
    deploy(opened(daemon, paper), uploads(paper, a_html="A2"), ("b.html",))
    assert served(remote) == {".nojekyll": "", "a.html": "A2"}


@given(st.text(min_size=1))
def test_every_error_has_a_message(said: str) -> None:
    assert error_of(said).message
