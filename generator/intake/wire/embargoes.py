"""Hold a story back if a line of its file, or a value of its header, asks for it in a form that sets no time.

What `head.py` and the header understand becomes a field. Everything else that may be a restraint, anywhere in the
file, is found here: such a story is held, never published early.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import msgspec

from generator.intake.header.keys import RESTRAINING_KEYS, fold_key, may_restrain_as_key, read_field
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.lines import NO_LINE, CopyLine, ends_sentence, fold_blanks
from generator.intake.wire.markup import line_without_markup, may_hold_markup, without_markup
from generator.intake.wire.private_contacts import find_private_contacts
from generator.intake.wire.requests_to_wait import LABELLED, speaks_to_desk
from generator.intake.wire.restrained_names import read_restrained_name
from generator.intake.wire.restraining_keys import (
    AWAITED,
    CHECK_KEYS,
    CLEARED,
    NOTE_KEYS,
    STATE_KEYS,
    SUSPECT_KEY,
    UNFINISHED,
    WITHHELD,
    YES_NO,
)
from generator.intake.wire.restraint import NOTE_ENDS, is_about_road, is_no_embargo, may_restrain, read_restraint
from generator.intake.wire.restraint_problems import HINT, problem_of, refused_by_key
from generator.intake.wire.restraint_times import MAX_CHARS
from generator.intake.wire.restraint_words import Place, has_word_of_restraint, may_have_one_of, words_of_restraint
from generator.intake.wire.sentences import behind_sentence, opens_with_quotation, sentences_before_quotation
from generator.model import Problem

HEAD_LINES, MAX_LAST_LINES = 12, 3
"""The lines with words at the top of a file that may belong to its head."""
PARAGRAPH_CHARS = 160
"""A line of this length opens the story, and the head is over."""
SHORT_CHARS = 50
"""A longer line may continue in the next one."""
KEY_CHARS = 40
"""A key of a header ends within this many characters."""
MAX_LINE_CHARS = 400
"""A line longer than this is only looked at for an opening in capitals."""
SURE = {"embargo", "forbidden", "killed"}
"""Kinds that count even in the middle of a block of lines."""
PRINTED = ("headline", "deck", "kicker", "summary", "section", "source")
"""Fields with one value that are searched for a restraint."""
CLOSING_SIGNS = frozenset("])}/*-")
WRAPPED_ENDS = CLOSING_SIGNS | NOTE_ENDS
LAST_BRACKET = re.compile(r"[\[({/]{1,2}\s*([A-Z]{4,}[^\[\](){}/]{0,80})[\])}/]{1,2}$")
"""What stands in brackets or between slashes at the end of a line, and opens in capitals."""
OPENING_MARKS = frozenset("[({*_")
LETTER_CASES = bytes(ord("a" if chr(code).islower() else "A") for code in range(128)) + b"A" * 128
LOUD = b"A" * 12
"""What a part in capitals can't be without: signs, none of which is a small letter of plain ones."""
FULL_STOPS = re.compile(r"\s(?<=[a-z][.!]\s)\s*")
"""What ends a sentence. The blank comes first, so that `re` looks back only there and not at each letter."""


class Answers(msgspec.Struct, frozen=True):
    """What the story's fields say about its publication, so that the copy needn't be searched for it."""

    embargo: bool = False
    """True if there is an embargo, or the word that there is none."""
    none: bool = False
    """True if the editor says that there is none: then no line of the copy is one."""
    final: bool = False
    """True if the editor says that the story is no draft."""


UNANSWERED = Answers()


def find_possible_embargoes(
    lines: Sequence[CopyLine], headline: str, read: Collection[int], file: str, answers: Answers = UNANSWERED
) -> Iterator[Problem]:
    """Yield a problem for each line that may be an embargo, but not for the lines `read`, which became fields.

    `lines` are all lines of the file.
    """
    if answers.none:
        return
    doubtful = _without_markup(_find_doubtful(lines, headline))
    texts = [line.words for line, _, _ in doubtful]
    found = words_of_restraint("\n".join([words for words in texts if len(words) <= MAX_CHARS]))
    found_in_long = words_of_restraint("\n".join([words for words in texts if len(words) > MAX_CHARS]))
    if found is not None and not found:
        doubtful = [one for one in doubtful if len(one[0].words) > MAX_CHARS or ":" in one[0].words[:KEY_CHARS]]
    for line, uncut, place in doubtful:
        if line.number in read or _is_harmless(line.words, found):
            continue
        if _is_harmless_paragraph(line.words, found_in_long) and line.words.lstrip("# ") != headline:
            continue
        is_headline = _is_headline(line, uncut, headline, lines)
        if _is_free(line.words, place, found, is_headline=is_headline):
            continue
        above = _cut(uncut)
        whole = not is_headline and _restrains(line, above, place, answers)
        words = behind_sentence(line.words) if _goes_on(line, above) else line.words
        restrains = whole or _restrains_within(words, place, answers, is_headline=is_headline)
        if restrains and line.number not in find_private_contacts(lines):
            yield problem_of(line.words, line.number, file)


