"""Which host a target means. Each kind's libraries are loaded when one is opened."""

from importlib import import_module
from pathlib import Path
from typing import cast

from generator.config import Target
from generator.delivery.hosts.contract import Host


def open_host(target: Target, name: str, paper: Path) -> Host:
    """The host of `[deploy.NAME]` of the paper in that folder. Raises HostError."""
    module = import_module(f"generator.delivery.hosts.{target.to}")
    return cast("Host", getattr(module, f"open_{target.to}")(target, name, paper))
