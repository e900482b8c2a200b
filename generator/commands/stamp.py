"""`broadsheet stamp`: write the time of publication into a file that has none."""

from pathlib import Path

from generator.errors import refuse
from generator.intake.build_story import UNDATED
from generator.intake.names import is_own_page
from generator.newsroom.header_lines import add_line, write_field
from generator.newsroom.story_text import first_right, open_story, save_story
from generator.newsroom.when import write_when
from generator.newsroom.writing import Done
from generator.paper import Paper


def stamp_file(paper: Paper, path: Path | str) -> Done:
    """Write the paper's time into the story file `path` as its date, and return what was done.

    `path` is relative to the current folder or to the paper. Only a file without a date is changed, and only one line
    is added: its other bytes stay as they are. Raises CommandRefused, ConfigError or OSError.
    """
    story = open_story(paper, path)
    file = story.file
    if is_own_page(file):
        raise refuse(file, "A page of the paper's own needs no date.", "Nothing is to be done.")
    if story.reading.held and not story.reading.is_undated:
        problem = next(problem for problem in story.reading.held if problem.message != UNDATED)
        raise refuse(problem.where, problem.message, problem.hint)
    if not story.reading.is_undated:
        return Done(f"{file} already has a date and was not changed.", file)
    line = f"Date: {write_when(paper.now, story.config.zone)}"
    text = add_line(story.text, write_field(story.text, "Date", line.removeprefix("Date: ")))
    found = first_right(story, [text], {"published"})
    if found is None or found[1].held:
        raise refuse(file, "There is no obvious place for the date.", f"Write it yourself, under the headline: {line}")
    return Done(f"{file}: {line}", file, save_story(story, found[0], "stamp").undo)
