"""Read copy as a file of content/ would be read."""

from generator.config import parse_config
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of
from generator.model import Parsed

PAPER = 'name = "x"\naddress = "https://a.example"\ntime_zone = "America/New_York"\n'
DESK = intake_settings_of(parse_config(PAPER))


def read(text: str, name: str = "2027-05-06-story.txt") -> Parsed:
    """Return what becomes of `text` in a file that names the day."""
    return parse_copy(text.encode(), f"content/town/{name}", DESK)


def held(text: str, name: str = "2027-05-06-story.txt") -> list[str]:
    """Return why the story is held, or nothing."""
    return [problem.message for problem in read(text, name).problems if problem.gravity == "held"]


def shown(parsed: Parsed) -> str:
    """Return everything that readers see of a story."""
    story = parsed.story
    assert story is not None, parsed.problems
    return f"{story.headline}\n{story.deck}\n{story.kicker}\n{story.summary}\n{parsed.body.html}"
