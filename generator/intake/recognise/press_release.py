"""Recognise a press release: its first line, its contacts, what stands under its last paragraph."""

import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from generator.intake.header.fields import Field
from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.mail.closing import find_card, has_contact, is_contact_line
from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.recognise.left_out import left_out
from generator.intake.recognise.sections import Section, find_sections, is_body, is_label
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.boilerplate import BoilerplateMark, mark_line
from generator.intake.wire.datelines import read_dateline
from generator.intake.wire.head_dates import names_event
from generator.intake.wire.head_lines import read_head_line
from generator.intake.wire.lines import CopyLine, ends_sentence
from generator.intake.wire.people import is_company, is_organisation
from generator.intake.wire.restraint import read_restraint
from generator.intake.wire.restraint_words import Place
from generator.intake.wire.slug_lines import agency_alone

HEAD_LINES = 10
"""The lines with words at the top in which the name of a press release is looked for."""
MAX_NAME_CHARS = 90
MAX_TITLE_CHARS = 200
MAX_DECK_CHARS = 250
MARKS = " \t\\*_#[]()<>|•–—-=~:：【】「」『』《》■◆●▼★※◎○"
NAMED = re.compile(r"\s*[:：|,–—-]\s*|\s+(?=(?:no|nr|n|n°|№|#)?\.?\s*\d)|\s*$|\s+(?=[(（])", re.IGNORECASE)
SENDER_SIGNS = (" |", " –", " —", " -", " /", "|")
SENDER_ENDS = re.compile(r"\s*\|\s*|\s+[-–—/]+\s+")
"""What stands between a sender and the name of a press release."""
SENT_LINES = 3
"""The lines at the top that may name the sender before the press release."""
MIN_SENDER_LINES = 3
REFERENCE = re.compile(
    r"(?:(?:our |your |release |press |case |incident |file |docket |complaint )?"
    r"(?:ref(?:erence)?|release|nomor|nummer|number|num[eé]ro|número|no|nr|n|nº|id|"
    r"aktenzeichen|az|expediente|exp|folio|protocollo|prot|номер|исх|sygn|č)\b\.?(?: (?:no|nr|n|id)\b\.?)?|"
    r"[#№]|n°|编号|編號|番号|文号|문서번호)\s?[:：.]?\s?(?=[\w./_-]{0,30}\d)[\w./_-]{1,30}",
    re.IGNORECASE,
)
"""The number of a press release behind what says so: `Ref: PR/26/114`, `No. 45/2026`."""
RELEASED_BY = re.compile(
    r"(?:(?:released|issued|prepared|submitted|authorized|authorised|approved|reported|written) by|"
    r"(?:investigating |reporting )?officer|agency|department|division|precinct|district|prepared for) ?: .{2,80}",
    re.IGNORECASE,
)
"""Who made a release, or for whom: `Released by: Sgt. Tom Ash`."""
BARE_NUMBER = re.compile(r"\d{1,6}(?:[./-]\d{1,6}){0,2}")
PLACE_AND_DAY = re.compile(r"([^\W\d_][\w.'’ -]{1,40}), (?:den |le |el |em |il |the )?(.{6,40})")
PLACE = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,3}")
YEAR_AND_DAY = re.compile(r"\d{1,2}\S{0,3} (?:de )?[^\W\d_]{3,12}\.? (?:de )?(?:19|20)\d\d\.?")
PROVIDED_BY = re.compile(r"news provided by:?|provided by:?", re.IGNORECASE)
PROVIDED = "provided by"
"""What no line that PROVIDED_BY matches is without, casefolded."""
PHRASES = frozenset({"press", "notes", "contact", "about"})
"""Kinds of phrases of which one opens a line of each press release."""
MEDIA_LINK = re.compile(
    r"(?:logo|photos?|pictures?|images?|video|infographic|multimedia)(?: \d{1,2})? ?[-–:] ?https?://\S{3,300}",
    re.IGNORECASE,
)
"""`Logo - https://…`, between the paragraphs of a release."""
SUBJECTS = {"incident", "nature of incident", "type of incident", "re"}
LABEL = re.compile(r"([^\W\d_][\w/ ]{1,23}): ?(\S.{1,150})")
MIN_LABELS = 3
SOURCE_LINE = re.compile(r"source:? [A-Z].{1,80}", re.IGNORECASE)
LEGAL_FORMS = frozenset(
    {"ag", "kg", "eg", "e.v", "ev", "ltd", "inc", "corp", "oyj", "oy", "bv", "b.v", "nv", "n.v", "s.l"}
)
"""The last words of the names of associations and companies, casefolded."""
MAX_HEAD_LINES = 40
"""The lines at the top of a press release that may say whom to ask."""
MAX_PROVIDED = 3
MAX_LETTERHEAD = 5
MAX_CONTACT_LINES = 10
"""Where nothing else says that the copy is a press release, the contacts that end it have at most as many lines."""


