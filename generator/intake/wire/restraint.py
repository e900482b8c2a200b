"""Tell whether a line asks that the copy be kept back, in any language, and until when.

The words are in languages/. What follows them decides: `EMBARGO: Dec. 1` asks for it, `Embargo on beef lifted` doesn't.
A line that may be meant so and can't be read holds its story, so a doubtful line counts as one; `Embargo: none` in
the header is the editor's answer to a false alarm.
"""

from functools import lru_cache

import msgspec

from generator.intake.languages.phrases import fold, is_unspaced
from generator.intake.languages.words import closing_phrases, phrases
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.lines import ends_sentence
from generator.intake.wire.restraint_forms import (
    BEFORE_EMBARGO,
    CLOCK_NAME,
    CLOCK_WITH_POINT,
    CLOSED,
    CLOSED_ROAD,
    COPY_UNTIL,
    DAY_ALONE,
    DAY_BEFORE_RELEASE,
    DAY_OF_MONTH,
    DESK_LABEL,
    EMBARGOED_UNTIL,
    END_OF_PIECE,
    GOES_ON,
    GREETED,
    KEYED_EAST,
    KEYED_RELEASE,
    LABEL,
    LEADING_BRACKET,
    MAX_NOTE_CHARS,
    MAX_WRAPPED_CHARS,
    NAMED_FIRST,
    NOTE_PARTS,
    OUTER_MARKS,
    OWNED,
    PIECES,
    QUOTED_TITLE,
    SAYS,
    SEGMENT,
    SENTENCE_END,
    SLASHED,
    STRONG_UNTIL,
    SUBJECT,
    TIME_BEFORE,
    TIME_SIGN,
    TWO_MEDIA,
    UNCLEARED,
    VERSION,
    WRAPPED_NOTE,
)
from generator.intake.wire.restraint_judges import JUDGES, judge_forbidden, judge_hold
from generator.intake.wire.restraint_times import (
    MAX_CHARS,
    MAX_VERB_LAST_CHARS,
    drop_until,
    english,
    has_other_words,
    later_day,
    names_day,
    opens_with_time,
)
from generator.intake.wire.restraint_words import Place, has_word_of_restraint

NOTE_ENDS = frozenset("*-])}>】）")
MIN_HEADLINE_WORDS, MIN_LOUD_CHARS = 3, 4
MAX_CLOSED_CHARS = 12
MIN_FORBIDDING_CHARS = 10
"""A shorter phrase that forbids may be part of a headline: `Stars - on ice`."""
MAX_LABELS = 3
"""A restraint may stand behind `Subject: Fwd: Eds: `."""


class Restraint(msgspec.Struct, frozen=True):
    """What a line asks for."""

    kind: str
    """The kind of its phrase, a field of languages.row.Row."""
    moment: str = ""
    """The instant until which the copy must wait, if it is named in a form that can be read."""
    rest: str = ""
    """What stands behind the instant in the same line, such as the headline."""


def read_restraint(words: str, place: Place) -> Restraint | None:
    """Return what the line asks for, or None if it is no restraint."""
    if len(words) > MAX_CHARS:
        wrapped = _read_wrapped(words, place) if words[-1:] in NOTE_ENDS else None
        if wrapped is not None:
            return wrapped
        words = _opening_in_capitals(words)
    return _read(words, place) if words else None


@lru_cache(maxsize=1024)
def _read(words: str, place: Place) -> Restraint | None:
    return read_closely(words, place) if has_word_of_restraint(words, place) else None


def read_closely(words: str, place: Place) -> Restraint | None:
    """Return what `read_restraint` returns for words that aren't too long, without its short cut."""
    if QUOTED_TITLE.match(words):
        return None
    bare = words.lstrip(OUTER_MARKS).rstrip("*_ ")
    found = _read_opening(bare, place)
    named = Place.HEAD if place is Place.BODY and DESK_LABEL.match(bare) else place
    rest = bare
    for _ in range(MAX_LABELS):
        behind = _drop_label(rest, place)
        if found or behind == rest:
            break
        rest = behind
        found = _read_opening(rest, named)
    found = found or _read_whole(words.strip(), place) or _read_wrapped(words, place)
    return found or (_read_note(bare) if place is Place.HEAD else None)


