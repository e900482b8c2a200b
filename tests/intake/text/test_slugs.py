"""Slugs are safe names everywhere, whatever an editor or an attacker calls a story."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.text.slugs import DEVICES, safe_slug, slug_of

SAFE = re.compile(r"[a-z0-9][a-z0-9-]*")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("NATO, Russia to jointly run missile shield?", "nato-russia-to-jointly-run-missile-shield"),
        ("Council's vote; mayor’s veto", "councils-vote-mayors-veto"),
        ("Été à Paris", "ete-a-paris"),
        ("Straße", "strasse"),
        ("1,000 march", "1000-march"),
        ("../../x", "x"),
        ("-rf", "rf"),
        ("a\0b", "a-b"),
        ("🎉", ""),
        ("..", ""),
        ("%?#", ""),
        ("", ""),
    ],
)
def test_a_slug_is_plain_ascii(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_a_long_slug_is_cut_at_a_hyphen() -> None:
    slug = slug_of("council approves ferry lease " * 30)
    assert len(slug) <= 80
    assert set(slug.split("-")) == {"council", "approves", "ferry", "lease"}


@pytest.mark.parametrize("name", ["CON", "nul", "Com1", "lpt9", "AUX", "com¹"])
def test_a_windows_device_is_never_a_slug(name: str) -> None:
    assert safe_slug(name, "x") not in DEVICES


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "%?#",
        "🎉",
        "x" * 300,
        "é" * 300,
        "..",
        "-x",
        "a\0b",
        "../../x",
        "%2f",
        "..\\..\\x",
        "/",
        ".",
        "x" * 10**6,
    ],
)
def test_hostile_names_give_safe_slugs(name: str) -> None:
    slug = safe_slug(name, "world/x")
    assert SAFE.fullmatch(slug)
    assert len(slug) <= 80


def test_names_without_letters_differ_by_identity() -> None:
    assert safe_slug("🎉", "world/a") == safe_slug("🎊", "world/a")
    assert safe_slug("🎉", "world/a") != safe_slug("🎉", "world/b")


@given(st.text(), st.text())
def test_a_safe_slug_is_always_safe_and_stays_itself(text: str, identity: str) -> None:
    slug = safe_slug(text, identity)
    assert SAFE.fullmatch(slug)
    assert len(slug) <= 80
    assert safe_slug(slug, identity) == slug
