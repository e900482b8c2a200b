"""Check the tables `[deploy.NAME]`, so that a mistake in them is reported before any host is contacted."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from generator.config.places import Mistake
from generator.config.target_settings import Target

NAME = re.compile(r"[A-Za-z0-9][\w-]*", re.ASCII)
CONTROL = re.compile(r"[\x00-\x1f\x7f]")
SERVER = re.compile(r"[A-Za-z0-9_](?:[\w.-]*\w)?\.?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\w+)?", re.ASCII)
"""A host name, an alias in ssh's own settings, or an IP address."""
USER = re.compile(r"[^\s@:/\\-][^\s@:/\\]*")
AMAZON_BUCKET = re.compile(r"(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+\Z)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|arn:[\w:/-]+", re.ASCII)
"""The form of names by the Amazon S3 User Guide, "Bucket naming rules"; or the ARN of an access point."""
BUCKET = re.compile(r"[A-Za-z0-9][\w.-]{1,254}", re.ASCII)
"""Object stores other than Amazon's allow more names."""
REGION = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)
BRANCH = re.compile(r"(?!.*(?:\.\.|//|@\{|\.lock(?:/|\Z)))[\w][\w./@+-]*(?<![./])", re.ASCII)
REMOTE = re.compile(r"(?!.*(?:^|[/:])\.\.(?:/|\Z))[\w+@][\w .+@-]*:[^:\x00-\x1f]*")
"""A remote by its name in rclone's settings, and a folder there. Settings in this place might hold secrets."""
OWN_FOLDERS = ("content", "static", "templates", "data", "extensions", ".broadsheet", ".git")
"""Folders of a paper that are not for readers: Broadsheet, git or editors use them."""


def find_bad_targets(tables: Any) -> Iterator[Mistake]:
    """Yield the mistakes in well-formed `[deploy.NAME]` tables that can be found without a look at the disk."""
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
            yield key, f"“{key}” contains a line break or another control character.", "Write it on one line."
            return
    yield from CHECKS[target.to](target)
    for key in ("command", "purge"):
        words = getattr(target, key)
        if words and not words[0].strip():
            yield key, f"“{key}” doesn't name a program.", f'Write for example: {key} = ["./{key}"]'
        elif any("\0" in word for word in words):
            yield key, f"“{key}” contains a control character.", "Delete it."


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
        yield "folder", f"“{target.folder}” leads out of its parent folder.", "Name the folder without “..”."
    elif re.match("~[^/]", target.folder):
        yield "folder", f"“{target.folder}” is another user's home, which SFTP doesn't know.", "Write its whole path."


def _store_mistakes(target: Target) -> Iterator[Mistake]:
    form, hint = (BUCKET, "letters, digits, . and -") if target.endpoint else (AMAZON_BUCKET, "a-z, 0-9, . and -")
    if not target.bucket:
        yield "bucket", "“bucket” is missing.", 'Name the bucket that the site goes to: bucket = "courier-site"'
    elif not form.fullmatch(target.bucket):
        yield "bucket", f"“{target.bucket}” can't be the name of a bucket.", f"Names have 3 to 63 characters: {hint}."
    if target.region and not REGION.fullmatch(target.region):
        yield (
            "region",
            f"“{target.region}” can't be the name of a region.",
            'Write for example: region = "eu-central-1"',
        )
    if _leads_out(target.folder):
        yield (
            "folder",
            f"“{target.folder}” can't be the first part of names in a bucket.",
            'Write for example: folder = "courier"',
        )


def _branch_mistakes(target: Target) -> Iterator[Mistake]:
    if not is_repository(target.repository):
        message = f"“{target.repository}” isn't the address of a repository." if target.repository else "It is missing."
        yield "repository", message, 'Write for example: repository = "git@github.com:courier/site.git"'
    if not BRANCH.fullmatch(target.branch):
        yield "branch", f"“{target.branch}” can't be the name of a branch.", 'Write for example: branch = "gh-pages"'
    if _leads_out(target.folder) or ".git" in target.folder.casefold().split("/"):
        yield "folder", f"“{target.folder}” isn't a folder within a branch.", 'Write for example: folder = "docs"'


def _remote_mistakes(target: Target) -> Iterator[Mistake]:
    hint = 'Write the name of the remote in “rclone config”, a colon and the folder: folder = "courier:www"'
    if not target.folder:
        yield "folder", "“folder” is missing.", hint
    elif not REMOTE.fullmatch(target.folder):
        yield "folder", f"“{target.folder}” isn't a remote of rclone and a folder there.", hint


def _program_mistakes(target: Target) -> Iterator[Mistake]:
    if not target.command:
        yield "command", "“command” is missing.", 'Name the program that publishes: command = ["./publish"]'


def _extension_mistakes(target: Target) -> Iterator[Mistake]:
    if not target.kind:
        yield "kind", "“kind” is missing.", 'Name the kind of host, as the extension calls it: kind = "webdav"'


CHECKS: dict[str, Callable[[Target], Iterator[Mistake]]] = {
    "folder": _folder_mistakes,
    "sftp": _server_mistakes,
    "rsync": _server_mistakes,
    "s3": _store_mistakes,
    "git": _branch_mistakes,
    "rclone": _remote_mistakes,
    "command": _program_mistakes,
    "extension": _extension_mistakes,
}


def is_repository(address: str) -> bool:
    """Tell whether it is safe to pass this address to git: it is no option and runs no program (`ext::…`)."""
    is_odd = address.startswith("-") or re.match(r"[\w.+-]*::", address) or re.search(r"[\x00-\x20]", address)
    host = re.match(r"(?:[a-z+]+://)?(?:[^/@]*@)?(-?)", address)
    return bool(address) and not is_odd and not (host and host[1])


def _leads_out(folder: str) -> bool:
    inner = folder.strip("/")
    return bool(inner) and any(part in {"", ".", ".."} for part in inner.split("/"))


# --- where a folder may be -------------------------------------------------------------------------


def find_misplaced(
    targets: Mapping[str, Target], paper: Path, output: Path | None = None, *others: Path
) -> Iterator[Mistake]:
    """Yield a mistake for each `folder` target whose folder must not hold a site.

    `output` holds the finished site; `others` are further folders that the paper uses.
    """
    for name, target in sorted(targets.items()):
        if target.to == "folder" and (why := why_misplaced(target.folder, paper, output or paper / "public", *others)):
            yield f"deploy.{name}.folder", f"The site can't go to {target.folder}: {why}.", "Name another folder."


def place_of(folder: str, paper: Path) -> Path:
    """Return the path of a target's `folder`, which is relative to the paper's folder.

    Raises ValueError when it names a user that doesn't exist, as in `~nobody/site`.
    """
    try:
        return paper.resolve() / Path(folder).expanduser()
    except RuntimeError as error:
        raise ValueError("there is no such user") from error


def why_misplaced(folder: str, paper: Path, *used: Path) -> str:
    """Return why no site may go to that folder, such as that it is one of those `used`; empty when it may."""
    try:
        place = place_of(folder, paper)
        if place.is_symlink():
            return f"it is a link, to {place.resolve()}; name that folder itself"
        place, paper = place.resolve(), paper.resolve()
    except (OSError, ValueError) as error:
        return str(error)
    return _why_forbidden(place, paper, [*(one.resolve() for one in used), *(paper / name for name in OWN_FOLDERS)])


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