def recognise_press_release(copy: CopyText) -> Recognition | None:
    """Return the text of a press release without its wrapping; None for any other text."""
    lines = [line for line in copy.lines if line.words]
    if PHRASES.isdisjoint(copy.openings) and PROVIDED not in copy.folded and not any(map(_is_sent, lines[:SENT_LINES])):
        return None
    name = _find_name(lines[:HEAD_LINES])
    provided = next((at for at, line in enumerate(lines[:HEAD_LINES]) if PROVIDED_BY.fullmatch(line.words)), -1)
    sections = find_sections(copy.lines, is_release=name is not None or provided >= 0)
    is_headed = name is not None or provided >= 0 or _has_contact_above(lines)
    if not is_headed and not _is_release(sections):
        return None
    numbers: set[int] = set()
    fields: dict[str, Field] = {}
    if name is not None:
        numbers |= _take_name(lines, name, fields)
    if provided >= 0:
        numbers |= _take_provider(lines, provided, fields)
    if is_headed:
        numbers |= _take_contacts(copy.lines) | _take_letterhead(lines, name)
        card, _ = find_card(copy.without(numbers))
        numbers.update(line.number for line in copy.lines[card:] if line.words)
    for section in sections:
        numbers.update(line.number for line in section.lines)
    numbers.update(line.number for line in lines if MEDIA_LINK.fullmatch(line.words))
    numbers.update(line.number for line in lines[-3:] if SOURCE_LINE.fullmatch(line.words) and line.words[:6].isupper())
    found = msgspec.structs.replace(copy, lines=copy.without(numbers))
    _take_subject(found, numbers, fields)
    _take_place(found, numbers, fields)
    _take_sender(found, numbers)
    _take_deck(found, numbers, fields)
    told = numbers - {field.line for field in fields.values()}
    found = msgspec.structs.replace(
        found,
        lines=copy.without(numbers),
        fields={**fields, **copy.fields},
        notes=_notes_of(copy.lines, told, sections),
        problems=(*copy.problems, *left_out(copy.lines, told, "it belongs to a press release", copy.file)),
    )
    return Recognition(_finding(name, provided, lines, sections), found)


def _notes_of(lines: Sequence[CopyLine], told: Collection[int], sections: Sequence[Section]) -> tuple[CopyLine, ...]:
    """Return the lines left out that are for the desk: those over the text, and the notes to editors under it."""
    text = next((line.number for line in lines if line.words and line.number not in told), 0)
    noted = {line.number for section in sections if section.kind == "notes" for line in section.lines}
    return tuple(line for line in lines if line.number in told and (line.number < text or line.number in noted))


def _finding(name: CopyLine | None, provided: int, lines: Sequence[CopyLine], sections: Sequence[Section]) -> Finding:
    if name is not None:
        return Finding("a press release", Certainty.SURE, f"it says “{name.words[:60]}”", name.number)
    if provided >= 0:
        return Finding("a press release", Certainty.SURE, "it says who provided it", lines[provided].number)
    if not _is_release(sections):
        contact = next(line for line in lines if _names_contact(line.words))
        return Finding("a press release", Certainty.LIKELY, "it says whom to ask over its text", contact.number)
    first = sections[0].lines[0]
    return Finding("a press release", Certainty.LIKELY, f"it ends with “{first.words[:60]}”", first.number)


