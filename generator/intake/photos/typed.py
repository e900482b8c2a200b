"""Find the line about the photo that reporters type into their copy: `Photo: A truck waits. (Ann Lee/Courier)`."""

import re

from generator.intake.languages.phrases import fold
from generator.intake.wire.lines import ends_sentence
from generator.intake.wire.word_sets import words_in
from generator.photo_records import PhotoWords

MAX_CHARS = 1_000
CAPTION = re.compile(
    r"(?:(?:lead )?(?:photo|photograph|picture|pic|image)(?: caption| cutline)?|(?:photo )?(?:caption|cutline)"
    r"|foto|bildunterschrift|bildtext|bildunterzeile|pie de foto|légende|didascalia|legenda|bijschrift|billedtekst"
    r"|bildetekst|kuvateksti|podpis|подпись|キャプション|图片说明|圖片說明|사진설명)(?: #?\d{1,2})? ?[:：] *(\S.*)",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"(?:(?:lead )?(?:photo|photograph|picture)s? (?:by|credit ?:?|courtesy(?: of)?)|fot\.|zdj\.|crédit photo ?:"
    r"|crédito(?: da foto)? ?:|foto por ?:?) +(\S.{1,150})",
    re.IGNORECASE,
)
OPENING_CHARS = 3
OPENINGS = words_in("lea pho pic ima cap cut fot bil pie leg did bij kuv pod под キャプ 图片说 圖片說 사진설 zdj cre")
"""The first letters of such lines, as `fold` writes them."""
ENDING = re.compile(r"(.*?)[ \t]*[(\[]([^()\[\]]{2,150})[)\]]\.?")
"""A caption and, in brackets at its end, who made the photo."""
MAKER = re.compile(r"(?:photo(?:graph)?s?|picture|image)(?: ?:| by| courtesy of)? +", re.IGNORECASE)
SIGN = re.compile(r"(?:©|\(c\)) *", re.IGNORECASE)
SIGNED = re.compile(
    r"(?:(?:(?i:copyright) ?:? ?)?(?:©|\([Cc]\)) ?|(?i:copyright) ?: ?|(?i:copyright) (?=[\dA-Z]))"
    r"(?:\d{4},? ?)?([^\W\d_].{1,148})"
)
"""A line that holds a copyright and nothing else."""
LOOKS_LIKE_NAME = re.compile(r"[^\W\d_]")
MOST_WORDS_OF_MAKER = 6
"""Who made a photo is said in so few words, or without a full stop: `Photo by Ann Lee fell off the wall on Monday.`"""
PARTICLES = words_in(
    "af al and bin courtesy da das de del den der di dos du e el et for la le of the und van via von y"
)


def is_photo_line(text: str) -> bool:
    """Tell whether a paragraph is about the photo rather than a part of the story."""
    if fold(text[:OPENING_CHARS]) not in OPENINGS:
        return False  # most paragraphs
    return len(text) <= MAX_CHARS and (CAPTION.fullmatch(text) or CREDIT.fullmatch(text)) is not None


def read_photo_line(text: str) -> PhotoWords:
    """Return caption and credit in a line that `is_photo_line`, or in what stands after `Photo:`."""
    if credit := CREDIT.fullmatch(text):
        return PhotoWords(credit=credit[1].strip(" .()"))
    labelled = CAPTION.fullmatch(text)
    return split_credit(labelled[1] if labelled else text)


def read_maker_line(text: str) -> PhotoWords:
    """Return what a line says that names the maker alone, without a key: `Photo by Ann Lee`, `© 2026 Ann Lee`."""
    line = " ".join(text[: MAX_CHARS + 1].split())
    if ends_sentence(line) and line.count(" ") > MOST_WORDS_OF_MAKER:
        return PhotoWords()
    if credit := CREDIT.fullmatch(line):
        return PhotoWords(credit=credit[1].strip(" .()"))
    if signed := SIGNED.fullmatch(line):
        return PhotoWords(credit=signed[1], copyright=line)
    return PhotoWords()


def names_maker(text: str) -> bool:
    """Tell whether what stands behind `Photo:` is rather who made the photo than what it shows: `Ann Lee/Courier`."""
    words = text.split()
    if ends_sentence(text) or len(words) > MOST_WORDS_OF_MAKER or "(" in text:
        return False
    return len(words) == 1 or all(word[0].isupper() or word in PARTICLES for word in words)


def split_credit(caption: str, *, is_labelled: bool = True) -> PhotoWords:
    """Return a caption apart from the credit in brackets at its end, if what they hold looks like a name.

    Unless the line `is_labelled` as one about a photo, they must hold more than a name: `(Ann Lee/Courier)`. What is
    written in small letters, `(left/right)`, is none.
    """
    found = ENDING.fullmatch(caption.strip()) if caption.rstrip(". ").endswith((")", "]")) else None
    if found is None:
        return PhotoWords(caption=caption.strip())
    maker = SIGN.sub("", MAKER.sub("", found[2], count=1)).strip()
    is_written_out = "/" in maker and (is_labelled or not maker.islower())
    named = (is_labelled and maker[:1].isupper()) or is_written_out or maker != found[2].strip()
    if not (named and LOOKS_LIKE_NAME.match(maker)):
        return PhotoWords(caption=caption.strip())
    return PhotoWords(caption=found[1].strip(), credit=maker)
