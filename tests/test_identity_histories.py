"""After any history of renames, edits and settings every story has the id that it had first, and all its addresses."""

import json
import os
import random
import re
import shutil
from collections.abc import Callable

import pytest
from conftest import SITE, Newsroom

HISTORIES = int(os.environ.get("ID_HISTORIES", "6"))
STEPS = 7
PLACES = [f"{section}/{name}" for section in ("world", "town") for name in ("ant", "bee", "Cat", "dog/index")]
PERMALINKS = ["/{section}/{year}/{month}/{day}/{slug}/", "/{section}/{slug}/", "/{year}/{slug}/"]


class Desk:
    """Stories by a number of their own, which their text has in it, at changing places."""

    def __init__(self, room: Newsroom, seed: int) -> None:
        self.room, self.random = room, random.Random(seed)
        self.at: dict[int, str] = {}
        """Number -> place in content/ of the stories that are there."""
        self.away: list[int] = []
        """The stories whose file was deleted."""
        self.down: set[int] = set()
        self.headlines: dict[int, int] = {}
        self.bodies: dict[int, int] = {}
        self.moved: set[int] = set()
        """The stories that have another name since the last build."""
        self.ids: dict[int, str] = {}
        self.addresses: dict[int, list[str]] = {}
        for _ in range(3):
            self.add()

    # --- changes

    def step(self) -> str:
        steps: list[Callable[[], None]] = [
            self.add, self.rename, self.rename, self.swap, self.delete, self.put_back, self.edit_headline,
            self.edit_body, self.take_down, self.change_settings, self.lose_catalogue,
        ]  # fmt: skip
        chosen = self.random.choice(steps)
        chosen()
        return chosen.__name__

    def write(self, key: int) -> None:
        number = self.headlines[key]
        body = " ".join(
            f"Of story {key} in version {self.bodies[key]} much was said and heard by all." for _ in range(5)
        )
        text = f"---\ntitle: Story {key} headline {number}\ndate: 2026-11-{10 + key % 10} 09:00\n---\n\n{body}\n"
        self.room.write(f"content/{self.at[key]}.md", text)

    def remove(self, key: int) -> None:
        (self.room.folder / f"content/{self.at.pop(key)}.md").unlink()

    def free(self) -> list[str]:
        return [place for place in PLACES if place not in self.at.values()]

    def add(self) -> None:
        if self.free():
            key = len(self.headlines)
            self.headlines[key] = self.bodies[key] = 0
            self.at[key] = self.random.choice(self.free())
            self.write(key)

    def movable(self) -> list[int]:
        return sorted(self.at.keys() - self.down)

    def rename(self) -> None:
        if self.movable() and self.free():
            key, place = self.random.choice(self.movable()), self.random.choice(self.free())
            self.remove(key)
            self.at[key] = place
            self.write(key)
            self.moved.add(key)

    def swap(self) -> None:
        if len(self.movable()) > 1:
            one, other = self.random.sample(self.movable(), 2)
            self.at[one], self.at[other] = self.at[other], self.at[one]
            self.write(one)
            self.write(other)
            self.moved |= {one, other}

    def delete(self) -> None:
        if len(self.movable()) > 1:
            key = self.random.choice(self.movable())
            self.remove(key)
            self.away.append(key)
            self.moved.add(key)

    def put_back(self) -> None:
        if self.away and self.free():
            key = self.away.pop(self.random.randrange(len(self.away)))
            self.at[key] = self.random.choice(self.free())
            self.write(key)

    def edit_headline(self) -> None:
        self._edit(self.headlines)

    def edit_body(self) -> None:
        self._edit(self.bodies)

    def _edit(self, versions: dict[int, int]) -> None:
        """Change one thing of a story that keeps its name until the next build."""
        keys = [key for key in self.movable() if key not in self.moved]
        if keys:
            key = self.random.choice(keys)
            versions[key] += 1
            self.write(key)
            self.moved.add(key)

    def take_down(self) -> None:
        """Take one story down, or put back the one that is."""
        self.down = set() if self.down else set(self.random.sample(self.movable(), min(1, len(self.movable()))))
        self.down = {key for key in self.down if key not in self.moved}
        entries = "".join(f'[[takedowns]]\nstory = "{self.at[key]}"\ndate = 2026-11-22\n' for key in self.down)
        self.room.write("takedowns.toml", entries)

    def change_settings(self) -> None:
        address = self.random.choice(["https://courier.example", "http://courier.example", "https://news.example"])
        permalink = self.random.choice(PERMALINKS)
        self.room.write("site.toml", f'permalink = "{permalink}"\n' + SITE.replace("https://courier.example", address))

    def lose_catalogue(self) -> None:
        for name in (".broadsheet", "public"):
            shutil.rmtree(self.room.folder / name, ignore_errors=True)

    # --- what must hold

    def check(self) -> None:
        self.room.build()
        self.moved = set()
        items = json.loads(self.room.file("feed.json"))["items"]
        found = {int(re.findall(r"\d+", item["title"])[0]): item for item in items}
        assert found.keys() == set(self.movable())
        for key, item in found.items():
            address = re.sub(r"https?://[^/]+", "", item["url"])
            assert self.ids.setdefault(key, item["id"]) == item["id"], key
            self.addresses[key] = [one for one in self.addresses.get(key, []) if one != address] + [address]
        assert len(set(self.ids.values())) == len(self.ids)
        for key, addresses in self.addresses.items():
            for address in addresses:
                self.check_address(key, address, addresses[-1] if key in found else "")

    def check_address(self, key: int, address: str, now: str) -> None:
        """Check that a former address that no other story had leads to the story, or to nothing if it is gone."""
        if address == now or any(address in others for one, others in self.addresses.items() if one != key):
            return
        file = self.room.output / address.strip("/") / "index.html"
        leads = (
            re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', file.read_text()) if file.is_file() else None
        )
        assert (leads[1] if leads else "") == now, (key, address)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_ids_and_addresses_outlive_any_history(session_newsroom: Newsroom, seed: int) -> None:
    desk = Desk(session_newsroom, seed)
    desk.check()
    done = []
    for _ in range(STEPS):
        done += [desk.step() for _ in range(desk.random.randint(1, 3))]
        try:
            desk.check()
        except AssertionError as fault:
            raise AssertionError(done) from fault
