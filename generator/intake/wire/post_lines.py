"""Read the line under the headline of a blog: `Posted on November 22, 2026 by Jane Roe in News`, in any order."""

import re

from generator.intake.text.dates import FOREIGN_UPDATE, looks_like_moment
from generator.intake.text.prose import is_prose
from generator.intake.wire.bylines import is_bare_name, names_people

BY = re.compile(r"\s+(?:by|von|par|por|di|door|av|af|oleh)\s+(?=\S)", re.IGNORECASE)
OPENING_BY = re.compile(
    r"(?:(?:posted|published|written|publié|publicado|publicada|escrito|veröffentlicht|geschrieben|pubblicato|geplaatst"
    r"|scritto|skrevet|skriven|diposting) )?(?:by|von|par|por|da|di|door|av|af|oleh)\s+",
    re.IGNORECASE,
)
BEFORE_DATE = re.compile(r"\s+(?:on|at|le|am|el|il|op|den|em|om)\s+|\s*,\s+", re.IGNORECASE)
CLOSING = re.compile(
    r"\s*[|·•–—-]?\s*(?:leave a (?:comment|reply)|(?:no|\d{1,4}) comments?|hinterlasse einen kommentar"
    r"|laisser un commentaire|deja un comentario|deixe um comentário|lascia un commento)$",
    re.IGNORECASE,
)
CLOSERS = ("comment", "comments", "reply", "kommentar", "commentaire", "comentario", "comentário", "commento")
CATEGORIES = re.compile(
    r"\s+(?:in|under|en|dans|em)(?-i: [A-Z][\w&’' ]{1,30})(?:, [\w&’' ]{1,30}){0,5}$", re.IGNORECASE
)
MAX_DATES = 4
"""The places at which the date may begin that are tried."""


def read_post_line(words: str) -> tuple[tuple[str, str], ...]:
    """Return `bylines` and the date in a line of both; empty for any other line."""
    if is_prose(words):
        return ()
    bare = CLOSING.sub("", words) if words.casefold().endswith(CLOSERS) else words
    by = BY.search(bare)
    if by and looks_like_moment(bare[: by.start()]):
        return _found(CATEGORIES.sub("", bare[by.end() :]), bare[: by.start()])
    opening = OPENING_BY.match(bare)
    signed = bare[opening.end() :] if opening else bare
    for place, cut in enumerate(BEFORE_DATE.finditer(signed)):
        if place == MAX_DATES:
            break
        names, day = signed[: cut.start()], signed[cut.end() :]
        if looks_like_moment(day) and (opening or is_bare_name(names)):
            return _found(names, day)
    return ()


def _found(names: str, day: str) -> tuple[tuple[str, str], ...]:
    if not names_people(names):
        return ()
    return ("bylines", names), ("updated" if FOREIGN_UPDATE.match(day) else "published", day)