def _has_contact_above(lines: Sequence[CopyLine]) -> bool:
    """Tell whether a line under the headline says whom to ask, over the text: `Contact: Jane Roe, 207-555-0143`.

    Beside the hour or the place of an event it is for readers.
    """
    text = next((at for at, line in enumerate(lines) if is_body(line.words) and not has_contact(line.words)), 0)
    head = lines[:text] if text <= HEAD_LINES else ()
    return any(_names_contact(line.words) for line in head[1:]) and not any(map(names_event, head))


def _names_contact(words: str) -> bool:
    """Tell whether a line names somebody to ask behind a colon, with an address or a number."""
    bare = words.strip(MARKS)
    length = phrases("contact").opening(fold(bare))
    return length > 0 and bare[length:].lstrip()[:1] in {":", "："} and has_contact(words)


def _is_release(sections: Sequence[Section]) -> bool:
    """Tell whether the sections at the end are enough to know a press release by."""
    kinds = {section.kind for section in sections}
    if "notes" in kinds or len(kinds) > 1:
        return True
    *above, last = (section.lines for section in sections) if kinds == {"contact"} else ((), ())
    one_block = not any(has_contact(line.words) for lines in above for line in lines)
    return kinds == {"contact"} and one_block and _end_copy([line for lines in (*above, last) for line in lines])


def _end_copy(contacts: Sequence[CopyLine]) -> bool:
    """Tell whether nothing but contacts is left from here to the end: no text goes on under them."""
    rest = [line for line in contacts[1:] if mark_line(line.words) is BoilerplateMark.STORY]
    return len(rest) <= MAX_CONTACT_LINES and not any(
        is_body(line.words) and not has_contact(line.words) for line in rest
    )


# --- the head -------------------------------------------------------------------------------------


def _find_name(lines: Sequence[CopyLine]) -> CopyLine | None:
    """Return the line that calls the copy a press release: `FOR IMMEDIATE RELEASE`."""
    lines = [line for line in lines if not line.words.startswith("##")]  # a sub-head
    named = next((line for line in lines if len(line.words) <= MAX_NAME_CHARS and names_release(line.words)), None)
    return named or next((line for line in lines[:SENT_LINES] if _is_sent(line)), None)


def _is_sent(line: CopyLine) -> bool:
    """Tell whether a line names the sender and calls the copy a press release: `City of Bay | Press Release No. 4`."""
    if len(line.words) > MAX_NAME_CHARS or not any(sign in line.words for sign in SENDER_SIGNS):
        return False  # most lines
    _, *parts = SENDER_ENDS.split(line.words)
    return any(phrases("press").opens(part) and _is_named_alone(part) for part in parts)


def _is_named_alone(part: str) -> bool:
    """Tell whether words are the name of a press release with nothing but a number or a day behind it."""
    rest = part[phrases("press").opening(fold(part)) :].strip(MARKS + ",")
    return not rest or looks_like_moment(rest) or any(form.fullmatch(rest) for form in (REFERENCE, BARE_NUMBER))


def names_release(words: str) -> bool:
    """Tell whether a line calls the copy a press release: `FOR IMMEDIATE RELEASE`."""
    bare = words.strip(MARKS)
    if not phrases("press").opens(bare):
        return False  # most lines
    length = phrases("press").opening(fold(bare))
    rest = bare[length:]
    if not rest.strip(MARKS):
        return True
    if read_restraint(words, Place.HEAD) is not None:
        return False
    gap = NAMED.match(rest)
    after = rest[gap.end() :].strip(MARKS) if gap else rest.strip()
    if phrases("press").opening(fold(after)) or looks_like_moment(after):
        return True
    numbered = gap is not None and any(char.isdigit() for char in after) and len(after.split()) <= 6
    return numbered or (gap is not None and (bare[:length].isupper() or len(after) <= 40) and " " in bare[:length])