def _read_wrapped(words: str, place: Place) -> Restraint | None:
    """Return the restraint in a line between asterisks or in brackets, which may name a colleague first.

    In the head such a line is a note to the desk, so that it restrains wherever its phrase stands.
    """
    if words[-1:] not in NOTE_ENDS or len(words) > MAX_WRAPPED_CHARS:
        return None
    note = WRAPPED_NOTE.fullmatch(words)
    if note is None:
        return None
    name = NAMED_FIRST.match(note[1])
    inner = note[1][name.end() if name else 0 :]
    if OWNED.match(inner):
        return None
    folded = fold(inner)
    length = phrases("forbidden").opening(folded)
    phrase, rest = inner[:length], inner[length:]
    waits = phrase and (COPY_UNTIL.match(rest) or judge_forbidden(phrase, rest, Place.HEAD))
    if not phrase and place is Place.HEAD and not (ends_sentence(inner) or SAYS.search(inner)):
        waits = _has_sure_phrase(folded) or _asks_to_wait(inner)
    if waits:
        return Restraint("forbidden")
    return None


def _has_sure_phrase(folded: str) -> bool:
    """Tell whether a phrase of several words, or of a writing that has no blanks, stands anywhere."""
    phrase = phrases("forbidden", "uncleared").within(folded)
    return " " in phrase or (len(phrase) > 1 and is_unspaced(phrase[0]))


def _asks_to_wait(note: str) -> bool:
    """Tell whether a note asks to wait, behind the labels that open it: `NOTE TO COPY DESK: Hold this until I call`."""
    for _ in range(MAX_LABELS):
        note = _drop_label(note, Place.HEAD)
    length = phrases("hold").opening(fold(note))
    return length > 0 and judge_hold(note[:length], note[length:], Place.HEAD)


def _drop_label(bare: str, place: Place) -> str:
    """Return `bare` without the label that opens it: `Subject: `, `Note to desk: `, `This story is `."""
    label = LABEL.match(bare) or (SUBJECT.match(bare) if place is not Place.HEADLINE else None)
    if label:
        return bare[label.end() :].lstrip(OUTER_MARKS)
    if place is Place.HEAD and phrases("greeting").opens(bare) and (greeted := GREETED.match(bare)):
        return bare[greeted.end() :].lstrip(OUTER_MARKS)
    labels = phrases("subject", "reply")
    length = labels.opening(fold(bare)) if place is not Place.HEADLINE and labels.opens(bare) else 0
    return bare[length:].lstrip(OUTER_MARKS) if length and bare[length:].lstrip()[:1] in {":", "："} else bare


def is_no_embargo(value: str) -> bool:
    """Tell whether the value of `Embargo:` says that there is none: `none`, `no`, `keine`."""
    folded = fold(value)
    return folded.strip(" .!") in phrases("none") or folded.strip(OUTER_MARKS) in phrases("none")


def is_about_road(words: str) -> bool:
    """Tell whether a line says of a road that it is closed, with a word that embargoes have, too."""
    first = fold(words[:MAX_CLOSED_CHARS]).partition(":")[0].partition(" ")[0]
    return first in CLOSED and CLOSED_ROAD.match(words[len(first) :]) is not None


def may_restrain(words: str) -> bool:
    """Tell quickly whether `words` open like a restraint, or like what may stand before one."""
    bare = words.lstrip(OUTER_MARKS)
    return phrases("embargo", "forbidden", "hold").opens(bare) or bool(LABEL.match(bare) or SUBJECT.match(bare))


def _opening_in_capitals(words: str) -> str:
    """Return the opening of a long line if it is in capitals, as a restraint's is; otherwise an empty text."""
    opening = words[:MAX_CHARS]
    return opening if opening[:12].isupper() else ""


def _read_opening(bare: str, place: Place) -> Restraint | None:
    """Return the restraint whose phrase opens `bare`."""
    if not phrases(*JUDGES).opens(bare):
        return None
    folded = fold(bare)
    if len(folded) != len(bare):
        bare = folded
    for kind, judge in JUDGES.items():
        length = 0 if SAYS.search(bare) else phrases(kind).opening(folded)
        if length and not _is_over(folded, length) and judge(bare[:length], bare[length:], place):
            return _with_moment(kind, bare[length:])
    return None


