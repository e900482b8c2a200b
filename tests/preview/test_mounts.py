"""Network drives are known by what the system says of its mounts."""

from pathlib import Path

import pytest

from generator.preview.mounts import read_mounts, remote_kind

MOUNTS = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 21 0:45 / /srv/news rw,relatime shared:2 - nfs4 server:/news rw,vers=4.2
31 21 0:46 / /media/My\\040Share rw - cifs //server/share rw
32 30 8:2 / /srv/news/local rw - ext4 /dev/sdb1 rw
nonsense
33 21 0:50 / /home/jane/paper rw master:1 - fuse.sshfs jane@host: rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/news/paper", "nfs4"),
        ("/srv/news", "nfs4"),
        ("/srv/newspaper", ""),
        ("/srv/news/local/paper", ""),
        ("/media/My Share/paper", "cifs"),
        ("/home/jane/paper", "fuse.sshfs"),
        ("/home/jane", ""),
    ],
)
def test_a_network_drive_is_known(folder: str, kind: str) -> None:
    assert remote_kind(Path(folder), MOUNTS) == kind


def test_what_is_mounted_here_is_read_without_error() -> None:
    assert isinstance(remote_kind(Path(__file__), read_mounts()), str)
