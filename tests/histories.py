"""Histories of a newsroom: seeded sequences of changes, of every kind that can affect a page."""

import json
import os
import random
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from conftest import NOON, SITE, Newsroom, story
from pictured import picture
from recordings import mp3

NAMES = ["alpha", "beta", "gamma", "delta", "epsilon"]
TOPICS = ["Harbor", "harbor", "Ferry lease", "Budget", "Tide mill"]
PEOPLE = ["Jane Roe", "John Doe", "Ann Poe", "jane roe"]
WORDS = ["ferry", "harbor", "council", "budget", "tide", "mill", "vote", "lease", "storm", "pier", "school", "road"]
OLD = ["/old/alpha/", "/old/beta", "/old/beta.html", "/world/", "/old/"]


class History:
    """A seeded history. Each step changes one thing."""

    def __init__(self, newsroom: Newsroom, seed: int) -> None:
        self.newsroom = newsroom
        self.random = random.Random(seed)
        self.now = NOON
        self.drafts = False
        newsroom.write("content/world/first.txt", story("The first story"))

    def step(self) -> str:
        """Change something and return a description."""
        often: list[Callable[[], None]] = [self.add_story, self.edit_body, self.edit_card, self.pass_time]
        seldom: list[Callable[[], None]] = [
            self.delete_story,
            self.rename_story,
            self.move_story,
            self.swap_stories,
            self.rename_case,
            self.give_own_folder,
            self.lose_published,
            self.draft_story,
            self.embargo_story,
            self.expire_story,
            self.correct_story,
            self.rename_topics,
            self.rename_bylines,
            self.give_former_address,
            self.pin_stories,
            self.translate_story,
            self.file_again,
            self.set_language_or_kicker,
            self.put_into_series,
            self.name_kind,
            self.announce_event,
            self.go_live,
            self.name_discussion,
            self.break_story,
            self.drop_photo,
            self.swap_photos,
            self.rename_photo,
            self.remove_photo,
            self.write_photo_notes,
            self.name_photo,
            self.embed,
            self.write_table,
            self.drop_sound,
            self.remove_sound,
            self.remove_table,
            self.name_table,
            self.drop_portrait,
            self.touch_story,
            self.write_person,
            self.write_page,
            self.remove_page,
            self.describe_section,
            self.write_front,
            self.write_trending,
            self.take_down,
            self.list_redirects,
            self.write_settings,
            self.write_template,
            self.write_static,
            self.write_data,
            self.add_static_in_the_way,
            self.turn_back_time,
            self.change_drafts,
            self.lose_a_page,
        ]
        chosen = self.random.choice(often * 4 + seldom)
        chosen()
        return chosen.__name__

    # --- stories

    def stories(self) -> list[Path]:
        content = self.newsroom.folder / "content"
        texts = (path for path in content.glob("*/*.txt") if not path.name.endswith((".jpg.txt", ".mp3.txt")))
        return sorted(path for path in texts if not path.name.startswith("broken"))

    def add_story(self) -> None:
        draw = self.random
        moment = self.now - timedelta(hours=draw.randint(-30, 200))
        fields = {
            "By": " and ".join(draw.sample(PEOPLE, draw.randint(1, 2))),
            "Topics": ", ".join(draw.sample(TOPICS, draw.randint(1, 3))),
            "Priority": str(draw.randint(0, 2)),
            "Slug": draw.choice([*NAMES, ""]),
        }
        headline = f"{draw.choice(NAMES).title()} {draw.choice(NAMES)} {draw.randint(1, 3)}"
        text = story(
            headline, moment.isoformat(), self.body(), **{key: value for key, value in fields.items() if value}
        )
        self.newsroom.write(f"content/{draw.choice(['world', 'town', 'port'])}/{draw.choice(NAMES)}.txt", text)

    def body(self) -> str:
        return " ".join(self.random.choices(WORDS, k=30)) + ".\n\n" + " ".join(self.random.choices(WORDS, k=9))

    def change_line(self, key: str, value: str) -> None:
        """Set the line `key` in a story's header."""
        path = self.random.choice(self.stories())
        lines = [line for line in path.read_text().split("\n") if not line.startswith(f"{key}:")]
        self.newsroom.write(
            str(path.relative_to(self.newsroom.folder)), "\n".join([*lines[:2], f"{key}: {value}", *lines[2:]])
        )

    def edit_body(self) -> None:
        path = self.random.choice(self.stories())
        path.write_text(path.read_text().rstrip() + f"\n\n{self.body()}\n")

    def edit_card(self) -> None:
        path = self.random.choice(self.stories())
        _, _, rest = path.read_text().partition("\n")
        path.write_text(f"{self.random.choice(NAMES).title()} again {self.random.randint(1, 9)}\n{rest}")

    def embed(self) -> None:
        """Put a video, a chart or a post into a story."""
        addresses = [
            "https://youtu.be/dQw4w9WgXcQ",
            "https://datawrapper.dwcdn.net/aB3dE/",
            "https://news.example/@a/1234567",
        ]
        path = self.random.choice(self.stories())
        path.write_text(path.read_text().rstrip() + f"\n\n{self.random.choice(addresses)}\nA title\n\n{self.body()}\n")

    def delete_story(self) -> None:
        if len(self.stories()) > 1:
            self.random.choice(self.stories()).unlink()

    def rename_story(self) -> None:
        old = self.random.choice(self.stories())
        old.rename(old.with_name(f"{self.random.choice(NAMES)}.txt"))

    def move_story(self) -> None:
        old = self.random.choice(self.stories())
        new = old.parents[1] / self.random.choice(["world", "town", "port"]) / old.name
        new.parent.mkdir(exist_ok=True)
        old.rename(new)

    def swap_stories(self) -> None:
        """Give two stories each other's name."""
        if len(self.stories()) > 1:
            one, other = self.random.sample(self.stories(), 2)
            former = one.read_text()
            one.write_text(other.read_text())
            other.write_text(former)

    def rename_case(self) -> None:
        old = self.random.choice(self.stories())
        old.rename(old.with_name(f"{old.stem.swapcase()}.txt"))

    def give_own_folder(self) -> None:
        """Make a story a file in a folder of its own name."""
        old = self.random.choice(self.stories())
        new = old.with_suffix("") / "index.md"
        new.parent.mkdir(exist_ok=True)
        old.rename(new)

    def lose_published(self) -> None:
        """Lose what is known of published stories, wholly or the half of the lines; or merge it with an older copy."""
        path = self.newsroom.folder / "published.csv"
        lines = path.read_text().splitlines(keepends=True) if path.exists() else []
        kept = self.random.choice([[], lines[: len(lines) // 2], [*lines[len(lines) // 2 :], *lines]])
        path.write_text("".join(kept))

    def draft_story(self) -> None:
        self.change_line("Draft", self.random.choice(["yes", "no"]))

    def embargo_story(self) -> None:
        self.change_line("Embargo", (self.now + timedelta(hours=self.random.randint(-5, 40))).isoformat())

    def expire_story(self) -> None:
        self.change_line("Expires", (self.now + timedelta(hours=self.random.randint(-5, 40))).isoformat())

    def correct_story(self) -> None:
        self.change_line("Corrections", f"An earlier version was wrong {self.random.randint(1, 9)} times.")
        self.change_line("Updated", (self.now + timedelta(hours=self.random.randint(-5, 10))).isoformat())

    def rename_topics(self) -> None:
        self.change_line("Topics", ", ".join(self.random.sample(TOPICS, 2)))

    def rename_bylines(self) -> None:
        self.change_line("By", self.random.choice(PEOPLE))

    def give_former_address(self) -> None:
        self.change_line("Was", self.random.choice(OLD))

    def pin_stories(self) -> None:
        names = [*NAMES, *(f"town/{name}" for name in NAMES), "/old/alpha/", "nobody"]
        pins = ",".join(self.random.sample(names, self.random.randint(1, 3)))
        self.change_line("Related", self.random.choice([pins, pins, "none"]))

    def translate_story(self) -> None:
        """Name another story as the original of one, whether there is such a story or not."""
        names = [*NAMES, *(f"{section}/{name}" for name in NAMES for section in ("world", "town")), "nobody"]
        self.change_line("Translation-Of", self.random.choice(names))
        self.change_line("Language", self.random.choice(["de", "fr", "eu", "pt-BR"]))

    def file_again(self) -> None:
        """Add a longer version of a story under another name, as wires do."""
        old = self.random.choice(self.stories())
        self.newsroom.write(f"content/port/{self.random.choice(NAMES)}.txt", old.read_text().rstrip() + " More.\n")

    def set_language_or_kicker(self) -> None:
        self.change_line(
            *self.random.choice([("Language", "de"), ("Kicker", "Just in"), ("Deck", "In short"), ("Genre", "live")])
        )

    def put_into_series(self) -> None:
        self.change_line("Series", f"The {self.random.choice(['cannery', 'ferry'])}, part {self.random.randint(0, 20)}")

    def name_discussion(self) -> None:
        self.change_line("Discuss", f"https://news.example/@a/{self.random.randint(1, 3)}")

    def go_live(self) -> None:
        """File a live story, or another version of it, some entries of which are still to come."""
        draw = self.random
        hours = [self.now + timedelta(minutes=draw.randint(-300, 300)) for _ in range(draw.randint(1, 5))]
        entries = [f"## {hour:%Y-%m-%d %H:%M} UTC {draw.choice(WORDS)}\n\n{self.body()}" for hour in hours]
        if draw.random() < 0.3:
            entries[0] += f"\n\n![A boat]({draw.choice(NAMES)}.jpg)"
        moment = (self.now - timedelta(hours=10)).isoformat()
        fields = {"Ends": (self.now + timedelta(hours=draw.randint(-5, 20))).isoformat()} if draw.random() < 0.5 else {}
        text = story(f"Live {draw.randint(1, 2)}", moment, "\n\n".join(["Key points:\n\n- One", *entries]), **fields)
        self.newsroom.write(f"content/world/{draw.choice(NAMES)}.txt", text)

    def announce_event(self) -> None:
        start = self.now + timedelta(hours=self.random.randint(-60, 100))
        words = self.random.choice([f"{start:%Y-%m-%d}", f"{start:%Y-%m-%d %H:%M}", f"{start:%Y-%m-%d %H:%M}-23:59"])
        self.change_line("Event", f"{words}, Grange Hall")

    def name_kind(self) -> None:
        kinds = [("Kind", "sponsored"), ("Kind", "letter"), ("Sponsor", "Harbor Bank"), ("Kind", "brief")]
        self.change_line(*self.random.choice(kinds))

    def break_story(self) -> None:
        """Add a story that can't be read and never could be: keeping a last good version is the one exception."""
        self.newsroom.write(
            f"content/town/broken{self.random.randint(1, 3)}.txt", story("Broken", date="31 February 2026")
        )

    # --- photos

    def photos(self) -> list[Path]:
        found = (self.newsroom.folder / "content").glob("*/*.jpg")
        return sorted(path for path in found if not path.name.startswith("broken"))

    def drop_photo(self) -> None:
        """Add a photo beside a story, for its gallery or for nobody; seldom a broken one."""
        draw = self.random
        beside = draw.choice(self.stories()) if draw.random() < 0.8 else None
        name = beside.stem if beside else draw.choice(NAMES)
        folder = beside.parent.name if beside else draw.choice(["world", "town", "port"])
        content = picture(160, 120, seed=draw.randint(1, 4))
        if draw.random() < 0.15:  # and never could be read: keeping a last good version is the one exception
            self.newsroom.write(f"content/{folder}/broken{draw.randint(1, 3)}.jpg", content[:200])
            return
        self.newsroom.write(
            f"content/{folder}/{name}{draw.choice(['', '', '-2', '-3', '-poster', '-poster-2'])}.jpg", content
        )

    def swap_photos(self) -> None:
        """Give two photos each other's bytes."""
        chosen = self.photos()
        if len(chosen) > 1:
            one, other = self.random.sample(chosen, 2)
            former = one.read_bytes()
            one.write_bytes(other.read_bytes())
            other.write_bytes(former)

    def rename_photo(self) -> None:
        for old in self.random.sample(self.photos(), min(1, len(self.photos()))):
            old.rename(old.with_name(f"{self.random.choice(NAMES)}{self.random.choice(['', '-2', '-poster'])}.jpg"))

    def remove_photo(self) -> None:
        for old in self.random.sample(self.photos(), min(1, len(self.photos()))):
            old.unlink()

    def write_photo_notes(self) -> None:
        for one in self.random.sample(self.photos(), min(1, len(self.photos()))):
            words = [
                "Caption: A boat.",
                "Credit: Ann Lee/Courier",
                "Alt: A boat",
                "Focus: 10% 80%",
                "Embargo: 2026-12-01",
            ]
            notes = "\n".join(self.random.sample(words, self.random.randint(1, 3)))
            self.newsroom.write(f"{one.relative_to(self.newsroom.folder)}.txt", notes)

    def name_photo(self) -> None:
        names = [path.relative_to(self.newsroom.folder / "content").as_posix() for path in self.photos()]
        self.change_line("Photo", self.random.choice([*names, "nobody.jpg", "../../site.jpg"]))

    # --- recordings, tables and charts

    def drop_sound(self) -> None:
        """Add a recording beside a story, or its transcript."""
        beside = self.random.choice(self.stories())
        file = f"content/{beside.parent.name}/{beside.stem}.mp3"
        if self.random.random() < 0.3:
            self.newsroom.write(f"{file}.txt", f"What is said: {self.body()}")
        else:
            self.newsroom.write(file, mp3(self.random.randint(1, 3)))

    def remove_sound(self) -> None:
        sounds = sorted((self.newsroom.folder / "content").glob("*/*.mp3"))
        for one in self.random.sample(sounds, min(1, len(sounds))):
            one.unlink()

    def write_table(self) -> None:
        rows = [f"{word};{self.random.randint(-20, 900)},5;{self.random.choice(['', '7'])}" for word in NAMES]
        folder = self.random.choice(["world", "town"])
        self.newsroom.write(f"content/{folder}/{self.random.choice(NAMES)}.csv", "who;a;b\n" + "\n".join(rows))

    def remove_table(self) -> None:
        tables = sorted((self.newsroom.folder / "content").glob("*/*.csv"))
        for one in self.random.sample(tables, min(1, len(tables))):
            one.unlink()

    def name_table(self) -> None:
        """Put a chart into a story, whether its table is there or not."""
        path = self.random.choice(self.stories())
        form = self.random.choice(["bars", "lines", "timeline", "election"])
        chart = f"Chart: {self.random.choice(NAMES)}.csv, {form}, A title"
        path.write_text(f"{path.read_text().rstrip()}\n\n{chart}\n\n{self.body()}\n")

    def drop_portrait(self) -> None:
        name = self.random.choice(PEOPLE).split()[0].lower()
        file = self.random.choice([f"people/{name}", f"people/{name}", "world/section", "port/section", "paper"])
        self.newsroom.write(f"content/{file}.jpg", picture(120, 150, seed=self.random.randint(5, 6)))

    def touch_story(self) -> None:
        path = self.random.choice(self.stories())
        os.utime(path, (path.stat().st_mtime - 3600, path.stat().st_mtime - 3600))

    # --- the rest of the paper

    def write_person(self) -> None:
        name = self.random.choice(PEOPLE)
        self.newsroom.write(
            f"content/people/{name.split()[0].lower()}.md", f"name: {name}\nrole: Role {self.random.randint(1, 3)}\n"
        )

    def write_page(self) -> None:
        """Write a page of the paper's own, here and there in the place of a section, a story or another page."""
        draw = self.random
        moment = (self.now + timedelta(hours=draw.randint(-5, 40))).isoformat()
        lines = [
            f"Menu: {draw.choice(['header', 'footer 3', 'more, header 2'])}",
            f"Draft: {draw.choice(['yes', 'no'])}",
            f"Embargo: {moment}",
            f"Updated: {moment}",
            f"Was: {draw.choice(OLD)}",
            f"Description: Number {draw.randint(1, 3)}",
            f"Translation-Of: {draw.choice(['about', 'about/team', '/world/', 'world/alpha', 'nobody'])}",
            f"Language: {draw.choice(['de', 'fr'])}",
        ]
        head = "\n".join(draw.sample(lines, draw.randint(0, 3)))
        text = f"# {draw.choice(NAMES).title()} page\n{head}\n\n{self.body()}\n\n![A boat](boat.jpg)\n"
        name = draw.choice(
            ["about", "about/team", "about/team", "world", "port", "old", "topics/budget", "archive/2026"]
        )
        self.newsroom.write(f"content/pages/{name}.md", text)
        if draw.random() < 0.3:
            self.newsroom.write(f"content/pages/{name}.jpg", picture(160, 120, seed=draw.randint(1, 4)))

    def remove_page(self) -> None:
        pages = sorted((self.newsroom.folder / "content/pages").rglob("*.md"))
        for path in self.random.sample(pages, min(1, len(pages))):
            path.unlink()

    def describe_section(self) -> None:
        """Write what a section is about, and which story stands first on its front."""
        lead = self.random.choice([*NAMES, "world/alpha", "nobody"])
        text = f"---\ntitle: Section {self.random.randint(1, 2)}\nlead: {lead}\n---\nAll {self.random.randint(1, 3)}.\n"
        self.newsroom.write(f"content/{self.random.choice(['world', 'town', 'port'])}/_index.md", text)

    def write_front(self) -> None:
        leads = [f'"world/{name}"' for name in self.random.sample(NAMES, 2)]
        rail = '[[rails]]\ntitle = "Picked"\nstories = ["beta"]\n' if self.random.random() < 0.5 else ""
        order = f"[sections.world]\nleads = [{', '.join(reversed(leads))}, 'port/beta']\n" if rail else ""
        self.newsroom.write("content/front.toml", f"leads = [{', '.join(leads)}]\n{rail}{order}")

    def write_trending(self) -> None:
        stories = [
            {"story": f"{self.random.choice(['world', 'town', 'port'])}/{name}", "score": self.random.randint(0, 3)}
            for name in self.random.sample(NAMES, 4)
        ]
        path = self.newsroom.folder / "trending.json"
        if path.exists() and self.random.random() < 0.2:
            path.unlink()
        else:
            path.write_text(json.dumps({"stories": stories}) if self.random.random() < 0.9 else "{")

    def take_down(self) -> None:
        """Take down other stories than before, at the addresses that they had or at any others."""
        entries = ""
        for _ in range(self.random.randint(0, 3)):
            path = f"{self.random.choice(['world', 'town', 'port'])}/{self.random.choice(NAMES)}"
            pages = sorted(self.newsroom.output.rglob("index.html")) if self.newsroom.output.exists() else []
            urls = [f"/{page.parent.relative_to(self.newsroom.output).as_posix()}/" for page in pages]
            chosen = [url for url in self.random.sample([*urls, *OLD], 2) if not url.startswith("/./")]
            addresses = json.dumps([url if "." in url else f"{url.rstrip('/')}/" for url in chosen])
            entries += f'[[takedowns]]\nstory = "{path}"\ndate = 2026-11-23\naddresses = {addresses}\n'
            entries += f'leave = "{self.random.choice(["gone", "gone", "nothing"])}"\n'
        self.newsroom.write("takedowns.toml", entries)

    def list_redirects(self) -> None:
        """Write lines for former addresses that lead to stories, fronts, files and each other, or nowhere."""
        targets = ["world/alpha", "/town/", "/topics/a/", "/about/", "/feed.xml", "/old/", "https://elsewhere.example/"]
        lines = "".join(
            f"{old},{self.random.choice(targets)}\n" for old in self.random.sample([*OLD, "/x/", "/about/"], 4)
        )
        self.newsroom.write("redirects.csv", lines)

    def write_settings(self) -> None:
        extra = self.random.choice(
            [
                "page_size = 2\n",
                "page_size = 3\n",
                'tagline = "New"\n',
                "",
                'language = "de"\n',
                "language_prefix = true\n",
                'permalink = "/{section}/{slug}/"\n',
            ]
        )
        zone = self.random.choice(["America/New_York", "Asia/Tokyo"])
        tables = self.random.choice(
            [
                "",
                "[feeds]\nitems = 3\n",
                "[archive]\nnumbered_pages = 1\n",
                '[feeds]\ntopics = true\nbylines = false\nsections = "rss"\n',
                '[story]\nlists = "inline"\nrelated = 2\n',
                '[story]\nlists = "ssi"\n',
                '[story]\nlists = "inline"\nlatest = 2\ntrending = 2\n',
                '[story]\ntrending_without_data = "picks"\n',
                "[photos]\nrequire_credit = true\n",
                '[[menu]]\nplace = "more"\nname = "Port"\nlink = "/port/"\n',
                '[theme]\naccent = "#0a5c4a"\ndensity = "compact"\n[theme.sections]\ntown = "#7a3e9d"\n',
                "[theme]\ndark = false\n[extra]\nprice = 4\n",
                f'[notice]\ntext = "Now"\nuntil = "{(self.now + timedelta(hours=self.random.randint(-5, 40))).isoformat()}"\n',
                '[embeds]\nservices = ["youtube", "mastodon"]\nmastodon_servers = ["news.example"]\n',
                '[theme]\nlook = "tabloid"\n',
                "[front]\nleads = 2\nlatest = 2\nrail = 2\n",
            ]
        )
        self.newsroom.write("site.toml", extra + SITE.replace("America/New_York", zone) + tables)

    def write_template(self) -> None:
        name = self.random.choice(["404.html", "parts/pager.html", "redirect.html", "slots/rail.html"])
        if name == "slots/rail.html":
            text = self.random.choice(
                ["<p>{{ data.scores if data.scores is defined }}</p>\n", "<p>{{ site.extra.price }}</p>\n", ""]
            )
        elif name == "parts/pager.html":
            text = (
                "{% macro pager(newer, older, newer_words, older_words) %}"
                + self.random.choice("abc")
                + "{% endmacro %}\n"
            )
        else:
            text = f"<p>{self.random.randint(1, 3)}</p>\n"
        self.newsroom.write(f"templates/{name}", text)

    def write_data(self) -> None:
        """Write data for templates, or take it away."""
        path = self.newsroom.folder / "data/scores.json"
        if path.exists() and self.random.random() < 0.2:
            path.unlink()
        else:
            self.newsroom.write("data/scores.json", json.dumps([self.random.randint(1, 3)]))

    def write_static(self) -> None:
        name = self.random.choice(["assets/paper.css", "assets/base.css", "assets/sign.svg", "about.html"])
        css = self.random.choice(
            ["@import 'base.css';", "a { mask: url(sign.svg) }", "a { mask: url(/about.html) }", ""]
        )
        self.newsroom.write(f"static/{name}", f"/* {self.random.randint(1, 3)} */ {css}\n")

    def add_static_in_the_way(self) -> None:
        path = self.newsroom.folder / "static" / self.random.choice(["port", "world/index.html", "old", "feed.xml"])
        if path.exists():
            path.unlink()
        else:
            self.newsroom.write(str(path.relative_to(self.newsroom.folder)), "in the way\n")

    def pass_time(self) -> None:
        self.now += timedelta(hours=self.random.randint(1, 30))

    def turn_back_time(self) -> None:
        self.now -= timedelta(hours=self.random.randint(1, 60))

    def change_drafts(self) -> None:
        self.drafts = not self.drafts

    def lose_a_page(self) -> None:
        """Delete or change a file of the site, as another program might."""
        pages = sorted(self.newsroom.output.rglob("*.html")) if self.newsroom.output.exists() else []
        if pages:
            chosen = self.random.choice(pages)
            chosen.unlink() if self.random.random() < 0.5 else chosen.write_text("<p>broken into</p>")


def site_of(newsroom: Newsroom) -> dict[str, bytes]:
    """Return the files of the site and the manifest, without what an interrupted build leaves."""
    return {name: content for name, content in newsroom.files().items() if not is_unfinished(name)}


def is_unfinished(name: str) -> bool:
    """Tell whether a file of the output folder belongs to a build that didn't end."""
    return name.startswith(".broadsheet-staging/") or name == ".broadsheet-manifest.new"


def clean_build(newsroom: Newsroom, folder: Path, now: datetime, **options: object) -> dict[str, bytes]:
    """Return the files of a build of the same paper with no catalogue and no output."""
    newsroom.build(now, output=folder / "public", aside=folder / "state", **options)
    fresh = Newsroom.__new__(Newsroom)
    fresh.folder, fresh.output = newsroom.folder, folder / "public"
    files = site_of(fresh)
    shutil.rmtree(folder)
    return files


def difference(newsroom: Newsroom, folder: Path, history: History) -> list[str]:
    """Return the files in which the updated site differs from a clean build."""
    options = {"drafts": history.drafts}
    held = newsroom.held(newsroom.build(history.now, **options))
    stories = [file for file in held if ".jpg" not in file]
    assert all(file.startswith("content/town/broken") for file in stories), f"a good story isn't read any more: {held}"
    folder.mkdir()
    clean, warm = clean_build(newsroom, folder, history.now, **options), site_of(newsroom)
    return sorted(name for name in clean.keys() | warm.keys() if clean.get(name) != warm.get(name))
