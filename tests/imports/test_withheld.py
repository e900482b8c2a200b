"""A header that keeps a text from readers is heard in every program's files, whichever theme or plugin it is of."""

from collections.abc import Callable
from pathlib import Path

import pytest
from moving import write_site

from generator.imports.hidden import is_withheld
from generator.imports.records import Item
from generator.imports.sources import KINDS

Write = Callable[[str, str], str]


def with_fence(title: str, more: str) -> str:
    return f"---\ntitle: {title}\ndate: 2020-01-01\n{more}---\nWords.\n"


def with_lines(title: str, more: str) -> str:
    return f"Title: {title}\nDate: 2020-01-01\n{more}\nWords.\n"


def with_dots(title: str, more: str) -> str:
    lines = "".join(f".. {line}\n" for line in more.splitlines())
    return f".. title: {title}\n.. date: 2020-01-01\n{lines}\nWords.\n"


def with_extra(title: str, more: str) -> str:
    lines = "".join(f'{key} = "{value}"\n' for key, value in (line.split(": ") for line in more.splitlines()))
    return f'+++\ntitle = "{title}"\ndate = 2020-01-01\n[extra]\n{lines}+++\nWords.\n'


SITES: list[tuple[str, str, dict[str, str], Write]] = [
    ("hugo", "content/news/{}.md", {"hugo.toml": "baseURL = 'https://x.example/'\n"}, with_fence),
    ("jekyll", "_posts/2020-01-01-{}.md", {"_config.yml": "title: X\n"}, with_fence),
    ("eleventy", "posts/{}.md", {"eleventy.config.js": ""}, with_fence),
    ("zola", "content/news/{}.md", {"zola.toml": "base_url = 'https://x.example'"}, with_extra),
    ("pelican", "content/news/{}.md", {"pelicanconf.py": ""}, with_lines),
    ("nikola", "posts/{}.rst", {"conf.py": "BLOG_TITLE = 'X'\n"}, with_dots),
]
KEPT = [
    "draft: true\n",
    "password: swordfish\n", "private: true\n", "hidden: yes\n", "unlisted: true\n", "premium: true\n",
    "members_only: true\n", "published: false\n", "publish: no\n", "visible: false\n", "visibility: private\n",
    "status: pending\n",
    "embargoed: true\n", "status: Unlisted\n", "access: members\n",
]  # fmt: skip
OPEN = ["private: false\n", "hidden: no\n", "published: true\n", "visibility: public\n", "status: published\n"]


@pytest.mark.parametrize(("kind", "name", "files", "write"), SITES, ids=[site[0] for site in SITES])
def test_headers_keep_texts_from_readers(
    tmp_path: Path, kind: str, name: str, files: dict[str, str], write: Write
) -> None:
    texts = {name.format(f"kept-{number}"): write("Kept", more) for number, more in enumerate(KEPT)}
    texts |= {name.format(f"open-{number}"): write(f"Open {number}", more) for number, more in enumerate(OPEN)}
    site = write_site(tmp_path, {**files, **texts})
    items = [one for one in KINDS[kind].read(site) if isinstance(one, Item) and not one.is_section]
    assert len(items) == len(KEPT) + len(OPEN)
    assert {one.title for one in items if not one.is_draft} == {f"Open {number}" for number in range(len(OPEN))}
    assert not any(one.address for one in items if one.is_draft and kind in {"pelican", "nikola", "eleventy"})


@pytest.mark.parametrize(("kind", "name", "files", "write"), SITES, ids=[site[0] for site in SITES])
def test_a_folder_of_drafts_holds_drafts(
    tmp_path: Path, kind: str, name: str, files: dict[str, str], write: Write
) -> None:
    folder, _, form = name.rpartition("/")
    texts = {f"{folder}/drafts/{form.format('one')}": write("Kept", ""), name.format("open"): write("Open", "")}
    site = write_site(tmp_path, {**files, **texts})
    drafts = {one.title: one.is_draft for one in KINDS[kind].read(site) if isinstance(one, Item)}
    assert drafts == {"Kept": True, "Open": False}


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"published": "2020-01-01"},
        {"status": "evergreen"},
        {"state": "Maine"},
        {"password": ""},
        {"archived": "true"},
        {"held": "2020-01-01"},
        {"hidden": ("x",)},
    ],
)
def test_what_only_looks_like_it_keeps_nothing_back(values: dict[str, object]) -> None:
    assert is_withheld(values) is False
