"""A story or a page is begun under a name that is its own, and none that means something else in its folder."""

import pytest
from conftest import Newsroom, story

from generator.commands.new import NewStory, begin_page, begin_story


@pytest.mark.parametrize(
    ("headline", "there", "file"),
    [
        ("Bridge", "", "bridge.txt"),
        ("Bridge", "bridge.txt", "bridge-2.txt"),
        ("Bridge", "bridge.md", "bridge-2.txt"),
        ("Bridge", "Bridge.docx", "bridge-2.txt"),
        ("Bridge", "bridge.jpg", "bridge.txt"),
        ("Section", "", "section-2.txt"),
        ("CON", "", "con-story.txt"),
    ],
)
def test_a_story_gets_a_free_name_that_is_no_other_files(
    newsroom: Newsroom, headline: str, there: str, file: str
) -> None:
    if there:
        newsroom.write(f"content/town/{there}", story("Another"))
    done = begin_story(newsroom.paper(), NewStory(headline=headline, section="town"))
    assert done.file == f"content/town/{file}"


def test_a_page_may_be_called_section(newsroom: Newsroom) -> None:
    assert begin_page(newsroom.paper(), "Section").file == "content/pages/section.md"