def _is_over(folded: str, length: int) -> bool:
    """Tell whether a line says that there is no embargo, or no longer one: `EMBARGO: none`, `EMBARGO LIFTED`."""
    if is_no_embargo(folded[length:]):
        return True
    first, _, rest = folded.partition(" ")
    return first in phrases("embargo") and rest.strip(OUTER_MARKS) in phrases("none")


def _read_whole(bare: str, place: Place) -> Restraint | None:
    """Return a restraint that is told by its end, or by a form with the time in its middle."""
    edge = bare.strip(OUTER_MARKS).rstrip("。")
    if place is Place.BODY and not (closing_phrases("embargo", "forbidden").closes(edge) or "embargo" in bare.lower()):
        return None
    folded = fold(edge)
    may_end = len(folded) <= MAX_VERB_LAST_CHARS and not phrases("everyday").closing(folded)
    ends = may_end and closing_phrases("embargo", "forbidden").closing(folded)
    mostly = ends > 3 and ends * 2 >= len(folded) and (not folded.isascii() or _forbids_at_end(edge, ends))
    goes_on = place is Place.BODY and bare[:1].islower() and bare.endswith(".")
    if (
        ends
        and not goes_on
        and place is not Place.HEADLINE
        and (mostly or _is_dated(folded) or folded in phrases("forbidden"))
    ):
        return Restraint("embargo")
    alone = place is Place.HEAD and any(form.fullmatch(edge) for form in (DAY_ALONE, VERSION, TWO_MEDIA))
    dated = place is not Place.BODY and (DAY_BEFORE_RELEASE.match(edge) or _is_keyed_day(edge))
    if alone or dated or KEYED_EAST.match(edge):
        return Restraint("release")
    inside = EMBARGOED_UNTIL.search(bare) if "embargo" in folded else None
    inside = None if inside and _is_of_trade(bare[: inside.start()], inside[0]) else inside
    sure = inside and (inside[0].casefold().startswith("embargoed") or names_day(bare[inside.end() :]))
    if inside and sure and place is not Place.HEADLINE and inside.start() <= MAX_VERB_LAST_CHARS:
        return _with_moment("embargo", bare[inside.end() :])
    return _read_segment(bare) if place is Place.HEADLINE else None


def _forbids_at_end(edge: str, ends: int) -> bool:
    """Tell whether the last words, of a language whose verbs stand there, forbid: `Keddig nem közölhető`."""
    return not edge[-ends:].isascii() and closing_phrases("forbidden").closing(fold(edge)) == ends


def _is_of_trade(before: str, name: str) -> bool:
    """Tell whether the word before `embargo until` says that it is one of trade: `an oil embargo until 2027`."""
    last = fold(before.strip()).rpartition(" ")[2]
    return name[:8].casefold() == "embargo " and last[-1:].isalpha() and last not in BEFORE_EMBARGO


def _is_keyed_day(words: str) -> bool:
    """Tell whether a line names the day or the hour of release behind a colon: `Pub: Dec. 1`."""
    keyed = KEYED_RELEASE.match(words)
    if keyed is None or not opens_with_time(words[keyed.end() :]):
        return False
    day = words[keyed.end() :]
    return not has_other_words(day) and (not keyed["broadcast"] or DAY_OF_MONTH.search(english(day)) is not None)


def _is_dated(folded: str) -> bool:
    """Tell whether a line whose last word forbids names a time."""
    if TIME_BEFORE.search(folded):
        return True
    return closing_phrases("forbidden").closing(folded) > 0 and TIME_SIGN.search(folded) is not None


def _read_note(bare: str) -> Restraint | None:
    """Return the restraint of a short note to the desk that names it in its second part, or says what is missing."""
    if len(bare) > MAX_NOTE_CHARS:
        return None
    pieces = [piece.strip(OUTER_MARKS) for piece in PIECES.split(bare)]
    if (UNCLEARED.fullmatch(pieces[0]) and not GOES_ON.match(bare, len(pieces[0]))) or any(
        fold(piece) in phrases("uncleared") for piece in pieces[1:]
    ):
        return Restraint("uncleared")
    for piece in pieces[1:]:
        folded = fold(piece)
        length = phrases("forbidden").opening(folded) or (piece.isupper() and phrases("embargo").opening(folded))
        is_loud = piece.isupper() and STRONG_UNTIL.match(piece, length) is not None
        if length and (length == len(folded) or is_loud or opens_with_time(drop_until(piece[length:]))):
            return Restraint("forbidden")
    return _read_parts(bare)


