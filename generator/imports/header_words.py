"""What themes call the byline, the deck and the lead photo in headers, since their programs have no rule for these."""

import msgspec

from generator.imports.front_matter import FALSE, TRUE, FrontMatter
from generator.intake.photos.names import names_photo

AUTHORS = ("author", "authors")
OTHER_AUTHORS = (
    "byline", "bylines", "by", "writer", "writers", "reporter", "reporters", "authorname", "authornames",
)  # fmt: skip
"""The keys that name who wrote a text where none of `AUTHORS` does."""
KICKERS = ("kicker", "overline", "eyebrow")
DECKS = (
    "subtitle", "deck", "dek", "subhed", "subhead", "subheading", "subheadline", "standfirst", "tagline", "strapline",
)  # fmt: skip
SUMMARIES = ("excerpt", "summary", "description", "teaser", "abstract")
PHOTOS = (
    "image", "featuredimage", "cover", "coverimage", "leadimage", "leadphoto", "photo", "hero", "heroimage",
    "header", "headerimage", "banner", "bannerimage", "imagepath", "imageurl", "picture", "thumbnail", "images",
)  # fmt: skip
"""The keys that name the lead photo, the best first: its address, or a table that has it."""
IN_TABLE = ("path", "url", "src", "image", "file", "overlayimage", "teaser")
"""The keys for the address of a photo in a table."""
CAPTIONS = ("caption", "cutline", "imagecaption", "imagefigcaption", "photocaption", "featuredimagecaption")
CREDITS = (
    "credit", "imagecredit", "imageattribution", "imagesource", "photocredit", "photoby", "photographer", "attribution",
)  # fmt: skip
ALTS = ("alt", "alttext", "imagealt", "imagealttext", "photoalt", "featuredimagealt")
BESIDE_PHOTO = {"caption": CAPTIONS, "credit": CREDITS, "alt": ALTS}
"""The keys for the words of a photo. Behind the key of the photo itself, their first words are keys, too: `heroalt`."""
KNOWN_WORDS = frozenset(
    (*AUTHORS, *OTHER_AUTHORS, *KICKERS, *DECKS, *SUMMARIES, *PHOTOS, *CAPTIONS, *CREDITS, *ALTS)
) | {f"{photo}{word}" for photo in PHOTOS for word in BESIDE_PHOTO}  # fmt: skip
"""All of these keys, folded."""


class LeadPhoto(msgspec.Struct, frozen=True):
    """The lead photo of a text, as its header names it."""

    source: str = ""
    caption: str = ""
    credit: str = ""
    alt: str = ""


def authors_in(front: FrontMatter) -> list[str]:
    """Return the ids or names of those who wrote a text; none if its header doesn't say."""
    named = front.people(*AUTHORS)
    return named or next(filter(None, (front.people(key) for key in OTHER_AUTHORS)), [])


def lead_photo_in(front: FrontMatter, *first: str) -> LeadPhoto:
    """Return the lead photo that a header names. `first`: the keys that count before all others."""
    for key in dict.fromkeys((*first, *PHOTOS)):
        table = front.table(key)
        source = _first(table, IN_TABLE) or next(iter(front.texts(key)), "") * (not table)
        if _is_photo(source):
            return LeadPhoto(
                source,
                *(_first(table, keys) or front.text(f"{key}{word}", *keys) for word, keys in BESIDE_PHOTO.items()),
            )
    return LeadPhoto()


def _first(table: dict[str, str], keys: tuple[str, ...]) -> str:
    return next(filter(None, (table.get(key, "") for key in keys)), "")


def _is_photo(source: str) -> bool:
    """Tell whether a value may be the address of a photo: no yes or no, as `featured: true` is."""
    return bool(source) and source.casefold() not in TRUE | FALSE and ("/" in source or names_photo(source))
