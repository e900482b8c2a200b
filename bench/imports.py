#!/usr/bin/env python3
"""What moving in costs: imports.py [--items 20000] [--results FOLDER]

Writes an export of WordPress with so many invented posts, each of some 500 words with a link, a caption and a comment,
and imports it with the command line into an empty paper, twice. Prints seconds and the peak of memory of all processes
together.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from xml.sax.saxutils import escape

import msgspec
from invented import invent_stories
from machine import RESULTS, Sitting, describe_sitting, keep
from running import Run, run_measured

LIMIT_S = 3_600
SITE = 'name = "The Bench Courier"\naddress = "https://imports.example"\ntime_zone = "UTC"\n'
FIRST_DAY = datetime(2001, 1, 1)  # noqa: DTZ001 (an export has local times)
SECTIONS = ("town", "world", "harbor", "sports", "business")
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
    "<title>Old</title><link>https://old.example</link>\n"
)


class Result(msgspec.Struct, frozen=True):
    """What was measured."""

    sitting: Sitting
    items: int
    export_bytes: int
    first: Run
    second: Run


def invent_export(count: int) -> Iterator[str]:
    """Yield the parts of an export of so many posts."""
    yield HEAD
    for number, (_, text) in enumerate(invent_stories(count)):
        headline, _, rest = text.partition("\n")
        yield write_post(number, headline.removeprefix("# ").strip() or f"Story {number}", rest)
    yield "</channel></rss>\n"


def write_post(number: int, headline: str, text: str) -> str:
    """Return one post."""
    day = FIRST_DAY + timedelta(hours=8 * number)
    before = FIRST_DAY + timedelta(hours=8 * (number // 2))
    link = f'<a href="https://old.example/{before:%Y/%m/%d}/story-{number // 2}/">before</a>'
    picture = f'<img src="https://old.example/wp-content/uploads/{number}.jpg">'
    body = f"See {link}.\n\n[caption id='a']{picture} Seen.[/caption]\n\n"
    section = SECTIONS[number % len(SECTIONS)]
    return (
        f"<item><title>{escape(headline)}</title><link>https://old.example/{day:%Y/%m/%d}/story-{number}/</link>"
        f"<dc:creator>writer{number % 40}</dc:creator><content:encoded>{escape(body + text)}[gallery]</content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date>{day}</wp:post_date><wp:post_date_gmt>{day}</wp:post_date_gmt>"
        f"<wp:post_name>story-{number}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        f'<category domain="category" nicename="{section}">{section}</category>'
        "<wp:comment><wp:comment_content>Well said.</wp:comment_content></wp:comment></item>\n"
    )


def measure(folder: Path, items: int) -> Result:
    """Import an export of so many posts into a paper in the folder, twice."""
    export, paper = folder / "export.xml", folder / "paper"
    with export.open("w", encoding="utf-8") as file:
        file.writelines(invent_export(items))
    (paper / "content").mkdir(parents=True)
    (paper / "site.toml").write_text(SITE)
    command = [sys.executable, "-m", "generator", "import", "wordpress", str(export), "--source", str(paper)]
    first, second = run_measured(command, LIMIT_S), run_measured(command, LIMIT_S)
    return Result(describe_sitting(), items, export.stat().st_size, first, second)


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = measure(Path(folder), options.items)
    print(f"{result.items:,} posts, {result.export_bytes / 1e6:.0f} MB of WXR")
    for name, run in (("first import", result.first), ("second import", result.second)):
        print(f"{name}: {run.seconds:.1f} s, {run.peak_bytes / 1e6:.0f} MB")
    keep(options.results, f"imports-{options.items}", result)


if __name__ == "__main__":
    main()
