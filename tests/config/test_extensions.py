"""The table [extensions] of site.toml."""

import pytest
from conftest import SITE

from generator.config import parse_config
from generator.errors import ConfigError


def mistakes(text: str) -> list[tuple[int, str]]:
    """Line, from the head of the table on, and message of each mistake."""
    with pytest.raises(ConfigError) as error:
        parse_config(SITE + text)
    start = SITE.count("\n")
    return [(problem.line - start, problem.message) for problem in error.value.problems]


def test_settings_are_plain_values() -> None:
    text = '[extensions]\nuse = ["level", "far-off"]\n[extensions.level]\nhighest = 12\nwords = ["a", { b = 1.5 }]\n'
    found = parse_config(SITE + text).extensions
    assert found.use == ("level", "far-off")
    assert found.tables == {"level": {"highest": 12, "words": ["a", {"b": 1.5}]}}


def test_without_the_table_no_extension_is_in_use() -> None:
    assert parse_config(SITE).extensions.use == ()


@pytest.mark.parametrize("name", ["", "../evil", "a/b", "a.b", "Level", "use", "1st", "evil\\x"])
def test_a_name_is_no_path(name: str) -> None:
    assert [line for line, _ in mistakes(f"[extensions]\nuse = ['{name}']\n")] == [2]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('use = "level"\n', 2, "“extensions.use” can't be “level”."),
        ('use = ["level", "level"]\n', 2, "The extension “level” is named twice."),
        ('use = ["level"]\nlevl = 1\n', 3, "There is no setting “extensions.levl”."),
        ("[extensions.level]\n", 2, "There are settings for the extension “level”, which isn't in use."),
        (
            'use = ["level"]\n[extensions.level]\nsince = 2026-11-23\n',
            4,
            "“extensions.level.since” can't be “2026-11-23”.",
        ),
        ('use = ["level"]\n[extensions.level]\nhighest = inf\n', 4, "“extensions.level.highest” can't be inf."),
        (f'use = ["level"]\n[extensions.level]\nn = {2**63}\n', 4, "The number in “extensions.level.n” is too large."),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, said: str) -> None:
    [(found, message)] = mistakes("[extensions]\n" + text)
    assert (found, message[: len(said)]) == (line, said)


def test_a_host_of_an_extension_needs_its_kind() -> None:
    assert [line for line, _ in mistakes('[deploy.live]\nto = "extension"\n')] == [1]