def find_in_values(
    values: Mapping[str, tuple[object, int]], extra: Mapping[str, object], file: str, answers: Answers = UNANSWERED
) -> Iterator[Problem]:
    """Yield a problem for each value of the header, or headline of the copy, that may be an embargo."""
    if answers.none:
        return
    yield from _find_in_name(file, answers)
    for key, (value, line) in values.items():
        for text in _texts(value):
            if _is_restraint(text, Place.HEADLINE, answers, is_list=key not in PRINTED):
                yield problem_of(text, line, file)
    for key, value in extra.items():
        yield from _find_in_extra(key, value, file, answers)


def _find_in_extra(key: str, value: object, file: str, answers: Answers) -> Iterator[Problem]:
    """Yield a problem for an unknown key whose value may be an embargo."""
    if _refuses(fold_key(key), value):
        yield refused_by_key(f"{key}: {value}", file)
        return
    place = Place.HEAD if fold_key(key) in NOTE_KEYS else Place.HEADLINE
    for text in _texts(value):
        if _is_restraint(text, place, answers, is_list=not isinstance(value, str)):
            yield problem_of(f"{key}: {text}", 0, file, asked=text)


def _find_in_name(file: str, answers: Answers) -> Iterator[Problem]:
    """Yield a problem if the name of the file or of its folder asks to wait, and the story doesn't say for how long."""
    if answers.embargo or answers.final:
        return
    name = read_restrained_name(file)
    if name:
        message = f"The name “{name}” says that the story must wait, so it isn't published."
        hint = "Write it in the header, “Embargo: 2026-11-30 06:00” or “Draft: yes”, or give the file another name."
        yield Problem(file, 0, message, hint, code="embargo-unclear")


def is_suspect_key(key: str, value: object) -> bool:
    """Tell whether an unknown key with this value may be meant to set the time of publication."""
    dated = isinstance(value, str) and looks_like_moment(value)
    return dated and SUSPECT_KEY.fullmatch(fold_key(key)) is not None


def _refuses(key: str, value: object) -> bool:
    """Tell whether an unknown key says that the story isn't for everybody: `approved: no`, `visibility: private`."""
    if not isinstance(value, str):
        return False
    if key == "visibility":
        return value.strip().casefold() != "public"
    if fold_key(value) in (UNFINISHED if key in STATE_KEYS else AWAITED if key in CHECK_KEYS else ()):
        return True
    answer = YES_NO.get(value.strip().casefold())
    return (answer is False and key in CLEARED) or (answer is True and key in WITHHELD)


def _is_headline(line: CopyLine, above: CopyLine, headline: str, lines: Sequence[CopyLine]) -> bool:
    """Tell whether the line is the headline, and no word to the desk above it."""
    return line.words.lstrip("# ") == headline and not (not above.words and _has_second_headline(lines))


def _has_second_headline(lines: Sequence[CopyLine]) -> bool:
    """Tell whether the line under the first may be the headline, and the first one a word to the desk."""
    opening = [line.words for line in map(_cut, lines[:HEAD_LINES]) if line.words][:3]
    if len(opening) < 3 or len(opening[0]) > SHORT_CHARS or len(opening[1]) > PARAGRAPH_CHARS:
        return False
    return not opening[1].endswith((".", "。", "?", "!", ":", "．"))


def _texts(value: object) -> Sequence[str]:
    if isinstance(value, str):
        return (value,) if len(value) <= MAX_LINE_CHARS else ()
    if isinstance(value, tuple | list):
        return [item for item in value if isinstance(item, str)]
    return ()


def _is_restraint(text: str, place: Place, answers: Answers, *, is_list: bool) -> bool:
    """Tell whether a value is a restraint. One word of a list, such as the topic “draft”, must be in capitals."""
    words = without_markup(fold_blanks(text))
    found = read_restraint(words, place)
    if found is None or not _is_unanswered(found.kind, answers):
        return False
    return not is_list or (found.kind in {*SURE, "hold"} and (words.isupper() or bool(found.moment)))


def _is_unanswered(kind: str, answers: Answers) -> bool:
    if kind in {"draft", "uncleared"}:
        return not answers.final
    return not answers.embargo


def _cut(line: CopyLine) -> CopyLine:
    """Return the line with no more words than are looked at."""
    if len(line.text) <= MAX_LINE_CHARS:
        return line
    return CopyLine(line.number, line.text, fold_blanks(line.text[:MAX_LINE_CHARS]))