def _take_name(lines: Sequence[CopyLine], name: CopyLine, fields: dict[str, Field]) -> set[int]:
    """Return the numbers of the lines with the name, and of the letterhead over it."""
    numbers = {
        line.number for line in lines[:HEAD_LINES] if len(line.words) <= MAX_NAME_CHARS and names_release(line.words)
    }
    numbers.add(name.number)
    numbers.update(line.number for line in lines[:HEAD_LINES] if _is_record(line.words))
    numbers |= _take_sender_below(lines, name)
    bare = name.words.strip(MARKS)
    after = bare[phrases("press").opening(fold(bare)) :].strip(MARKS + ",")
    if looks_like_moment(after):
        fields["published"] = Field(after, name.number)
    at = lines.index(name)
    rest = [line for line in lines[at + 1 :] if line.number not in numbers]
    headed = [line for line in rest[:6] if _may_be_headline(line.words)]
    if headed and at and all(len(line.words) <= MAX_NAME_CHARS for line in lines[:at]):
        body = next((line for line in rest if is_body(line.words)), None)
        if body is None or headed[0].number < body.number:
            numbers.update(line.number for line in lines[:at])
    return numbers


def _is_record(words: str) -> bool:
    """Tell whether a line in the head only says which release it is, or whose."""
    return REFERENCE.fullmatch(words) is not None or RELEASED_BY.fullmatch(words) is not None


def _take_sender_below(lines: Sequence[CopyLine], name: CopyLine) -> set[int]:
    """Return the number of the sender's line between the name of a press release and its day, in one block."""
    at = lines.index(name)
    block = [line for place, line in enumerate(lines[at : at + MAX_LETTERHEAD]) if line.number == name.number + place]
    if len(block) < MIN_SENDER_LINES or not looks_like_moment(block[2].words) or not _may_be_headline(block[1].words):
        return set()
    below = lines[at + len(block) : at + len(block) + 1]
    return {block[1].number} if below and _may_be_headline(below[0].words) else set()


def _may_be_headline(words: str) -> bool:
    plain = len(words) <= MAX_TITLE_CHARS and not ends_sentence(words) and len(words.split()) > 1
    plain = plain and mark_line(words) is BoilerplateMark.STORY
    return plain and not looks_like_moment(words) and not has_contact(words) and not _opens_contact(words)


def _take_provider(lines: Sequence[CopyLine], at: int, fields: dict[str, Field]) -> set[int]:
    """Return the numbers of `NEWS PROVIDED BY`, of the name under it and of the date under that."""
    numbers = {lines[at].number}
    for line in lines[at + 1 : at + 1 + MAX_PROVIDED]:
        if is_body(line.words):
            break
        numbers.add(line.number)
        if looks_like_moment(line.words):
            fields.setdefault("published", Field(line.words, line.number))
            break
    return numbers


def _take_letterhead(lines: Sequence[CopyLine], name: CopyLine | None) -> set[int]:
    """Return the numbers of the lines from the name of a press release to its sender's telephone number or address."""
    if name is None:
        return set()
    at = lines.index(name) + 1
    for end, line in enumerate(lines[at : at + MAX_LETTERHEAD], at):
        if is_body(line.words) or _opens_contact(line.words) or read_restraint(line.words, Place.HEAD):
            break
        if has_contact(line.words) and lines[end].number - name.number - (end - at) in {1, 2}:  # perhaps under a blank
            return {one.number for one in lines[at : end + 1]}
    return set()


def _take_contacts(lines: Sequence[CopyLine]) -> set[int]:
    """Return the numbers of the lines over the text that say whom to ask."""
    numbers: set[int] = set()
    above: list[CopyLine] = []
    for line in lines[:MAX_HEAD_LINES]:
        if line.words and is_body(line.words) and not has_contact(line.words):
            break
        above.append(line)
    for at, line in enumerate(above):
        if line.words and (_opens_contact(line.words) or is_contact_line(line.words)):
            numbers.update(one.number for one in _contact_block(above[at:]))
    return numbers


