"""What the tables `[deploy.NAME]` must mean, so that a mistake in them is told before any host is touched."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.config.places import Mistake
from generator.config.settings import Target

NAME = re.compile(r"[A-Za-z0-9][\w-]*", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
SERVER = re.compile(r"[A-Za-z0-9_](?:[\w.-]*\w)?\.?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\w+)?", re.ASCII)
"""A host name, a name of ssh's settings, or an address of numbers."""
USER = re.compile(r"[^\s@:/\\-][^\s@:/\\]*")
AMAZON_BUCKET = re.compile(r"(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+\Z)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|arn:[\w:/-]+", re.ASCII)
"""Amazon S3 User Guide, "Bucket naming rules", and names of access points."""
BUCKET = re.compile(r"[A-Za-z0-9][\w.-]{1,254}", re.ASCII)
"""Other stores take more."""
REGION = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
BRANCH = re.compile(r"(?!.*(?:\.\.|//|@\{|\.lock(?:/|\Z)))[\w][\w./@+-]*(?<![./])", re.ASCII)
OWN_FOLDERS = ("content", "static", "templates", ".broadsheet", ".git")
"""Folders of a paper that are read, or kept, by others than readers."""


def find_bad_targets(tables: Any) -> Iterator[Mistake]:
    """Mistakes in `[deploy.NAME]` tables whose form is right, as far as they show without a look at any disk."""
    if not isinstance(tables, Mapping):
        return
    for name, table in tables.items():
        try:
            target = msgspec.convert(table, Target)
        except msgspec.ValidationError:
            continue
        if not NAME.fullmatch(name):
            yield "deploy", f"“{name}” can't be the name of a host.", "Use letters, digits, - and _: [deploy.live]"
        for key, message, hint in _mistakes_of(target):
            yield f"deploy.{name}.{key}", message, hint


def _mistakes_of(target: Target) -> Iterator[Mistake]:
    for key in ("folder", "host", "user", "bucket", "region", "repository", "branch"):
        if CONTROL.search(getattr(target, key)):
            yield key, f"“{key}” holds a line break or another control character.", "Write it on one line."
            return
    yield from KINDS[target.to](target)
    for key in ("command", "purge"):
        words = getattr(target, key)
        if words and not words[0].strip():
            yield key, f"“{key}” names no program.", f'Write for example: {key} = ["./{key}"]'
        elif any("\0" in word for word in words):
            yield key, f"“{key}” holds a control character.", "Take it out."


def _folder_mistakes(target: Target) -> Iterator[Mistake]:
    if not target.folder.strip():
        yield "folder", "“folder” is missing.", 'Name the folder that the site goes to: folder = "/var/www/courier"'


def _server_mistakes(target: Target) -> Iterator[Mistake]:
    if not target.host:
        yield "host", "“host” is missing.", 'Name the server: host = "www.example.org"'
    elif not SERVER.fullmatch(target.host):
        yield "host", f"“{target.host}” can't be the name of a server.", 'Write for example: host = "www.example.org"'
    if target.user and not USER.fullmatch(target.user):
        yield "user", f"“{target.user}” can't be the name of a user.", 'Write for example: user = "courier"'
    if not target.folder.strip():
        yield "folder", "“folder” is missing.", 'Name the site\'s folder on the server: folder = "/var/www/courier"'
    elif ".." in target.folder.split("/"):
        yield "folder", f"“{target.folder}” leads upwards.", "Name the folder without “..”."


def _store_mistakes(target: Target) -> Iterator[Mistake]:
    form, hint = (BUCKET, "letters, digits, . and -") if target.endpoint else (AMAZON_BUCKET, "a-z, 0-9, . and -")
    if not target.bucket:
        yield "bucket", "“bucket” is missing.", 'Name the bucket that the site goes to: bucket = "courier-site"'
    elif not form.fullmatch(target.bucket):
        yield "bucket", f"“{target.bucket}” can't be the name of a bucket.", f"Names have 3 to 63 of {hint}."
    if target.region and not REGION.fullmatch(target.region):
        yield (
            "region",
            f"“{target.region}” can't be the name of a region.",
            'Write for example: region = "eu-central-1"',
        )
    if _leads_out(target.folder):
        yield "folder", f"“{target.folder}” can't begin the names in a bucket.", 'Write for example: folder = "courier"'