def _find_doubtful(lines: Sequence[CopyLine], headline: str) -> list[tuple[CopyLine, CopyLine, Place]]:
    """Return each line that may be a restraint or hold one, the one above it, and where it stands.

    Most lines of wrapped copy can't: they continue a long line under the head, and are plain.
    """
    doubtful: list[tuple[CopyLine, CopyLine, Place]] = []
    names_embargo: bool | None = None
    has_short_headline = len(headline) <= MAX_CHARS
    above = NO_LINE
    seen = 0
    in_head = True
    for written in lines:
        is_cut = len(written.text) > MAX_LINE_CHARS and written.words != written.text
        line = _cut(written) if is_cut else written
        words = line.words
        if words:
            seen += 1
            in_head = in_head and seen <= HEAD_LINES and len(above.words) < PARAGRAPH_CHARS
            is_long = len(words) > MAX_CHARS
            if in_head or not (is_long and has_short_headline and is_free_paragraph(line)):
                cut = _cut(line) if is_long else line
                is_plain = not in_head and len(above.words) > SHORT_CHARS and _is_plain(cut.words)
                is_plain = is_plain and not cut.words.endswith(headline)
                if is_plain and names_embargo is None:
                    names_embargo = "embargo" in "\n".join([line.words for line in lines]).casefold()
                if (not is_plain or names_embargo) and not (is_long and _is_quoting(cut.words, headline)):
                    doubtful.append((cut, above, Place.HEAD if in_head else Place.BODY))
        above = line
    return doubtful


def _without_markup(doubtful: list[tuple[CopyLine, CopyLine, Place]]) -> list[tuple[CopyLine, CopyLine, Place]]:
    edges = [*doubtful[:HEAD_LINES], *doubtful[HEAD_LINES:][-MAX_LAST_LINES:]]
    if may_hold_markup([line.words for line, _, _ in edges]):
        return [(line_without_markup(line), above, place) for line, above, place in doubtful]
    return doubtful  # most texts


def is_free_paragraph(line: CopyLine) -> bool:
    """Tell quickly whether a line under the head is so long and so plain that it can't restrain."""
    words = line.words
    if len(words) <= MAX_CHARS or words != line.text or ":" in words[:KEY_CHARS]:
        return False
    last = words[-1] if len(words) <= MAX_LINE_CHARS else words[:MAX_LINE_CHARS].rstrip()[-1]
    return words[0] not in OPENING_MARKS and not words[:12].isupper() and last not in CLOSING_SIGNS


def _is_quoting(words: str, headline: str) -> bool:
    """Tell quickly whether a long line quotes somebody in its first sentence, so that neither it nor a part restrains.

    A line that goes on from the one above doesn't count: its first sentence is passed over, and the quotation with it.
    """
    if len(words) <= MAX_CHARS or ":" in words[:KEY_CHARS] or words[0].islower() or words[:12].isupper():
        return False
    if words[-1] in WRAPPED_ENDS or words.lstrip("# ") == headline:
        return False
    return opens_with_quotation(words)


def _is_harmless(words: str, found: frozenset[str] | None) -> bool:
    """Tell quickly whether a line, even a headline, has neither a word of restraints nor a key: most lines."""
    if found is None or len(words) > MAX_CHARS or ":" in words[:KEY_CHARS]:
        return False
    return not found or not _may_have_word(words, found)


def _is_harmless_paragraph(words: str, found: frozenset[str] | None) -> bool:
    """Tell quickly whether a long line that isn't the headline has no word of restraints, no key and no capitals.

    `found` are the words of restraints in all long lines, or None if they must be looked for in each.
    """
    if found is None or len(words) <= MAX_CHARS or ":" in words[:KEY_CHARS] or words[-1] in CLOSING_SIGNS:
        return False
    return not (found and _may_have_word(words, found)) and not _is_partly_loud(words) and not LABELLED.match(words)


def _is_free(words: str, place: Place, found: frozenset[str] | None, *, is_headline: bool) -> bool:
    """Tell quickly whether a line can't restrain: a short one has no word of restraints, and no key of them either.

    `found` are the words of restraints in all short lines, or None if they must be looked for in each.
    """
    if len(words) > MAX_CHARS or _may_have_word(words, found):
        return not is_headline and is_surely_free(words, place)
    return is_headline or not _has_restraining_key(words)


def _may_have_word(words: str, found: frozenset[str] | None) -> bool:
    return has_word_of_restraint(words, Place.HEAD) if found is None else may_have_one_of(words, found)


def _has_restraining_key(words: str) -> bool:
    key, colon, _ = words[:KEY_CHARS].partition(":")
    field = read_field(words) if colon and may_restrain_as_key(key) else None
    return field is not None and field[0] in RESTRAINING_KEYS


