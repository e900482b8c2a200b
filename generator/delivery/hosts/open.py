"""Find the host that a target in site.toml names. The libraries of a kind of host are loaded when one is opened."""

from importlib import import_module
from pathlib import Path
from typing import cast

from generator.config import Target
from generator.delivery.hosts.contract import Host

MODULES = {
    "command": "command",
    "extension": "extension",
    "folder": "folder",
    "git": "git.host",
    "rclone": "rclone",
    "rsync": "rsync",
    "s3": "s3.host",
    "sftp": "sftp.host",
}
"""The module of each kind of host, below this package. Its function `open_KIND` opens a host of that kind."""


def open_host(target: Target, name: str, paper: Path, state: Path) -> Host:
    """Open the host of `[deploy.NAME]`. Raises HostError.

    `paper` is the paper's folder; `state` is the folder for what this machine keeps of the host.
    """
    module = import_module(f"generator.delivery.hosts.{MODULES[target.to]}")
    return cast("Host", getattr(module, f"open_{target.to}")(target, name, paper, state))