def _read_parts(bare: str) -> Restraint | None:
    """Return the restraint at a dash or a colon: `Obituary - hold until death confirmed`, `Media embargo: Dec. 1`."""
    for cut in NOTE_PARTS.finditer(bare):
        later = drop_until(bare[cut.end() :])
        named = phrases("embargo").closing(fold(bare[: cut.start()])) > 0
        if named and names_day(later) and not has_other_words(later):
            return _with_moment("embargo", bare[cut.end() :])
    for apart in NOTE_PARTS.split(bare)[1:]:
        folded = fold(apart)
        held, released = phrases("hold").opening(folded), phrases("release").opening(folded)
        if held and judge_hold(apart[:held], apart[held:], Place.HEADLINE):
            return Restraint("hold")
        if released and opens_with_time(later := drop_until(apart[released:])) and not has_other_words(later):
            return Restraint("release")
    return None


def _read_segment(headline: str) -> Restraint | None:
    """Return the restraint that stands behind a dash or in brackets at the end of a headline: `X [EMBARGOED]`."""
    bracket = LEADING_BRACKET.match(headline)
    if bracket and read_restraint(bracket[1], Place.HEAD):
        return Restraint("embargo")
    last = _last_loud_word(headline)
    if last:
        return Restraint("draft" if last in phrases("draft") else "embargo")
    cuts = list(SEGMENT.finditer(headline))[-3:]
    for cut in cuts:
        piece = cut[1] or headline[cut.end() :]
        if not cut[0].startswith(":") and _forbids(piece):
            return Restraint("forbidden")
        is_loud = piece.upper() == piece
        if is_loud or TIME_SIGN.search(piece):
            bare = piece.lstrip(OUTER_MARKS)
            found = _read_opening(bare, Place.HEAD) or (_read_note(bare) if is_loud else None)
            if found and (found.kind != "release" or piece.upper() == piece):
                return Restraint(found.kind)
    return None


def _last_loud_word(headline: str) -> str:
    """Return the last word of a headline, folded, if it restrains and alone is in capitals: `Council budget DRAFT`."""
    words = headline.rstrip(OUTER_MARKS).split()
    if len(words) < MIN_HEADLINE_WORDS or not (words[-1].isupper() and len(words[-1]) >= MIN_LOUD_CHARS):
        return ""
    is_alone = not any(word.isupper() and len(word) > 1 and word.isalpha() for word in words[:-1])
    last = fold(words[-1])
    return last if is_alone and last in phrases("draft", "embargo", "hold") else ""


def _forbids(piece: str) -> bool:
    """Tell whether a part of a headline is nothing but a phrase that forbids: `nicht veröffentlichen`."""
    folded = fold(piece.strip(OUTER_MARKS))
    return len(folded) >= MIN_FORBIDDING_CHARS and folded in phrases("forbidden")


def _with_moment(kind: str, rest: str) -> Restraint:
    """Return the restraint with the instant that `rest` names, if it names one."""
    if kind not in {"embargo", "forbidden", "release", "hold"}:
        return Restraint(kind)
    bare = drop_until(rest)
    cuts = (found for found in (SENTENCE_END.search(bare), END_OF_PIECE.search(bare)) if found)
    for piece, after in ((bare, ""), *((bare[: cut.start()], bare[cut.end() :]) for cut in cuts)):
        plain = SLASHED.sub(later_day, piece)
        moment = CLOCK_NAME.sub(r"\1", CLOCK_WITH_POINT.sub(r"\1:\2", plain)).strip(OUTER_MARKS + ",")
        if len(moment) > 5 and looks_like_moment(moment) and not TIME_SIGN.search(after):
            return Restraint(kind, moment, after.strip(OUTER_MARKS))
    return Restraint(kind)
