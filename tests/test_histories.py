"""After any history of changes the site is byte for byte what a clean build at the same clock would leave."""

import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from conftest import NOON, SITE, Newsroom, story

NAMES = ["alpha", "beta", "gamma", "delta", "epsilon"]
TOPICS = ["Harbor", "harbor", "Ferry lease", "Budget", "Tide mill"]
PEOPLE = ["Jane Roe", "John Doe", "Ann Poe"]


class History:
    """A newsroom at work: each step changes one thing."""

    def __init__(self, newsroom: Newsroom, seed: int) -> None:
        self.newsroom = newsroom
        self.random = random.Random(seed)
        self.now = NOON
        newsroom.write("content/world/first.txt", story("The first story"))

    def step(self) -> str:
        """Change something, and say what."""
        steps: list[Callable[[], None]] = [
            self.write_story,
            self.write_story,
            self.write_story,
            self.delete_story,
            self.rename_story,
            self.break_story,
            self.write_person,
            self.write_front,
            self.write_settings,
            self.write_template,
            self.write_static,
            self.pass_time,
        ]
        chosen = self.random.choice(steps)
        chosen()
        return chosen.__name__

    def stories(self) -> list[Path]:
        content = self.newsroom.folder / "content"
        return sorted(path for path in content.glob("*/*.txt") if not path.name.startswith("broken"))

    def write_story(self) -> None:
        draw = self.random
        moment = self.now - timedelta(hours=draw.randint(-30, 100))
        fields = {
            "By": " and ".join(draw.sample(PEOPLE, draw.randint(1, 2))),
            "Topics": ", ".join(draw.sample(TOPICS, draw.randint(1, 3))),
            "Priority": str(draw.randint(0, 2)),
        }
        if draw.random() < 0.2:
            fields["Draft"] = "yes"
        if draw.random() < 0.2:
            fields["Embargo"] = (self.now + timedelta(hours=draw.randint(-5, 40))).isoformat()
        if draw.random() < 0.2:
            fields["Expires"] = (self.now + timedelta(hours=draw.randint(-5, 40))).isoformat()
        if draw.random() < 0.2:
            fields["Slug"] = draw.choice(NAMES)
        if draw.random() < 0.2:
            fields["Was"] = f"/old/{draw.choice(NAMES)}/"
        headline = f"{draw.choice(NAMES).title()} {draw.choice(NAMES)} {draw.randint(1, 3)}"
        text = story(headline, moment.isoformat(), body=f"{draw.choice(NAMES)} " * 30, **fields)
        self.newsroom.write(f"content/{draw.choice(['world', 'town'])}/{draw.choice(NAMES)}.txt", text)

    def delete_story(self) -> None:
        if len(self.stories()) > 1:
            self.random.choice(self.stories()).unlink()

    def rename_story(self) -> None:
        old = self.random.choice(self.stories())
        old.rename(old.with_name(f"{self.random.choice(NAMES)}.txt"))

    def break_story(self) -> None:
        """A story that can't be read and never was good: what stays at its last good version is the one exception."""
        self.newsroom.write(
            f"content/town/broken{self.random.randint(1, 3)}.txt", story("Broken", date="31 February 2026")
        )

    def write_person(self) -> None:
        name = self.random.choice(PEOPLE)
        self.newsroom.write(
            f"content/people/{name.split()[0]}.md", f"name: {name}\nrole: Role {self.random.randint(1, 3)}\n"
        )

    def write_front(self) -> None:
        leads = [f'"world/{name}"' for name in self.random.sample(NAMES, 2)]
        self.newsroom.write("content/front.toml", f"leads = [{', '.join(leads)}]\n")

    def write_settings(self) -> None:
        extra = self.random.choice(["page_size = 2\n", "page_size = 3\n", 'tagline = "New"\n', "", 'language = "de"\n'])
        zone = self.random.choice(["America/New_York", "Asia/Tokyo"])
        self.newsroom.write("site.toml", extra + SITE.replace("America/New_York", zone))

    def write_template(self) -> None:
        self.newsroom.write("templates/404.html", f"<p>{self.random.randint(1, 3)}</p>\n")

    def write_static(self) -> None:
        self.newsroom.write("static/assets/paper.css", f"/* {self.random.randint(1, 3)} */\n")

    def pass_time(self) -> None:
        self.now += timedelta(hours=self.random.randint(1, 30))


def clean_build(newsroom: Newsroom, folder: Path, now: datetime) -> dict[str, bytes]:
    """The files of a build of the same paper with no catalogue and no output."""
    ignore = shutil.ignore_patterns(".broadsheet", "public")
    shutil.copytree(newsroom.folder, folder, ignore=ignore)
    fresh = Newsroom.__new__(Newsroom)
    fresh.folder, fresh.output = folder, folder / "public"
    fresh.build(now)
    files = fresh.files()
    shutil.rmtree(folder)
    return files


@pytest.mark.parametrize("seed", range(4, 12))
def test_an_incremental_build_leaves_what_a_clean_one_would(newsroom: Newsroom, tmp_path: Path, seed: int) -> None:
    history = History(newsroom, seed)
    told = []
    for number in range(6):
        told += [history.step() for _ in range(history.random.randint(1, 3))]
        newsroom.build(history.now)
        clean = clean_build(newsroom, tmp_path / f"clean{number}", history.now)
        warm = newsroom.files()
        differing = sorted(name for name in clean.keys() | warm.keys() if clean.get(name) != warm.get(name))
        assert differing == [], told
