"""Check what settings mean, beyond their form: that a time zone exists, that a network is known."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import MAXYEAR, MINYEAR, date, datetime
from functools import partial
from typing import Any

import msgspec

from generator.config.characters import find_unprintable
from generator.config.domain_names import readable_address
from generator.config.extensions import find_extension_mistakes, find_unplain
from generator.config.links import find_bad_links
from generator.config.places import Mistake
from generator.config.policy import find_ping_mistakes, find_policy_mistakes
from generator.config.preview_settings import find_host_mistakes
from generator.config.share import ShareSettings
from generator.config.targets import find_bad_targets
from generator.config.time_zones import find_zone_mistakes
from generator.config.wires import find_bad_drops
from generator.config.wording import nearest
from generator.config.words import find_word_mistakes

NETWORKS = frozenset(
    ["facebook", "x", "bluesky", "threads", "mastodon", "linkedin", "whatsapp", "telegram", "reddit", "email"]
)
"""Networks that edition/sharing.py knows."""


RESERVED = frozenset(
    "archive assets by corrections edition events feeds page pages parts people search series sitemaps topics".split()  # noqa: SIM905
)
"""The first parts of addresses under which Broadsheet has its own pages, and folders of content/ without stories."""


MAX_PORT = 65_535


def find_meaning_mistakes(table: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield the mistakes in settings whose form is right but whose meaning is wrong."""
    for key, check in CHECKS.items():
        value: Any = table
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
        if value is not None:
            yield from check(value)
    bad_links = list(find_bad_links(table))
    told = {key for key, _, _ in bad_links}
    yield from (*bad_links, *(mistake for mistake in find_unprintable(table) if mistake[0] not in told))
    yield from find_ping_mistakes(table)


def _check_address(address: Any) -> Iterator[Mistake]:
    if not isinstance(address, str):
        return
    found = re.fullmatch(r"https?://[\w.-]+(?::(\d{1,5}))?(?:/[\w.~/-]*)?", address, re.ASCII)
    if found is None or int(found[1] or 0) > MAX_PORT:
        yield (
            "address",
            f"“{readable_address(address)}” isn't a web address.",
            'Write for example: address = "https://example.org"',
        )


def _check_date_order(order: Any) -> Iterator[Mistake]:
    if isinstance(order, str) and order not in {"", "mdy", "dmy"}:
        yield "copy.date_order", f"“{order}” isn't an order of dates.", 'Write "mdy" or "dmy".'


def _check_share(share: Any) -> Iterator[Mistake]:
    try:
        settings = msgspec.convert(share, ShareSettings)
    except msgspec.ValidationError:
        return
    known = NETWORKS | {network.slug for network in settings.own}
    for slug in settings.networks:
        if slug not in known:
            hint = nearest(slug, known) or "Known networks: " + ", ".join(sorted(known)) + "."
            yield "share.networks", f"There is no network “{slug}”.", hint


def _check_permalink(pattern: Any) -> Iterator[Mistake]:
    if not isinstance(pattern, str):
        return
    names = set(re.findall(r"\{([^}]*)\}", pattern))
    stray = re.search(r"[^a-z0-9/_-]|//", re.sub(r"\{[a-z]+\}", "x", pattern))
    if not (pattern.startswith("/") and pattern.endswith("/")) or "slug" not in names or stray:
        message = f"“{pattern}” can't be a pattern of addresses."
        yield "permalink", message, "Begin and end it with / and include {slug}: /{section}/{year}/{slug}/"
    for name in sorted(names - {"section", "year", "month", "day", "slug"}):
        yield "permalink", f"“{{{name}}}” has no meaning here.", "Use {section}, {year}, {month}, {day} and {slug}."


def _check_sections(sections: Any) -> Iterator[Mistake]:
    tables = [one for one in sections if isinstance(one, Mapping)] if isinstance(sections, list) else []
    slugs = [one["slug"] for one in tables if isinstance(one.get("slug"), str)]
    for slug in sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        yield "sections.slug", f"Two sections are called “{slug}”.", "Give each section a slug of its own."
    for slug in sorted(RESERVED.intersection(slugs)):
        yield (
            "sections.slug",
            f"A section can't be called “{slug}”: Broadsheet has pages there.",
            "Choose another slug.",
        )


def _check_notice(notice: Any) -> Iterator[Mistake]:
    until = notice.get("until") if isinstance(notice, Mapping) else None
    written = until.isoformat() if isinstance(until, date) else until
    if not isinstance(written, str) or not written:
        return
    try:
        year = datetime.fromisoformat(written).year
    except ValueError:
        year = MINYEAR
    if not MINYEAR < year < MAXYEAR:  # at either end a time has none in another zone
        hint = 'Write for example: until = "2026-11-30 18:00"'
        yield "notice.until", f"“{written}” isn't a day and a time.", hint


CHECKS: dict[str, Callable[[Any], Iterator[Mistake]]] = {
    "address": _check_address,
    "time_zone": find_zone_mistakes,
    "copy.date_order": _check_date_order,
    "share": _check_share,
    "permalink": _check_permalink,
    "sections": _check_sections,
    "notice": _check_notice,
    "extra": partial(find_unplain, key="extra"),
    "words": find_word_mistakes,
    "extensions": find_extension_mistakes,
    "headers.allow": find_policy_mistakes,
    "preview.hosts": find_host_mistakes,
    "deploy": find_bad_targets,
    "intake.wire": find_bad_drops,
}
"""Dotted key -> the check of its value's meaning. `reading` reports values of the wrong form."""
