"""`[preview]` in site.toml."""

import pytest
from conftest import SITE

from generator.config import parse_config
from generator.errors import ConfigError


@pytest.mark.parametrize(
    "host", ["localhost:9000", "preview.courier.example", "127.0.0.1:80", "[::1]:8000", "desk", "my_desk:65535"]
)
def test_a_host_and_its_port_are_taken(host: str) -> None:
    assert parse_config(f'{SITE}\n[preview]\nhosts = ["{host}"]\n').preview.hosts == (host,)


@pytest.mark.parametrize(
    "host",
    [
        *("*", "*.example", "", "http://localhost:9000", "localhost:9000/", "localhost:", "localhost:0"),
        *("localhost:70000", "a b", "user@desk", "a,b", ".example", "::1", "desk."),
    ],
)
def test_anything_else_is_refused(host: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse_config(f'{SITE}\n[preview]\nhosts = ["{host}"]\n')
    [problem] = refused.value.problems
    assert problem.line == SITE.count("\n") + 3
    assert "isn't a host" in problem.message