def _is_plain(words: str) -> bool:
    """Tell quickly whether a line under a long one can't restrain: it has no key, no capitals and no bracket."""
    return _opens_small(words) and ":" not in words[:KEY_CHARS] and words[-1] not in CLOSING_SIGNS


def is_surely_free(words: str, place: Place) -> bool:
    """Tell quickly whether a line that isn't the headline can't restrain: it has no key and no word of restraints.

    Of a long line only an opening in capitals counts and, under the head, brackets at its end. Of a long part in
    capitals only the opening is read, and that may end within a word.
    """
    is_long = len(words) > MAX_CHARS
    if ":" in words[:KEY_CHARS]:
        return False
    if is_long and place is Place.BODY:
        return not (words[:12].isupper() or words[-1] in CLOSING_SIGNS or LABELLED.match(words))
    if has_word_of_restraint(words, Place.BODY if is_long else place):
        return False
    return not is_long or not _is_partly_loud(words)


def _is_partly_loud(words: str) -> bool:
    """Tell whether the line may have a part in capitals."""
    return LOUD in words.encode("ascii", "replace").translate(LETTER_CASES)


def _restrains(line: CopyLine, above: CopyLine, place: Place, answers: Answers) -> bool:
    """Tell whether the line is a restraint: it opens a paragraph, stands in the head, or is unmistakable."""
    words = line.words
    field = read_field(words) if ":" in words[:KEY_CHARS] else None
    if field and field[0] in RESTRAINING_KEYS:
        return _is_restraining_field(*field, answers)
    if len(above.words) > SHORT_CHARS and not _is_loud(words):
        return False  # most lines of wrapped copy
    if words.startswith("#") and place is Place.BODY:
        place = Place.HEADLINE
    found = read_restraint(words, place)
    if found is None or not _is_unanswered(found.kind, answers):
        return False
    if words.startswith("##") and found.kind not in SURE:
        return False
    opens = not above.words or (place is Place.HEAD and len(above.words) <= SHORT_CHARS)
    return opens or (found.kind in SURE and (_is_loud(words) or len(above.words) <= SHORT_CHARS))


def find_aside(texts: Sequence[str], file: str, answers: Answers) -> Iterator[Problem]:
    """Yield a problem for each text beside that of a document, such as a comment, that may be an embargo."""
    for text in () if answers.none else texts:
        words = fold_blanks(text[:MAX_LINE_CHARS])
        found = read_restraint(words, Place.HEAD)
        whole = found is not None and _is_unanswered(found.kind, answers)
        if whole or _restrains_within(words, Place.HEAD, answers, is_headline=False):
            message = f"“{words[:MAX_CHARS]}”, which stands beside the text, may be an embargo, so it isn't published."
            yield Problem(file, 0, message, HINT, code="embargo-unclear")


def _restrains_within(words: str, place: Place, answers: Answers, *, is_headline: bool) -> bool:
    """Tell whether a later sentence of a note at the top, or capitals in brackets at the end of a line, restrain."""
    if place is Place.HEAD and not is_headline and speaks_to_desk(words) and not answers.embargo:
        return True
    bracket = LAST_BRACKET.search(words) if words[-1:] in CLOSING_SIGNS else None
    pieces = [bracket[1]] if bracket else []
    if is_headline:
        pieces += FULL_STOPS.split(words)[1:]
    elif (place is Place.HEAD and not words.startswith("##")) or LABELLED.match(words):
        pieces += sentences_before_quotation(words)
    for piece in pieces if not is_about_road(words) else ():
        found = read_restraint(piece, Place.HEAD) if may_restrain(piece) else None
        if found and found.kind in {*SURE, "hold"} and _is_unanswered(found.kind, answers):
            return True
    return False


def _goes_on(line: CopyLine, above: CopyLine) -> bool:
    """Tell whether the line continues a sentence that was wrapped: `the council will` / `hold a hearing on May 3`."""
    return line.words[0].islower() and len(above.words) > SHORT_CHARS and not ends_sentence(above.words)


def _is_loud(words: str) -> bool:
    """Tell whether the line opens with a word in capitals, or names the embargo itself."""
    first = words.strip("*_[(# ").split(" ", 1)[0].strip(":：.,-–—*_])")
    return (len(first) > 2 and first.isupper()) or "embargo" in words.casefold()


def _opens_small(words: str) -> bool:
    """Tell quickly whether the first word surely isn't in capitals: the second character, a letter of it, is small."""
    return words[1:2].islower()


def _is_restraining_field(key: str, value: str, answers: Answers) -> bool:
    if key == "embargo":
        return not answers.embargo and not is_no_embargo(value)
    said = looks_like_moment(value) or value.casefold() in {"yes", "true", ""}
    if key != "draft":
        return said
    told = read_restraint(value, Place.HEAD)  # `Status: on hold`
    return not answers.final and (said or (told is not None and _is_unanswered(told.kind, answers)))
