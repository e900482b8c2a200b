"""site.toml: every mistake at once, each with its key, its line and an example."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Config, parse_config, read_config
from generator.errors import ConfigError
from generator.model import Problem

GOOD = 'name = "The Courier"\naddress = "https://example.org"\ntime_zone = "Europe/Berlin"\n'


def problems_of(text: str) -> list[Problem]:
    with pytest.raises(ConfigError) as trouble:
        parse_config(text)
    return trouble.value.problems


def test_three_keys_are_enough() -> None:
    config = parse_config(GOOD)
    assert (config.name, config.origin, config.prefix) == ("The Courier", "https://example.org", "")


def test_every_mistake_is_reported_at_once() -> None:
    text = 'nam = "x"\naddress = 3\ntime_zone = "Europe/Berln"\npage_size = 1\n[front]\nleads = "many"\n'
    found = problems_of(text)
    assert {problem.line for problem in found} == {0, 1, 2, 3, 4, 6}
    assert all(problem.message and problem.hint for problem in found)


def test_a_missing_key_comes_with_its_meaning_and_an_example() -> None:
    [problem] = problems_of('name = "x"\naddress = "https://example.org"')
    assert "time_zone" in problem.message
    assert problem.hint == 'Write for example: time_zone = "America/New_York"'


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        ('time_zone = "Europe/Berln"', "Did you mean “Europe/Berlin”?"),
        ('langauge = "en"', "Did you mean “language”?"),
        ('address = "example.org"', 'Write for example: address = "https://example.org"'),
        ('permalink = "/{section}/"', "Begin and end it with / and include {slug}: /{section}/{year}/{slug}/"),
        ('permalink = "/../{slug}/"', "Begin and end it with / and include {slug}: /{section}/{year}/{slug}/"),
        ('share = {networks = ["facebok"]}', "Did you mean “facebook”?"),
        ('sections = [{slug = "archive", name = "A"}]', "Choose another slug."),
        ("sections = 3", "A list belongs here: [[…]] for tables, [ … ] for values."),
    ],
)
def test_a_mistake_is_answered_with_how_to_fix_it(line: str, hint: str) -> None:
    key = line.split(" ", 1)[0]
    kept = [one for one in GOOD.splitlines() if not one.startswith(f"{key} ")]
    found = problems_of("\n".join([*kept, line]))
    assert [(problem.line, problem.hint) for problem in found] == [(len(kept) + 1, hint)]


def test_a_file_that_is_no_toml_names_the_line() -> None:
    [problem] = problems_of('name = "x"\naddress = https://example.org\n')
    assert problem.line == 2


@pytest.mark.parametrize(
    ("more", "line", "message", "hint"),
    [
        (
            '[theme]\nlook = "tabloid"\n[theme]\ndark = false\n',
            3,
            "The table “theme” is there a second time.",
            "Put all its settings under the first; a list of several begins each with [[theme]].",
        ),
        (
            '[menu]\nname = "A"\n\n[[menu]]\nname = "B"\n',
            4,
            "The table “menu” is there a second time.",
            "Put all its settings under the first; a list of several begins each with [[menu]].",
        ),
        ("[theme]\ndark = true\ndark = false\n", 3, "“dark” is set a second time.", "Delete one of the two lines."),
    ],
)
def test_what_is_there_twice_is_told_by_its_name(more: str, line: int, message: str, hint: str) -> None:
    [problem] = problems_of(GOOD + more)
    assert (problem.line, problem.message, problem.hint) == (GOOD.count("\n") + line, message, hint)


def test_a_missing_file_tells_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as trouble:
        read_config(tmp_path)
    assert "broadsheet init" in trouble.value.problems[0].hint


@given(st.dictionaries(st.sampled_from(Config.__struct_fields__), st.integers() | st.text("ab\n{}/", max_size=9)))
def test_no_value_of_any_key_escapes_as_an_exception(table: dict[str, object]) -> None:
    text = "".join(
        f"{key} = {value if isinstance(value, int) else repr(value)[1:-1].join('  ')!r}\n"
        for key, value in table.items()
    )
    try:
        parse_config(text.replace("'", '"'))
    except ConfigError as trouble:
        assert trouble.problems


@pytest.mark.parametrize(
    ("port", "right"), [(":8443", True), (":65535", True), (":65536", False), (":99999999", False), (":", False)]
)
def test_an_address_may_have_a_port_that_exists(port: str, right: bool) -> None:
    text = GOOD.replace("https://example.org", f"https://courier.example{port}/paper/")
    if right:
        assert parse_config(text).origin == f"https://courier.example{port}"
    else:
        assert "isn't a web address" in problems_of(text)[0].message
