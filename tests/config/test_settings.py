"""site.toml: every mistake at once, each with its key, its line and an example."""

from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_origin, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Config, parse_config, read_config
from generator.config.wording import plain_kind
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


WRONG = ["0", "1.5", "nan", "true", '""', '"x"', '" "', "[]", "[1]", "[[]]", "[{}]", "{}", "{a=1}", "{a={}}", "{a=[]}", "[{a=1}]",
         "2026-01-01", "12:00:00", "9999-12-31T23:59:59-12:00", '{a={slug="a",name="A",link="/",place="more"}}',
         '[{slug="a",name="A",link="/",place="more",to="folder"}]']  # fmt: skip
"""Values of every type, of which each key takes some at most."""


def every_key(struct: type[msgspec.Struct] = Config, at: str = "%s") -> Iterator[tuple[str, str]]:
    """Yield each key of site.toml with a pattern of the table around its value: `theme`, `{ accent = %s }`."""
    for field in msgspec.structs.fields(struct):
        yield field.name, at
        bare = plain_kind(get_type_hints(struct, include_extras=True)[field.name])
        inner = [
            part for part in (bare, *get_args(bare)) if isinstance(part, type) and issubclass(part, msgspec.Struct)
        ]
        around = {tuple: "[{ %s = %%s }]", dict: "{ x = { %s = %%s } }", None: "{ %s = %%s }"}
        for one in inner:
            yield from (
                (field.name, around[get_origin(bare)] % key if at == "%s" else at) for key in one.__struct_fields__
            )


@pytest.mark.parametrize(("key", "around"), dict.fromkeys(every_key()))
def test_a_value_of_any_type_is_taken_or_told(key: str, around: str) -> None:
    for value in WRONG:
        text = "".join(line + "\n" for line in GOOD.splitlines() if not line.startswith(f"{key} "))
        try:
            config = parse_config(f"{text}{key} = {around % value}\n")
        except ConfigError as trouble:
            assert all(problem.message for problem in trouble.problems)
        else:
            config.notice.ends(config.zone)


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("sections = {}", "sections"),
        ('menu = {a={name="A",link="/",place="more"}}', "menu"),
        ("people = []", "people"),
        ('people = [{name="Jane Roe"}]', "people"),
        ("theme = {fonts={}}", "theme.fonts"),
    ],
)
def test_a_list_is_no_table_and_a_table_no_list(line: str, at: str) -> None:
    [problem] = problems_of(GOOD + line)
    assert problem.message.startswith(f"“{at}” can't be")


@pytest.mark.parametrize(
    "until", ["9999-12-31T23:59:59", "0001-01-01", '"9999-12-31T23:59:59-12:00"', '"0001-01-01 00:00"', '"tomorrow"']
)
def test_a_notice_ends_at_a_time_that_there_is_in_every_zone(until: str) -> None:
    [problem] = problems_of(f"{GOOD}[notice]\nuntil = {until}")
    assert (problem.line, problem.message.endswith("isn't a day and a time.")) == (5, True)


@pytest.mark.parametrize("code", ["0000", "0001", "001B", "009F", "FFFE", "FDD0"])
def test_a_character_that_a_feed_can_t_hold_is_told_with_its_line(code: str) -> None:
    menu = f'[[menu]]\nplace = "more"\nlink = "/"\nname = "\\u{code}a"'
    for line, number in ((f'tagline = "a\\u{code}"', 4), (f'[extra]\na = ["\\u{code}"]', 5), (menu, 7)):
        [problem] = problems_of(GOOD + line)
        assert (problem.line, f"U+{code}" in problem.message) == (number, True)
    assert parse_config(GOOD + 'tagline = "\\t\\u0085\\U0001F5DE"').tagline == "\t\x85\U0001f5de"


@pytest.mark.parametrize("line", ['name = "   "', 'sections = [{slug="a",name=" "}]', 'people = {a={name=""}}'])
def test_a_name_has_letters(line: str) -> None:
    kept = "".join(one + "\n" for one in GOOD.splitlines() if not one.startswith(line[:5]))
    assert len(problems_of(kept + line)) == 1


@pytest.mark.parametrize(
    "own", ["%s", "%(section)d", "%(section)99999s", "100 %", "%%%", "%(name)s", "%r", "%(section)"]
)
def test_words_of_the_paper_s_own_hold_no_placeholder_of_another_kind(own: str) -> None:
    [problem] = problems_of(f'{GOOD}[words]\n"More in %(section)s" = "{own}"')
    assert problem.message == f"“{own}” can't stand in place of “More in %(section)s”."


@pytest.mark.parametrize("own", ["", "In %(section)s", "100 %%", "%(section)s %(section)s %%%%"])
def test_words_of_the_paper_s_own_may_have_the_same_placeholders_and_percent_signs(own: str) -> None:
    assert parse_config(f'{GOOD}[words]\n"More in %(section)s" = "{own}"').words == {"More in %(section)s": own}


def _tables(kind: object, seen: set[type]) -> Iterator[type[msgspec.Struct]]:
    """Yield every kind of table that `kind` may hold."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct) and kind not in seen:
        seen.add(kind)
        yield kind
        for hint in get_type_hints(kind, include_extras=True).values():
            yield from _tables(hint, seen)
    for part in get_args(kind):
        yield from _tables(part, seen)


def test_every_default_is_a_value_that_its_setting_may_have() -> None:
    found = [
        (table, field.name, field.default if field.default_factory is msgspec.NODEFAULT else field.default_factory())
        for table in _tables(Config, set())
        for field in msgspec.structs.fields(table)
        if not field.required
    ]
    assert len(found) > 100
    for table, name, default in found:
        hint = get_type_hints(table, include_extras=True)[name]
        assert msgspec.convert(msgspec.to_builtins(default), hint) == default, f"{table.__name__}.{name}"
