"""Judge what stands behind a phrase of restraints: `EMBARGO: Dec. 1` asks to wait, `Embargo on beef lifted` doesn't."""

from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.wire.restraint_forms import (
    ADVICE,
    ASIDE,
    BEFORE,
    BY_SOMEBODY,
    CLOSED,
    CLOSED_ROAD,
    CONDITIONS,
    COPY_UNTIL,
    COPY_USE,
    COPY_WORDS,
    DAY_SIGN,
    EMBARGO_STEMS,
    EVERYDAY_VERBS,
    FORBIDDEN_EVENTS,
    FULL_STOP,
    GOES_ON,
    LONG_WORD,
    NOT_BEFORE,
    NUMBERED,
    OTHER_OBJECT,
    OUTER_MARKS,
    PERCEIVED,
    PLANS,
    QUOTED_HEADLINE,
    SEPARATOR,
    STATES,
    STRONG_UNTIL,
    TIME_WORD,
    WAIT_FOR,
    WEAK_UNTIL,
    WEAK_WORDS,
    YEAR_ALONE,
    YEAR_IN_HEADLINE,
)
from generator.intake.wire.restraint_times import (
    drop_until,
    english,
    has_number,
    opens_with_time,
)
from generator.intake.wire.restraint_words import Place


def judge_forbidden(phrase: str, rest: str, place: Place) -> bool:
    if _is_ordinary(phrase, rest):
        return False
    if is_separated(rest) or stands_out(phrase, rest) or ASIDE.match(rest):
        return True
    if place is Place.HEAD and rest[:1] == "," and phrase.isupper() and rest.isupper():
        return True
    return _waits_for_time(phrase, rest, place)


def _waits_for_time(phrase: str, rest: str, place: Place) -> bool:
    """Tell whether what stands behind a phrase that forbids says until when, or until what has happened."""
    if COPY_UNTIL.match(rest) and (place is Place.HEAD or rest.isupper()):
        return True
    if STRONG_UNTIL.match(rest) or _ends_with_until(phrase):
        return not (fold(phrase) in STATES and GOES_ON.search(rest))
    before = BEFORE.search(rest)
    if before and opens_with_time(rest[before.end() :]):
        return True
    later = drop_until(rest)
    if later != rest.lstrip(OUTER_MARKS + ",") and not WEAK_UNTIL.match(rest):
        return True
    return opens_with_time(later) or (rest[:1] != "," and not phrase.isascii() and has_number(rest))


def _is_ordinary(phrase: str, rest: str) -> bool:
    """Tell whether a phrase is an everyday one in a sentence: a road is closed, or a year is named."""
    folded = fold(phrase)
    if folded in CLOSED:
        return CLOSED_ROAD.match(rest) is not None
    if folded in EVERYDAY_VERBS and not phrase.isupper() and OTHER_OBJECT.match(rest):
        return True
    if folded.startswith(EMBARGO_STEMS) and YEAR_ALONE.match(rest):
        return True
    return folded in NOT_BEFORE and any(char.isdigit() for char in rest) and DAY_SIGN.search(english(rest)) is None


def _ends_with_until(phrase: str) -> bool:
    """Tell whether the phrase itself ends with a word such as until: `sous embargo jusqu'au`."""
    last = fold(phrase).rsplit(None, 1)[-1]
    return last in CONDITIONS or (last in phrases("until") and last not in WEAK_WORDS)


def _judge_embargo(phrase: str, rest: str, place: Place) -> bool:
    if _is_ordinary(phrase, rest):
        return False
    rest = COPY_USE.sub("", rest, count=1)
    if COPY_WORDS.match(rest) or stands_out(phrase, rest):
        return True
    if is_separated(rest):
        titled = place is Place.HEADLINE and rest.lstrip()[:1] in ":：" and not phrase.isupper()
        return not (titled and fold(phrase) == "embargo") or opens_with_time(drop_until(rest))
    if place is Place.HEADLINE and not phrase.isupper() and YEAR_IN_HEADLINE.match(rest):
        return False
    return opens_with_time(drop_until(rest))


