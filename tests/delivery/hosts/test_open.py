"""Every kind of host that site.toml may name can be opened."""

from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from generator.config.target_settings import Target
from generator.delivery.hosts.open import MODULES, open_host
from generator.errors import Misconfigured

KINDS = sorted(get_args(get_type_hints(Target)["to"]))


def test_every_kind_that_settings_allow_has_a_module() -> None:
    assert sorted(MODULES) == KINDS


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "extension"])
def test_a_target_without_its_settings_is_refused_by_its_own_kind_of_host(kind: str, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured):
        open_host(Target(to=kind), "live", tmp_path, tmp_path / "kept")  # type: ignore[arg-type]