def _branch_mistakes(target: Target) -> Iterator[Mistake]:
    if not is_repository(target.repository):
        message = f"“{target.repository}” is no address of a repository." if target.repository else "It is missing."
        yield "repository", message, 'Write for example: repository = "git@github.com:courier/site.git"'
    if not BRANCH.fullmatch(target.branch):
        yield "branch", f"“{target.branch}” can't be the name of a branch.", 'Write for example: branch = "gh-pages"'
    if _leads_out(target.folder) or ".git" in target.folder.casefold().split("/"):
        yield "folder", f"“{target.folder}” is no folder within a branch.", 'Write for example: folder = "docs"'


def _program_mistakes(target: Target) -> Iterator[Mistake]:
    if not target.command:
        yield "command", "“command” is missing.", 'Name the program that publishes: command = ["./publish"]'


def _extension_mistakes(target: Target) -> Iterator[Mistake]:
    if not target.kind:
        yield "kind", "“kind” is missing.", 'Name the kind of host, as the extension calls it: kind = "webdav"'


KINDS: dict[str, Callable[[Target], Iterator[Mistake]]] = {
    "folder": _folder_mistakes,
    "sftp": _server_mistakes,
    "rsync": _server_mistakes,
    "s3": _store_mistakes,
    "git": _branch_mistakes,
    "command": _program_mistakes,
    "extension": _extension_mistakes,
}


def is_repository(address: str) -> bool:
    """Whether git can be given this address: it is no option, and names no program to be run (`ext::…`)."""
    is_odd = address.startswith("-") or re.match(r"[\w.+-]*::", address) or re.search(r"[\x00-\x20]", address)
    host = re.match(r"(?:[a-z+]+://)?(?:[^/@]*@)?(-?)", address)
    return bool(address) and not is_odd and not (host and host[1])


def _leads_out(folder: str) -> bool:
    inner = folder.strip("/")
    return bool(inner) and any(part in {"", ".", ".."} for part in inner.split("/"))


# --- where a folder lies --------------------------------------------------------------------------


def find_misplaced(targets: Mapping[str, Target], paper: Path, output: Path | None = None) -> Iterator[Mistake]:
    """Targets of the kind `folder` that lie where no site may go. `output`: where the finished site is."""
    for name, target in sorted(targets.items()):
        if target.to == "folder" and (why := why_misplaced(target.folder, paper, output or paper / "public")):
            yield f"deploy.{name}.folder", f"The site can't go to {target.folder}: {why}.", "Name another folder."


def place_of(folder: str, paper: Path) -> Path:
    """Where `folder` of a target of the kind `folder` is: it counts from the paper's own folder. Raises ValueError."""
    try:
        return paper.resolve() / Path(folder).expanduser()
    except RuntimeError as error:
        raise ValueError("there is no such user") from error


def why_misplaced(folder: str, paper: Path, output: Path) -> str:
    """Why no site may go to that folder; empty when it may."""
    try:
        place = place_of(folder, paper)
        if place.is_symlink():
            return f"it is a link, to {place.resolve()}; name that folder itself"
        place, paper = place.resolve(), paper.resolve()
    except (OSError, ValueError) as error:
        return str(error)
    return _why_forbidden(place, paper, [output.resolve(), *(paper / name for name in OWN_FOLDERS)])


def _why_forbidden(place: Path, paper: Path, own: Sequence[Path]) -> str:
    if place == Path(place.anchor):
        return "it is the whole disk"
    if paper.is_relative_to(place):
        return "the paper itself is there"
    if _home().is_relative_to(place):
        return "it is your home folder, or holds it"
    taken = (folder for folder in own if place.is_relative_to(folder) or folder.is_relative_to(place))
    return next((f"{folder} belongs to the paper" for folder in taken), "")


def _home() -> Path:
    try:
        return Path.home().resolve()
    except RuntimeError:
        return Path("/")