def judge_hold(phrase: str, rest: str, place: Place) -> bool:
    if not rest.strip(OUTER_MARKS):
        return True
    named = place is Place.HEADLINE and rest.lstrip()[:1] in ":：" and not phrase.isupper() and " " in phrase
    if stands_out(phrase, rest) or (is_separated(rest) and place is not Place.BODY and not named):
        return True
    later = drop_until(rest)
    last = fold(phrase).rsplit(None, 1)[-1]
    waits = later != rest.lstrip(OUTER_MARKS + ",") or (last != fold(phrase) and last in phrases("until"))
    if fold(phrase).startswith("wait") and (
        PERCEIVED.match(later) or (place is not Place.HEADLINE and ADVICE.search(rest))
    ):
        return False
    event = WAIT_FOR.match(later) if waits else None
    behind = later[event.end() :] if event else ""
    if event and not QUOTED_HEADLINE.match(behind) and (place is not Place.HEADLINE or not LONG_WORD.search(behind)):
        return True
    return waits and opens_with_time(later)


def _judge_draft(phrase: str, rest: str, place: Place) -> bool:
    if COPY_WORDS.match(rest) or not rest.strip(OUTER_MARKS):
        return True
    if place is Place.HEAD and rest[:1] == "," and opens_with_time(rest[1:]):
        return True
    return place is not Place.BODY and (is_separated(rest) or stands_out(phrase, rest))


def _judge_release(phrase: str, rest: str, place: Place) -> bool:
    if place is Place.BODY and not fold(phrase).startswith(("for release", "release", "embargo")):
        return False
    if NUMBERED.match(rest) or (fold(phrase) == TOLD and rest.lstrip()[:1] not in COLONS):
        return False
    if fold(phrase) in FORBIDDEN_EVENTS and place is not Place.HEADLINE and WAIT_FOR.match(rest):
        return True
    later = drop_until(rest)
    if not opens_with_time(later):
        return False
    later = english(later.strip(OUTER_MARKS))
    unknown = LONG_WORD.findall(TIME_WORD.sub(" ", later)) if later.isascii() else []
    return not unknown if fold(phrase) in PLANS else len(unknown) <= 1


def _judge_uncleared(phrase: str, rest: str, place: Place) -> bool:
    if not rest.strip(OUTER_MARKS):
        return place is not Place.BODY or len(phrase) > 8
    if BY_SOMEBODY.fullmatch(rest):
        return True
    after = drop_until(rest)
    if place is Place.HEAD and after != rest.lstrip(OUTER_MARKS + ",") and opens_with_time(after):
        return True
    return place is not Place.BODY and (phrase.isupper() and (is_separated(rest) or stands_out(phrase, rest)))


def _judge_killed(_phrase: str, _rest: str, place: Place) -> bool:
    """Tell whether a sentence takes copy back: each phrase has no other meaning above a story."""
    return place is not Place.BODY


TOLD = "released"
"""A word of release only before a colon: `Released Tuesday from jail` is no day of release."""
COLONS = (":", "：")
JUDGES = {
    "killed": _judge_killed,
    "forbidden": judge_forbidden,
    "embargo": _judge_embargo,
    "hold": judge_hold,
    "draft": _judge_draft,
    "release": _judge_release,
    "uncleared": _judge_uncleared,
}
"""For each kind of phrase, the test of what stands behind it."""


def is_separated(rest: str) -> bool:
    return SEPARATOR.match(rest) is not None


def stands_out(phrase: str, rest: str) -> bool:
    """Tell whether the phrase is in capitals and what follows is not: `EMBARGO Bay employment up`."""
    goes_on = rest[:1].isspace() or FULL_STOP.match(rest) is not None
    return phrase.isupper() and len(phrase) > 3 and goes_on and any(char.islower() for char in rest)
