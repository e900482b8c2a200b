"""Disks that don't tell what others change on them."""

from pathlib import Path, PurePosixPath

MOUNTS = Path("/proc/self/mountinfo")
REMOTE = frozenset(
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse",
     "fuse.s3fs", "davfs", "vboxsf", "prl_fs", "virtiofs", "drvfs", "fuse.vmhgfs-fuse", "osxfs", "fakeowner"]
)  # fmt: skip
"""Kinds of file system whose changes are made by other machines too, as Linux names them."""


def remote_kind(folder: Path, mounts: str) -> str:
    """The kind of network drive that `folder` lies on, or empty. `mounts`: as in proc(5), /proc/pid/mountinfo."""
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
    """What is mounted here; empty where the system doesn't say."""
    try:
        return MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