def _contact_block(lines: Sequence[CopyLine]) -> Iterator[CopyLine]:
    """Yield the first line, and those under it up to the last with an address or a number in its block."""
    block: list[CopyLine] = []
    for line in lines:
        if not line.words and (len(block) > 1 or (block and has_contact(block[-1].words))):
            break
        if line.words:
            block.append(line)
    last = max((at for at, line in enumerate(block) if has_contact(line.words)), default=0)
    return iter(block[: last + 1])


def _opens_contact(words: str) -> bool:
    folded = fold(words.strip(MARKS))
    length = phrases("contact").opening(folded)
    if not length:
        return False
    rest = folded[length:]
    return not rest.strip(MARKS) or is_label(words, rest) or has_contact(words)


def _take_subject(found: CopyText, numbers: set[int], fields: dict[str, Field]) -> None:
    """Take the headline of a release whose head is a list of labels: `Subject: Police seek witnesses`.

    Beside a label that names an incident, the others say where and when it was, and who tells it.
    """
    top = [line for line in found.lines if line.words][:HEAD_LINES]
    labelled = [(line, label) for line in top if (label := LABEL.fullmatch(line.words))]
    for line, label in labelled:
        folded = fold(label[1])
        if folded in phrases("subject") or (folded in SUBJECTS and len(labelled) >= MIN_LABELS):
            fields["headline"] = Field(label[2].strip(), line.number)
            numbers.add(line.number)
            if folded in SUBJECTS:
                numbers.update(one.number for one in top[: top.index(labelled[-1][0]) + 1])
            return


def _take_place(found: CopyText, numbers: set[int], fields: dict[str, Field]) -> None:
    """Take a line with the place and the day alone: `Musterstadt, 22.11.2026`."""
    for line in [line for line in found.lines if line.words][:3]:
        day, _, place = line.words.rpartition(", ")
        turned = f"{place}, {day}" if looks_like_moment(day) and PLACE.fullmatch(place) else line.words
        pair = PLACE_AND_DAY.fullmatch(turned)
        if (
            pair
            and (looks_like_moment(pair[2]) or YEAR_AND_DAY.fullmatch(pair[2]))
            and not looks_like_moment(line.words)
        ):
            fields.setdefault("dateline", Field(pair[1], line.number))
            if looks_like_moment(pair[2]):
                fields.setdefault("published", Field(pair[2], line.number))
            numbers.add(line.number)
            return


def _take_sender(found: CopyText, numbers: set[int]) -> None:
    """Leave out the name of the sender over the headline, with which the text begins again."""
    lines = [line for line in found.lines if line.words and line.number not in numbers]
    lines = [line for line in lines[:8] if not read_head_line(line) and not looks_like_moment(line.words)]
    if agency_alone(lines):
        numbers.add(lines[0].number)
        return
    body = next((line for line in lines[2:] if is_body(line.words)), None)
    if body is None or len(lines) < 3 or not _is_sender(lines[0].words, lines[1].words):
        return
    if body is lines[2] or body.words.startswith(lines[0].words):
        numbers.add(lines[0].number)


def _is_sender(words: str, headline: str) -> bool:
    """Tell whether a line over the headline is the name of a company, or of somebody with whom the headline begins."""
    legal = words.rpartition(" ")[2].strip(".").casefold() in LEGAL_FORMS
    return legal or is_company(words) or is_organisation(words) or headline.startswith(f"{words} ")


def _take_deck(found: CopyText, numbers: set[int], fields: dict[str, Field]) -> None:
    """Take the line between the headline of a press release and its text as the deck."""
    lines = [line for line in found.lines if line.words and line.number not in numbers]
    lines = [line for line in lines if not read_head_line(line)][:3]
    if len(lines) < 3 or "deck" in found.fields or "headline" in fields:
        return
    headline, deck, text = lines
    if names_event(headline) or names_event(deck):
        return
    fits = _may_be_headline(deck.words) and len(deck.words) <= MAX_DECK_CHARS and len(deck.words.split()) > 2
    if fits and _may_be_headline(headline.words) and is_body(text.words) and read_dateline(deck.words) is None:
        fields["deck"] = Field(deck.words, deck.number)
        numbers.add(deck.number)
