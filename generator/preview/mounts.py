"""Detection of network drives, where the system doesn't report changes made by other machines."""

from pathlib import Path, PurePosixPath

MOUNTS = Path("/proc/self/mountinfo")
REMOTE = frozenset(
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse",
     "fuse.s3fs", "davfs", "vboxsf", "prl_fs", "virtiofs", "drvfs", "fuse.vmhgfs-fuse", "osxfs", "fakeowner"]
)  # fmt: skip
"""File system types, as Linux calls them, that other machines may change."""


def remote_kind(folder: Path, mounts: str) -> str:
    """Return the file system type of `folder` when it is on a network drive, otherwise empty.

    `mounts` is the text of /proc/PID/mountinfo, described in proc(5).
    """
    found, deepest = "", -1
    for line in mounts.splitlines():
        fields, _, rest = line.partition(" - ")
        parts = fields.split(" ")
        if len(parts) < 5 or not rest:
            continue
        point = PurePosixPath(parts[4].replace("\\040", " "))
        if folder.is_relative_to(point) and len(point.parts) >= deepest:
            found, deepest = rest.split(" ", 1)[0], len(point.parts)
    return found if found in REMOTE else ""


def read_mounts() -> str:
    """Return the mounted file systems in the form of mountinfo; empty when the system doesn't say."""
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
