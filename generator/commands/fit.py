"""Find what doesn't fit into the paper: words that break a headline apart, and sections that site.toml doesn't know."""

import re
from collections.abc import Iterable, Iterator

from generator.archive.addresses import Addresses
from generator.config.wording import nearest
from generator.lazy_patterns import lazy_pattern
from generator.model import Gravity, Problem, Story

MAX_WORD = 20
"""The letters of one word that the headline on top of the front holds in a line on a phone 390 pixels wide."""
MAX_COMPOUND = 30
"""The same for languages whose long words browsers know how to divide."""
COMPOUNDING = frozenset({"da", "de", "et", "fi", "hu", "is", "nb", "nl", "nn", "no", "sv"})
WORD = re.compile(r"[^\s\u00ad\u200b\u2010-\u2015/-]+")
"""What browsers can't divide at a hyphen, a dash, a slash or a place that the copy marks."""
UNSPACED = lazy_pattern(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
"""Signs of scripts in which a line may end behind nearly every sign, or that put no spaces between words."""


def find_long_words(stories: Iterable[Story], language: str) -> Iterator[Problem]:
    """Yield a warning for each headline with a word that is too long for it. `language` is the paper's."""
    for story in stories:
        most = _longest_allowed(story.language or language)
        for word in WORD.findall(story.headline):
            if len(word) > most and not UNSPACED.search(word):
                message = f"“{word}” has {len(word)} letters; a line of the headline on a phone holds {MAX_WORD}."
                hint = "Choose a shorter word, or write a hyphen where it may be divided."
                yield Problem(story.file, 0, message, hint, Gravity.WARNING, "headline-word")


def _longest_allowed(language: str) -> int:
    return MAX_COMPOUND if language.partition("-")[0].lower() in COMPOUNDING else MAX_WORD


def find_unknown_sections(stories: Iterable[Story], addresses: Addresses) -> Iterator[Problem]:
    """Yield a warning for each section of the stories that neither site.toml nor a file of its own describes.

    A paper whose site.toml has no sections at all has those of its folders.

    A section is told once: of the folder, if the stories have it from there, else of the first file that names it.
    """
    if not addresses.sections:
        return
    known = {*addresses.sections, *addresses.described}
    unknown: dict[str, list[Story]] = {}
    for story in stories:
        if story.section and story.section not in known and not story.own:
            unknown.setdefault(story.section, []).append(story)
    for slug, found in unknown.items():
        place = min(_folder_of(one, slug) or one.file for one in found)
        stories_in = f"{len(found):,} {'story is' if len(found) == 1 else 'stories are'}"
        message = f"site.toml has no section “{slug}”, and {stories_in} in it."
        hint = nearest(slug, known) or f'Add it to site.toml: [[sections]] with slug = "{slug}" and its name.'
        yield Problem(place, 0, message, hint, Gravity.WARNING, "section-unknown")


def _folder_of(story: Story, slug: str) -> str:
    """Return the first folder of a story, `content/wrold/`, if it is what gives the story its section."""
    folder, _, rest = story.path.partition("/")
    return f"content/{story.file.split('/')[1]}/" if rest and folder.casefold() == slug else ""
