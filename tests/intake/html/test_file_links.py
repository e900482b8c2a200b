"""No link leads to a file of content/, which readers don't have."""

import pytest
from copies import read

from generator.intake.photos.inline import replace_inline
from generator.model import Gravity


@pytest.mark.parametrize("address", ["../other.md", "old-ferry.txt", "./a.docx", "/town/a.md", "a.md#later"])
def test_a_link_to_a_storys_file_is_told_with_its_line_and_its_words_stay(address: str) -> None:
    parsed = read(f"# Ferry\n\nThe lease runs.\n\nSee [the other story]({address}) too.\n", "2027-05-06-story.md")
    assert parsed.body.html == "<p>The lease runs.</p>\n<p>See the other story too.</p>"
    [problem] = [one for one in parsed.problems if one.gravity == Gravity.WARNING]
    assert (problem.line, address in problem.message) == (5, True)


@pytest.mark.parametrize("address", ["/town/ferry/", "https://x.example/a.md", "#later", "/robots.txt", "map.html"])
def test_any_other_link_stays(address: str) -> None:
    parsed = read(f"# Ferry\n\nSee [this]({address}).\n", "2027-05-06-story.md")
    assert f'href="{address}"' in parsed.body.html or f'href="#s-{address[1:]}"' in parsed.body.html
    assert parsed.problems == ()


def test_a_photo_that_links_to_a_larger_one_is_the_larger_one() -> None:
    parsed = read("# Ferry\n\n[![The ferry](t.jpg)](full.jpg)\n\nText.\n", "2027-05-06-story.md")
    assert parsed.story is not None
    assert [photo.file for photo in parsed.story.photos.inline] == ["full.jpg"]
    assert "<a " not in parsed.body.html


def test_a_link_around_a_photo_that_is_not_published_goes_with_it() -> None:
    html = '<p>One.</p>\n<p><a href="https://x.example/"><img alt="x" src="t.jpg"></a></p>\n<p>Two.</p>'
    assert replace_inline(html, lambda _photo, _alone: "") == "<p>One.</p>\n<p>Two.</p>"
