"""The reference collection of copy as newsrooms get it, where it is beside the project: what must be kept back is."""

import re
from collections.abc import Iterator

import pytest
from copies import DESK
from places import SHARED

from generator.intake.parse import parse_copy
from generator.model import Parsed

NOW = "2026-11-23T23:00"
KEPT_BACK = re.compile(r"world/2026-11-22-(?:k\d\d|h\d\d|y\d\d|embargo\d+)\.(?:txt|md)")
PUBLIC = ("world/2026-11-22-oil1.txt", "world/2026-11-22-oil3.md", "town/2026-11-22-emb-no.md")


def cases() -> Iterator[tuple[str, str]]:
    """Yield name and text of each file in the collection, without those in old encodings."""
    folder = SHARED / "copy"
    if not folder.exists():
        pytest.skip("the collection of copy is not beside the project")
    for file in sorted(folder.glob("*.txt")):
        for chunk in re.split(r"^@@@ ", file.read_text(), flags=re.MULTILINE)[1:]:
            head, _, text = chunk.partition("\n")
            name, bar, _ = head.partition("|")
            if not bar:
                yield name.strip(), text.removesuffix("\n")


def read(name: str, text: str) -> Parsed:
    return parse_copy(text.encode(), f"content/{name}", DESK)


def is_public(parsed: Parsed) -> bool:
    """Tell whether readers would see the story at the time at which the collection is judged."""
    return parsed.story is not None and not parsed.story.draft and parsed.story.opens.isoformat() < NOW


def test_nothing_that_asks_to_be_kept_back_goes_out() -> None:
    asking = [(name, text) for name, text in cases() if KEPT_BACK.fullmatch(name)]
    assert len(asking) > 40
    assert [name for name, text in asking if is_public(read(name, text))] == []


def test_what_only_speaks_of_such_things_goes_out() -> None:
    found = dict(cases())
    assert [name for name in PUBLIC if not is_public(read(name, found[name]))] == []


def test_no_private_line_reaches_a_page() -> None:
    private = (
        "Press officer",
        "555 0100",
        "0555 0100",
        "CONFIDENTIALITY",
        "For more information, contact",
        "jane@roe.example",
    )
    for name, text in cases():
        if re.search(r"-(?:mail-\w+|press\d|pr\d)\.", name):
            html = read(name, text).body.html
            assert not [words for words in private if words in html], name


def test_a_draft_with_words_to_the_desk_stays_a_draft_that_the_desk_can_show() -> None:
    text = "---\ntitle: Vote on the quay\ndate: 2026-11-20\ndraft: yes\n---\n[TK: why?]\n\nHOLD FOR SUNDAY\n\nThey voted.\n"
    parsed = read("town/quay.md", text)
    assert parsed.story is not None
    assert parsed.story.draft
    assert parsed.problems == ()
