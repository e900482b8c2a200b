#!/usr/bin/env python3
"""Made-up stories to time generators with, as Markdown with YAML headers: invented.py COUNT FOLDER

The words are invented (few of them often, most seldom, 400 topics with 40 words of their own each), the shape is that
of wire copy: 10 to 16 paragraphs, about 500 words, now and then a link, bold, a quotation, a list, a subhead. They
are spread evenly over eight years and eight sections. The same count gives the same bytes.
"""

import argparse
import itertools
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

SYLLABLES = "ba ko ri ta men sol ver du na pli gor est ine ral tho ca lum per sa wi".split()  # noqa: SIM905
SECTIONS = "world politics business science sports health culture local".split()  # noqa: SIM905
FIRST_DAY = datetime(2016, 1, 1, 8)  # noqa: DTZ001 - a header's time, in the paper's own zone
SPAN = timedelta(days=8 * 365)
WRITERS = 50
SHARED = Path(__file__).parents[2] / "shared" / "bench" / "corpus.py"
"""The generator of stories with which all programs are measured, if it is beside the project."""


class Language:
    """Words with the frequencies of a language, some of them peculiar to a topic."""

    def __init__(self, chance: random.Random) -> None:
        words = sorted({"".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(30_000)})
        chance.shuffle(words)
        self.chance = chance
        self.words = words
        self.often = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(words))))
        self.topics = [chance.choices(words[200:], k=40) for _ in range(400)]

    def say(self, count: int, topic: list[str]) -> list[str]:
        """Return `count` words, one in eight of them the topic's own."""
        common = self.chance.choices(self.words, cum_weights=self.often, k=count)
        return [self.chance.choice(topic) if self.chance.random() < 0.12 else word for word in common]

    def sentence(self, topic: list[str]) -> str:
        """Return a sentence of 8 to 22 words, sometimes with one in bold or linked."""
        words = self.say(self.chance.randint(8, 22), topic)
        words[0] = words[0].capitalize()
        if self.chance.random() < 0.08:
            words[3] = f"**{words[3]}**"
        if self.chance.random() < 0.08:
            words[4] = f"[{words[4]}](https://example.com/{words[5]})"
        return " ".join(words) + "."

    def paragraph(self, topic: list[str]) -> str:
        """Return a paragraph of one to four sentences, one in four as a quotation."""
        text = " ".join(self.sentence(topic) for _ in range(self.chance.randint(1, 4)))
        speaker = self.chance.choice(self.words).capitalize()
        return f'"{text}" {speaker} said.' if self.chance.random() < 0.25 else text


def write_story(number: int, when: datetime, language: Language) -> str:
    """Return the text of one story."""
    topic = language.chance.choice(language.topics)
    headline = " ".join(language.say(8, topic)).capitalize()
    paragraphs = [language.paragraph(topic) for _ in range(language.chance.randint(10, 16))]
    paragraphs.insert(5, "> " + " ".join(language.say(14, topic)))
    if number % 4 == 0:
        paragraphs.insert(6, "## " + headline[:30])
    if number % 5 == 0:
        paragraphs.insert(8, "- one thing\n- another thing\n- third thing")
    tags = ", ".join(f'"{word}"' for word in topic[:3])
    section = SECTIONS[number % len(SECTIONS)]
    header = f'title: "{headline}"\ndate: {when}\nauthor: "Reporter {number % WRITERS}"\n'
    return f'---\n{header}categories: ["{section}"]\ntags: [{tags}]\n---\n\n' + "\n\n".join(paragraphs) + "\n"


def invent_stories(count: int, seed: int = 7) -> Iterator[tuple[str, str]]:
    """Yield each story's file, relative to content/, and its text, from the oldest to the newest."""
    language = Language(random.Random(seed))
    for number in range(count):
        when = FIRST_DAY + timedelta(minutes=number * (SPAN // timedelta(minutes=1)) // count)
        file = f"{SECTIONS[number % len(SECTIONS)]}/{when:%Y}/story-{number:07d}.md"
        yield file, write_story(number, when, language)


def fill(content: Path, count: int) -> str:
    """Write `count` stories into the folder, those of all measurements if available, and return their origin."""
    if SHARED.is_file():
        subprocess.run([sys.executable, str(SHARED), str(count), str(content)], check=True)
        return "shared"
    for file, text in invent_stories(count):
        path = content / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return "invented"


def main() -> None:
    """Fill a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    print(f"{given.count:,} stories, {fill(given.folder, given.count)}")


if __name__ == "__main__":
    main()
