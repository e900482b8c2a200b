"""Find the sections that stand under the last paragraph of a press release."""

import re
from collections.abc import Sequence

import msgspec

from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.mail.closing import has_contact, has_number
from generator.intake.mail.heads import ADDRESS
from generator.intake.wire.lines import CopyLine, cut_blocks, ends_sentence

MIN_BODY_CHARS = 60
MAX_HEADING_CHARS = 60
MAX_HEADING_WORDS, MAX_CONTACT_LINES = 6, 4
"""So many words has a heading without a colon, and an address or a number stands so few lines under it."""
MARKS = " \t\\*_#[]()<>|•–—-=~:：【】「」『』《》■◆●▼★※◎○"
END_SIGNS = frozenset("#-–—~*")
"""What END_SIGN begins with."""
END_SIGN = re.compile(r"#{2,5}|#(?: #){1,5}|[-–—~*] ?30 ?[-–—~*]|\*(?: ?\*){2,5}|-{1,3}[A-Z]{2,6}-{1,3}")


class Section(msgspec.Struct, frozen=True):
    """A section that isn't printed."""

    kind: str
    """`contact`, `about`, `notes` or `end`."""
    lines: tuple[CopyLine, ...]


def is_body(words: str) -> bool:
    """Tell whether a line is surely text of the story: it is long, or it is a sentence."""
    return len(words) >= MIN_BODY_CHARS * 2 or (ends_sentence(words) and len(words) >= MIN_BODY_CHARS // 2)


def find_sections(lines: Sequence[CopyLine], *, is_release: bool = False) -> list[Section]:
    """Return the sections under the text, each from its heading to the next one.

    In what is surely a press release, a heading over an address and a number opens a section whatever its words.
    """
    blocks = cut_blocks(lines)
    first = next((at for at, block in enumerate(blocks) if any(is_body(line.words) for line in block)), len(blocks))
    found: list[tuple[str, list[CopyLine]]] = []
    for at, block in enumerate(blocks[first:], first):
        cut = _cut_block(block, blocks[at + 1 : at + 2], is_first=at == first, is_release=is_release)
        start, kind = cut or (len(block), "")
        if found and found[-1][0] != "sentence":
            found[-1][1].extend(block[:start])
        if kind:
            found.append((kind, list(block[start:])))
    sections = [Section(kind, tuple(section)) for kind, section in found]
    return _with_text(_above_text(sections, [line for block in blocks for line in block]))


def _above_text(sections: Sequence[Section], lines: Sequence[CopyLine]) -> list[Section]:
    """Return the sections, and of contacts over most of the text only the lines that say whom to ask."""
    if not sections or sections[0].kind != "contact":
        return list(sections)
    contacts = sections[0].lines
    above = sum(_is_text(line.words) for line in lines if line.number < contacts[0].number)
    below = [at for at, line in enumerate(contacts) if _is_text(line.words)]
    if len(below) <= above:
        return list(sections)
    reached = [at for at, line in enumerate(contacts[: below[0]]) if has_contact(line.words)]
    return [Section("contact", contacts[: (reached[-1] if reached else 0) + 1]), *sections[1:]]


def _is_text(words: str) -> bool:
    return is_body(words) and not has_contact(words)


def _with_text(sections: Sequence[Section]) -> list[Section]:
    """Return the sections without a sign of the end that nothing follows: it is furniture of any copy."""
    return [section for section in sections if section.kind != "end" or len(section.lines) > 1 or len(sections) > 1]


def _cut_block(
    block: Sequence[CopyLine], below: Sequence[Sequence[CopyLine]], *, is_first: bool, is_release: bool
) -> tuple[int, str] | None:
    """Return the index of the line in `block` that opens a section, and the section's kind; None without one."""
    for at, line in enumerate(block):
        if is_first and not at:
            continue
        if is_release and _heads_contact(line.words, block[at + 1 :]):
            return at, "contact"
        if not _may_open(line.words):
            continue
        kind = _kind_of(line.words, [*block[at + 1 :], *(below[0] if below else ())])
        if kind and (at == 0 or kind != "about"):
            return at, kind
    return None


def _heads_contact(words: str, below: Sequence[CopyLine]) -> bool:
    """Tell whether a line of a release is a heading over somebody's address and number, or names whom to ask."""
    if len(words) > MAX_HEADING_CHARS or not below or ends_sentence(words):
        return False
    near = [line.words for line in below[:MAX_CONTACT_LINES]]
    if words[-1] in ":：" and any(map(ADDRESS.search, near)) and any(map(has_number, near)):
        return True
    named = phrases("contact").opening(fold(words.strip(MARKS))) > 0
    return named and len(words.split()) <= MAX_HEADING_WORDS and any(map(has_contact, near))


def _may_open(words: str) -> bool:
    """Tell quickly whether a line may open a section: it is a sign of the end, or a known phrase opens it."""
    return words[:1] in END_SIGNS or phrases("ends", "notes", "contact", "about").opens(words.strip(MARKS))


def _kind_of(words: str, below: Sequence[CopyLine]) -> str:
    """Return the kind of the section that the line opens, or an empty text."""
    bare = words.strip(MARKS)
    folded = fold(bare)
    if END_SIGN.fullmatch(words) or (folded in phrases("ends") and (bare.isupper() or bare != words.strip(" :"))):
        return "end"
    length = phrases("notes").opening(folded)
    if length and _closes(folded[length:]):
        return "notes"
    length = phrases("contact").opening(folded)
    if length and len(words) <= MAX_HEADING_CHARS * 3:
        heading = not folded[length:].strip(MARKS) or is_label(words, folded[length:])
        heading = heading or (words[-1] in ":：" and len(words) <= MAX_HEADING_CHARS)
        if heading and (has_contact(words) or any(has_contact(line.words) for line in below[:8])):
            return "contact"
        if has_contact(words):
            return "sentence"
    length = phrases("about").opening(folded)
    if length and len(bare) <= MAX_HEADING_CHARS and below and _is_heading(bare, length, below[0].words):
        return "about"
    return ""


def is_label(words: str, rest: str) -> bool:
    """Tell whether a colon follows a label, and no sentence of the story: `Contact: the word of the year, she said.`"""
    spoken = ends_sentence(words) and len(rest.split()) > MAX_HEADING_WORDS and not has_contact(words)
    return rest.lstrip()[:1] in {":", "："} and not spoken


def _closes(rest: str) -> bool:
    return not rest.strip(MARKS) or rest.lstrip()[:1] in ":："


def _is_heading(bare: str, length: int, below: str) -> bool:
    """Tell whether `About Acme` is a heading: a name follows, and no sentence."""
    name = bare[length:].strip()
    goes_on = below[:1].islower() or name[:1].isdigit() or name.endswith(",")
    return bool(name) and not goes_on and not ends_sentence(bare)
