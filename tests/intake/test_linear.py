"""No file takes long: for any repeated character in any place, the time grows in proportion to the length.

Processor time is measured, in a process that is killed when it takes for ever. What takes 100 KB in a straight line takes
a tenth of the bound or less on a slow machine; what takes n² steps takes many times more.
"""

import os
import sys
import time
import unicodedata
from functools import cache

import pytest
from conftest import SITE

from generator.config import parse_config
from generator.intake.header.keys import SPELLINGS
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of
from generator.workers import WorkerKilled, Workers

DESK = intake_settings_of(parse_config(SITE))
SIZE = 96_000
"""The size of a file in bytes. A line of more than 100,000 characters is refused at once."""
MOST_S = 5.0
"""Processor time, in seconds. A file takes a twentieth of that; what is quadratic takes minutes."""
SHARE = int(os.environ.get("LINEAR_SHARE", "14"))
"""One of so many signs is tried in each place, another one in the next place; `make long` tries all."""
KILLED_AFTER_S = 300
SIGNS = [
    *" \n\t'\"“”‘’«[](){}<>*_-–—=+:;.,!?&#@|\\/`~^%$€01aA\xa0",
    *(
        "\u0301\u0316",
        "\u200d",
        "\U0001f468\u200d",
        "\U0001f1e6",
        "\u1100",
        "\u1161",
        "\u1100\u1161\u11a8",
        "가",
        "中",
        "あ",
    ),
    *(
        "ก\u0e34",
        "न\u094d",
        "ب\u064b",
        "א\u05b0",
        "a ",
        "A b ",
        "aA1",
        "a-",
        "a.",
        "a, ",
        "a. ",
        "a;",
        "a@",
        "@a.",
        "a@b.",
        "()",
    ),
    *(
        "[a]",
        "[a](",
        "[a](b)",
        "<a ",
        "<a>",
        "<![",
        "<!--",
        "{{",
        "{a: ",
        "[a, ",
        "- a\n",
        "1. ",
        "> ",
        "|a",
        "=\n",
        "-\n",
    ),
    *(
        "a\n",
        "a\n\n",
        "a.\n",
        "a: ",
        "a: b\n",
        "a=1\n",
        "a.a=1\n",
        "[a.",
        "[a.a]\n",
        "[[a]]\n",
        "a={",
        "{a=",
        "a=[",
        '"\\',
        "\\u0041",
    ),
    *(
        "'''",
        '"""',
        '""',
        "' '",
        "#\n",
        "? a\n",
        "&#",
        "&#769;&#790;",
        "&amp;",
        "*a ",
        "**a",
        "_a ",
        "^a",
        "[^1]",
        "```\n",
        "~~~\n",
    ),
    *(
        "By a and ",
        "By a, ",
        "A (AP) ",
        "A, 1 May - ",
        "(Reporting by a; ",
        "新华社",
        "記者",
        "（A）",
        "A/",
        "and ",
        "April 20, ",
        "2026-11-20 ",
        "00:00 ",
        "embargo ",
        "hold for release ",
        "http://",
        "  a\n",
        "    a\n",
    ),
    *(
        "a/",
        "1_",
        "1e",
        "2026-",
        "\r\n",
        "\u2028",
        "\x00",
        "\ufeff",
        "\ufffe",
        "\ue000",
        "\U000f0000",
        "\u20dd",
        "ﬁ",
        "²",
    ),
]
FIELDS = [names[0].capitalize() for names in SPELLINGS.values()] + ["Own"]
PLACES = {
    "body of text": ("a.txt", "Headline\n2026-11-20\n\n{all}\n"),
    "body of Markdown": ("a.md", "Title: A\nDate: 2026-11-20\n\n{all}\n"),
    "text alone": ("a.txt", "{all}\n"),
    "Markdown alone": ("a.md", "{all}\n"),
    "headline": ("a.md", "# {line}\n\nText.\n"),
    "plain header": ("a.md", "".join(f"{key}: {{part}}\n" for key in FIELDS) + "\nText.\n"),
    "one field": ("a.txt", "Headline\nTopics: {line}\nDate: 2026-11-20\n\nText.\n"),
    "YAML": ("a.md", "---\n{half}\n---\nText.\n"),
    "YAML fields": ("a.md", "---\n" + "".join(f'{key}: "{{part}}"\n' for key in FIELDS) + "---\nText.\n"),
    "TOML": ("a.md", "+++\n{half}\n+++\nText.\n"),
    "TOML key": ("a.md", "+++\na{halfline}=1\n+++\nText.\n"),
    "TOML value": ("a.md", "+++\na={halfline}\n+++\nText.\n"),
    "TOML fields": ("a.md", "+++\n" + "".join(f"{key} = '{{part}}'\n" for key in FIELDS) + "+++\nText.\n"),
    "card": ("people/a.md", "name: {part}\nemail: {part}\nfediverse: {part}\n\n{all}\n"),
}


@cache
def repeated_signs() -> list[str]:
    """Return the signs above, and one character of each class in Unicode."""
    classes = {unicodedata.category(chr(code)): chr(code) for code in range(sys.maxunicode, -1, -1)}
    return list(dict.fromkeys([*SIGNS, *(char for kind, char in classes.items() if kind != "Cs")]))


def fill(sign: str, size: int) -> str:
    return sign * (size // len(sign.encode()))


def read_repeated(place: str) -> dict[str, float]:
    """Return the processor time that a file of each repeated sign takes, by sign."""
    name, form = PLACES[place]
    first = list(PLACES).index(place) % SHARE
    return {sign: _time_of(name, form, sign) for sign in repeated_signs()[first::SHARE]}


def _time_of(name: str, form: str, sign: str) -> float:
    line = sign.replace("\n", " ")
    sizes = {"all": fill(sign, SIZE), "line": fill(line, SIZE), "half": fill(sign, SIZE // 2)}
    text = form.format(**sizes, halfline=fill(line, SIZE // 2), part=fill(line, SIZE // len(FIELDS) // 2))
    began = time.process_time()
    parsed = parse_copy(text.encode("utf-8", "surrogatepass"), f"content/{name}", DESK, mode="plain")
    assert all(len(problem.message) < MAX_MESSAGE for problem in parsed.problems), (sign, parsed.problems)
    return time.process_time() - began


MAX_MESSAGE = 6_000


@pytest.mark.parametrize("place", PLACES)
def test_no_file_takes_more_than_its_length(place: str) -> None:
    with Workers(1) as workers:
        [times] = workers.run(read_repeated, [place], KILLED_AFTER_S)
    assert not isinstance(times, WorkerKilled), "a sign takes for ever"
    assert {sign: taken for sign, taken in times.items() if taken > MOST_S} == {}
    if os.environ.get("SHOW_TIMES"):
        print(sorted(((round(taken, 2), sign) for sign, taken in times.items()), reverse=True)[:6])  # noqa: T201
