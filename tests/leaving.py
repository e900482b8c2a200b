"""A paper that is about to leave: stories of all sorts, some hidden, and what they hold in words."""

import json
import re
from pathlib import Path

from conftest import Newsroom, story
from pictured import picture

from generator.commands.export import Export, export_paper
from generator.intake.html.sanitise import plain_text

TELLING = """---
title: "Ferry: “stays” & goes <on> ]]> for now"
date: 2026-11-20T09:00:00-05:00
updated: 2026-11-21T10:30:00-05:00
author: [Jane Roe, Ann Poe]
topics: [Harbor, Ferry lease]
deck: What the council wants.
kicker: Harbor
genre: analysis
corrections: "2026-11-21: An earlier version had the wrong year."
was: /old/ferry/
priority: 3
related: world/fire
shoe_size: [44, 45]
---

BRUSSELS, Nov. 20 (UPI) -- *The council* met and said 2 * 3 is not_a_number, [brackets] & all ]]> of it.

**A whole paragraph that is strong.**

## A heading in the text

- one thing
- another thing

1. first
2. second

> Quoted words, “as said”.

![Two boats](boats.jpg "Boats in the harbor")

https://youtu.be/dQw4w9WgXcQ
How a ferry is built

Read [more](/world/2026/11/20/fire/) or [there](https://example.org/a_b_c?x=1&y=2).
"""
SECRETS = {
    "draft": {"Draft": "yes"},
    "scheduled": {"date": "2026-12-24 09:00"},
    "embargoed": {"Embargo": "2026-12-24 09:00"},
    "expired": {"Expires": "2026-11-22 09:00"},
}


def fill(room: Newsroom) -> None:
    """Write public stories, a page of the paper's own, photos, and one story of each hidden sort."""
    room.write("content/world/ferry.md", TELLING)
    room.write("content/world/boats.jpg", picture(160, 120, seed=1))
    room.write("content/world/ferry.jpg", picture(160, 120, seed=2))
    room.write("content/world/ferry.jpg.txt", "Caption: The old ferry.\nCredit: Ann Lee/Courier\nAlt: A ferry at sea\n")
    room.write(
        "content/world/fire.txt", story("Fire at the mill", body="Smoke rose.\n\nNobody was hurt.", By="Jane Roe")
    )
    room.write("content/pages/about.md", "# About us\nMenu: footer 10\n\nWe print *news*.\n")
    room.write("content/people/jane-roe.md", "name: Jane Roe\nrole: Reporter\n\nWrites about *boats*.\n")
    for kind, fields in SECRETS.items():
        canary = story(f"Canary {kind}", body=f"Canaryword{kind} sings.", Topics=f"Canarytopic{kind}", **fields)
        room.write(f"content/town/canary-{kind}.txt", canary)
        room.write(f"content/town/canary-{kind}.jpg", picture(160, 120, seed=3))
    room.write("content/town/canary-down.txt", story("Canary down", body="Canaryworddown sings."))
    room.write("takedowns.toml", '[[takedowns]]\nstory = "town/canary-down"\ndate = 2026-11-22\n')


def leave(room: Newsroom, kind: str, *, everything: bool = False) -> tuple[Path, Export]:
    """Export the paper into a new folder."""
    folder = room.folder.parent / f"{kind}-{everything}"
    return folder, export_paper(room.paper(), kind, folder, everything=everything)


def texts(room: Newsroom) -> dict[str, str]:
    """Return the HTML of each story in the main feed by its headline."""
    return {item["title"]: item["content_html"] for item in json.loads(room.file("feed.json"))["items"]}


def bodies(room: Newsroom) -> dict[str, str]:
    """Return the same without the corrections under each text, which other systems have a place of their own for."""
    return {title: html.split("\n<h2>Correction")[0] for title, html in texts(room).items()}


def words_of(html: str) -> list[str]:
    """Return the words of HTML, those of captions left out."""
    return plain_text(re.sub(r"<figcaption>.*?</figcaption>", "", html)).split()
