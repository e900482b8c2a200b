"""Headers are read by whatever names themes have for bylines, decks and photos."""

import pytest

from generator.imports.front_matter import split_front_matter
from generator.imports.header_words import LeadPhoto, authors_in, lead_photo_in


@pytest.mark.parametrize(("header", "wanted"), [
    ("author: Jane Roe", ["Jane Roe"]),
    ("author: jane\nauthor_name: Jane Roe", ["jane"]),
    ("author_id: j1\nauthor_name: Jane Roe", ["Jane Roe"]),
    ("byline: Jane Roe and John Doe", ["Jane Roe", "John Doe"]),
    ("title: No one", []),
])  # fmt: skip
def test_authors(header: str, wanted: list[str]) -> None:
    assert authors_in(split_front_matter(f"---\n{header}\n---\n")) == wanted


@pytest.mark.parametrize(("header", "wanted"), [
    ("image: /a.jpg\nimage_caption: The dock\nimage_attribution: Kim", LeadPhoto("/a.jpg", "The dock", "Kim")),
    ("featured-image:\n  path: /a.jpg\n  cutline: The dock\n  credit: Kim\n  alt: A dock",
     LeadPhoto("/a.jpg", "The dock", "Kim", "A dock")),
    ("featured_image:\n  url: a/b.png", LeadPhoto("a/b.png")),
    ("header:\n  overlay_image: /a.jpg\n  caption: The dock", LeadPhoto("/a.jpg", "The dock")),
    ("featured: true\ncover: yes\nhero: none\nimages: [/a.jpg, /b.jpg]", LeadPhoto("/a.jpg")),
    ("featured_image:\n  uid: card\nthumbnail: t.png", LeadPhoto("t.png")),
])  # fmt: skip
def test_lead_photos(header: str, wanted: LeadPhoto) -> None:
    assert lead_photo_in(split_front_matter(f"---\n{header}\n---\n")) == wanted
