"""Read, in the keywords and headings of wires without ids, which version of a story a text is."""

import re

import msgspec

LEAD = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?[ -]?(?:ld|lead)\b|\bupdate[ -](\d{1,2})\b", re.IGNORECASE | re.ASCII)
FOLLOWING = re.compile(
    r"(?:\d{0,2}(?:st|nd|rd|th)?[ -]?(?:ld|lead)\b|writethru|write-thru|refile|correction|corrective|correct|corrects|"
    r"update|updates|kill|withdrawal|korrektur|berichtigung|neufassung)\b",
    re.IGNORECASE,
)
"""What marks a text as a later version of one that was sent before: a part of its keywords, behind a comma."""
AT_END = re.compile(r"\s(?:\d{1,2}(?:st|nd|rd|th)[ -]?(?:ld|lead)\S*|writethru)\Z", re.IGNORECASE | re.ASCII)
"""The same at the end of keywords without a comma."""
HEADING = re.compile(
    r"(?:\d{1,2}(?:ST|ND|RD|TH) LEAD|LEAD|EXTRA|REFILE|URGENT|EILT?|CORRECTION|KORREKTUR|BERICHTIGUNG|ROUNDUP|"
    r"FEATURE|NEWS ?FEATURE|ANALYSIS|BACKGROUND|PREVIEW|ADVANCE|SUMMARY|UPDATE \d{1,2}|NEUFASSUNG|ZUSAMMENFASSUNG|"
    r"FLASH|BREAKING|KILL|DRINGEND)[:.]?"
)
"""A line above a headline that is no part of it, in capitals."""
SENTENCE = re.compile(r"(.{20,200}?[.!?])(?:\s|\Z)")
OPENING = re.compile(r"[A-Z][\w .,'/-]{1,60}\([A-Za-z/-]{2,12}\)\s*(?:[-–—_]+|—)\s*")
MAX_HEADLINE_CHARS = 200


class Turn(msgspec.Struct, frozen=True):
    """Which version of a story a text is."""

    keywords: str
    """The keywords that all versions share."""
    number: int = 0
    """1 for a first lead; 0 if it has no number."""
    follows: bool = False
    """True if it takes the place of an earlier version."""


def turn_of(keywords: str) -> Turn:
    """Return the version that keywords such as `BC-BKN--Heat-Hawks, 1st Ld-Writethru` name."""
    shared, comma, rest = keywords.partition(",")
    if not comma and (found := AT_END.search(keywords)):
        shared, rest = keywords[: found.start()], found[0]
    number = LEAD.search(rest)
    counted = next((int(one) for one in (number.groups() if number else ()) if one), 0)
    follows = any(FOLLOWING.match(part.strip()) for part in rest.split(","))
    return Turn(" ".join(shared.split()).strip(" -"), counted, follows)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text without its dateline, as a headline for news that came without one."""
    opening = OPENING.sub("", text.lstrip()[: MAX_HEADLINE_CHARS * 3], count=1)
    paragraph = opening.partition("\n\n")[0].strip()
    found = SENTENCE.match(paragraph)
    words = found[1] if found else paragraph
    return " ".join(words.split()).removesuffix(".") if len(words) <= MAX_HEADLINE_CHARS else ""
