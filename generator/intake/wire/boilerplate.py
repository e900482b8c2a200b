"""Find the boilerplate that web pages and agencies leave in copied text: share buttons, headings of link lists, -30-.

The list is closed: a line that isn't clearly boilerplate is story, so that no sentence is ever lost. Some lines are
boilerplate wherever they stand alone, some words (`Print`) only beside others of their kind, some only at the end.
"""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache
from itertools import groupby

from generator.intake.wire.lines import CopyLine, ends_sentence
from generator.intake.wire.word_sets import words_in
from generator.lazy_patterns import lazy_pattern

MAX_CHARS = 60
START_CHARS = 4
MAX_KEPT = 4096
"""The most beginnings of lines that are remembered."""
MIN_BUTTONS = 3
"""At least this many button words in a row are a bar of buttons. Fewer may be a subheading and a short line."""


class BoilerplateMark(Enum):
    """The certainty that a line is boilerplate, judged by its words alone."""

    STORY = 0
    LAST = 1
    """The line is boilerplate only at the end of the copy."""
    BUTTON = 2
    """The line is boilerplate only beside other boilerplate."""
    ANYWHERE = 3


def _compile(*patterns: str) -> re.Pattern[str]:
    return lazy_pattern("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


NETWORK = (
    r"(?:facebook|twitter|x|bluesky|threads|mastodon|linkedin|whatsapp|telegram|reddit|pinterest|google\+?|e-?mail)"
)
THING = r"(?:article|story|page|post)"
LIST_HEADINGS = _compile(
    r"related(?: [\w.]+){0,2} (?:stories|articles|news|headlines|content|coverage|links|topics|posts|videos)",
    r"(?:latest|more|top|trending|recent|popular) (?:headlines|stories|news|articles|posts|videos)",
    r"most (?:read|popular|viewed|shared|e-?mailed|commented)",
    r"trending(?: now)?|read more|see also|also see|more on this(?: story| topic)?",
    r"recommended (?:stories|articles|reading|videos)",
    r"you (?:may|might) (?:also )?(?:like|be interested in)|recommended for you|from around the web",
)
PAGE_PARTS = _compile(
    rf"share (?:on|with|via|to|by) {NETWORK}",
    rf"(?:share|tweet|e-?mail|print|save|like|bookmark) this(?: {THING})?",
    rf"share this {THING} share tweet post e-?mail",
    rf"(?:tweet|post|pin|send) (?:on|to|via) {NETWORK}",
    r"click (?:here )?to (?:share|tweet|print|e-?mail)(?: [\w ]{1,30})?",
    r"copy link|link copied|share options|view comments|leave a comment|(?:go )?back to top|skip to (?:main )?content",
    r"advertisements?|skip advertisement|advertisement continue reading the main story",
    r"for immediate release",
    r"story continue[sd] below(?: advertisement)?|article continues below(?: advertisement)?",
    r"continue reading(?: the main story| below)?",
    r"(?:sign up|subscribe|register)(?: now)? (?:for|to) (?:our|the|daily|weekly)(?: [\w ]{1,30})? newsletters?"
    r"(?: manage newsletters| here)?",
    r"follow @\w{1,30}(?: follow @\w{1,30})?",
    r"gift (?:this )?article|listen \(\d{1,3} min(?:utes?)?\)|listen to (?:this )?(?:article|story)",
    r"\d{1,3}[ -]min(?:ute)?s? read|ai-(?:assisted|generated) summary|comments \(\d{1,5}\)|\d{1,5} comments",
    r"(?:story |please )?(?:continued|continues|cont\.|cont['’]d|see jump) (?:on|from) (?:page )?[a-z]?-?\d{1,3}[a-z]?",
    r"(?:from )?page [a-z]-?\d{1,3}|from page \d{1,3}|\(see [^()]{2,40},? (?:on )?page [a-z]?-?\d{1,3}\)",
    r"\[(?:photos?|images?|pictures?|video|graphics?|map|chart|foto|fotos|bild|embed|pull ?-?quote|sidebar|infobox"
    r"|insert|tweet|slideshow|gallery|audio)(?: [^\[\]:]{1,30})?(?:: ?[^\[\]]{1,50})?\]",
    r"[\[<](?:cid|image|inline image)[: ]\s?[^\[\]<>]{1,50}[\]>]"
    r"(?: [\[<](?:cid|image)[: ]\s?[^\[\]<>]{1,50}[\]>]){0,3}",
    r"<[\w .()-]{1,50}\.(?:jpe?g|png|gif|heic|tiff?|pdf|docx?)>?|\d{1,2} attachments?",
    r"(?:view|read|open) (?:this|the|it)?(?: ?e-?mail| message| newsletter)?"
    r" ?(?:online|in (?:your|a|the) (?:web )?browser)",
    r"(?:filed under|posted in): [^.!?]{2,50}",
    r"get (?:more|the latest) (?:news|stories|headlines|updates) from [^.]{3,40}",
    r"view (?:this (?:e-?mail|message|newsletter) )?(?:in|on) (?:your |a |the )?(?:web )?browser|view as web ?page",
    r"(?:diese e-?mail )?im browser (?:ansehen|anzeigen|öffnen)|bekijk (?:deze e-?mail )?in (?:je|uw|de) browser",
    r"voir (?:cet e-?mail|ce mail|ce message) dans (?:votre|le) navigateur|visualizza (?:questa e-?mail )?nel browser",
    r"ver este (?:correo|e-?mail|mensaje)(?: electrónico)? (?:en|no) (?:el |tu |su |seu )?naveg\w{3,4}",
    rf"follow us on {NETWORK}(?: @\w{{1,30}})?|(?:join|like|find) us on {NETWORK}",
)
END_SIGNS = _compile(
    r"[-–—] ?30 ?[-–—]|#{2,5}|# # #(?: #)?|[-–—] ?ends? ?[-–—]|\((?:ends?|more)\)|[-–—] ?more ?[-–—]",
)
BUTTONS = _compile(
    NETWORK, r"share|tweet|print|save|pin it|comments?|copy|like|post|send|bookmark|subscribe|sign up|key points"
)
LAST_LINES = _compile(
    r"tags?: [^.!?]{2,50}|download (?:our|the)(?: [\w']{1,20}){0,3} app(?: [\w ]{1,30})?|got a (?:news )?tip\? .*",
    r"(?:copyright )?(?:\(c\)|©) ?(?:copyright )?\d{4}.*|all rights reserved",
    r"copyright \d{4},?(?-i:(?: [A-Z&][\w.,&'’-]*| of| the| and| for){0,9}\.?)(?: all rights reserved.*)?",
    r"(?-i:ENDS?|REUTERS?|Ends)",
    r"(?-i:F(?:in|IN|ine|INE|im|IM)|Ende|ENDE|Einde|EINDE|Slut|SLUT|Slutt|SLUTT|Loppu|Koniec|KONIEC|Konec|Vége|Конец"
    r"|КОНЕЦ|Кінець|Τέλος|Son|Bitti|Selesai|Tamat|Hết)",
    r"[（(【]?(?:完|了|终|終|끝)[）)】]?|[-–—] ?(?:fin|ende|fine|fim|slut|конец|完) ?[-–—]|\((?:fin|ende|fine|fim)\)",
)


FIRST_WORD = re.compile(r"[A-Za-z]++(?![^\x00-\x7f])")
FIRST_WORDS = words_in(
    """
    related latest more top trending recent popular most read see also recommended you from share tweet e email
    print save like bookmark post pin send click copy link view leave go back skip advertisement advertisements for
    story article continue continues continued cont please sign subscribe register follow gift listen ai comments
    comment get join find open download got filed posted tag tags facebook twitter x bluesky threads mastodon
    linkedin whatsapp telegram reddit pinterest google key copyright all end ends reuter reuters fin fine fim ende
    einde slut slutt loppu koniec konec son bitti selesai tamat page diese im bekijk voir visualizza ver
    """
)
"""The words that the patterns above begin with, as far as they are of plain letters."""
WORDS_BEHIND_NUMBERS = ("read", "comment", "attachment")
"""Words of which one stands behind a number that opens one of the patterns: `5 min read`."""
QUOTATION_MARKS = frozenset("\"'“”‘’„")
"""Signs with which none of the patterns begins."""
BEYOND_EUROPE = "\u0590"
"""With signs from here on, none of the patterns begins, apart from digits and these:"""
FIRST_BEYOND = frozenset("–—（【完了终終끝\u212a")  # the last one is a sign for Kelvin, which is a k to `re`
FIRST_STARTS = frozenset(word[:START_CHARS] for word in FIRST_WORDS)


def mark_line(text: str) -> BoilerplateMark:
    """Return how surely `text`, one line without indent, is boilerplate, judged by its words alone."""
    if not text or len(text) > MAX_CHARS or not may_be_boilerplate(text):
        return BoilerplateMark.STORY
    return match_boilerplate(text)


def may_be_boilerplate(text: str) -> bool:
    """Tell quickly whether one of the patterns may match, by the first word of `text`."""
    if not (_may_begin(text[:START_CHARS]) and _has_known_first_word(text)):
        return False
    if not "0" <= text[:1] <= "9":
        return True
    folded = text.lower()
    return True in [word in folded for word in WORDS_BEHIND_NUMBERS]


@lru_cache(MAX_KEPT)
def _may_begin(start: str) -> bool:
    """Tell whether a first word that is known may begin with these letters. They tell most lines apart."""
    word = FIRST_WORD.match(start)
    if word is None or len(word[0]) < START_CHARS:
        return _has_known_first_word(start)
    return start.lower() in FIRST_STARTS


def _has_known_first_word(text: str) -> bool:
    first = FIRST_WORD.match(text)
    if first is not None:
        return first[0].lower() in FIRST_WORDS
    sign = text[:1]
    return sign not in QUOTATION_MARKS and (sign < BEYOND_EUROPE or sign in FIRST_BEYOND or sign.isdecimal())


def match_boilerplate(text: str) -> BoilerplateMark:
    """Return how surely `text` is boilerplate by the patterns."""
    if END_SIGNS.fullmatch(text):
        return BoilerplateMark.ANYWHERE
    words = text.rstrip(" .:!…»›>")
    if is_list_heading(text) or PAGE_PARTS.fullmatch(words):
        return BoilerplateMark.ANYWHERE
    if BUTTONS.fullmatch(words):
        return BoilerplateMark.BUTTON
    return BoilerplateMark.LAST if LAST_LINES.fullmatch(words) else BoilerplateMark.STORY


def is_list_heading(text: str) -> bool:
    """Tell whether `text` is the heading of a list of links, such as `Latest Headlines`."""
    return len(text) <= MAX_CHARS and LIST_HEADINGS.fullmatch(text.rstrip(" .:…»›>")) is not None


def has_marks(lines: Sequence[CopyLine]) -> bool:
    """Tell whether any line may be boilerplate, judged by its words alone."""
    words = [line.words for line in lines if line.words and len(line.words) <= MAX_CHARS]
    doubtful = [one for one in words if _may_begin(one[:START_CHARS]) and may_be_boilerplate(one)]
    return any(match_boilerplate(one) is not BoilerplateMark.STORY for one in doubtful)


def find_boilerplate(lines: Sequence[CopyLine], wrapped: bool) -> list[CopyLine]:
    """Return the lines that are boilerplate, in their order.

    In wrapped copy a line that continues the sentence above it is story, whatever its words.
    """
    marked = _mark_lines(lines, wrapped)
    certain = _pick_certain(marked)
    chosen = certain | _pick_last(marked, certain)
    return [line for at, (line, _) in enumerate(marked) if at in chosen]


def _mark_lines(lines: Sequence[CopyLine], wrapped: bool) -> list[tuple[CopyLine, BoilerplateMark]]:
    """Return every line that isn't blank, with how surely it is boilerplate."""
    marked: list[tuple[CopyLine, BoilerplateMark]] = []
    for line in lines:
        if line.words:
            run_into = wrapped and bool(marked) and _runs_into(*marked[-1], line)
            marked.append((line, BoilerplateMark.STORY if run_into else mark_line(line.words)))
    return marked


def _runs_into(upper: CopyLine, mark: BoilerplateMark, lower: CopyLine) -> bool:
    if mark is not BoilerplateMark.STORY or lower.number != upper.number + 1 or lower.is_indented:
        return False
    return not ends_sentence(upper.text) and not END_SIGNS.fullmatch(lower.words)


def _pick_certain(marked: Sequence[tuple[CopyLine, BoilerplateMark]]) -> set[int]:
    """Return the indexes in `marked` of lines that are boilerplate anywhere and of bars of buttons."""
    chosen: set[int] = set()
    for boilerplate, run in groupby(
        range(len(marked)), lambda at: marked[at][1] in {BoilerplateMark.BUTTON, BoilerplateMark.ANYWHERE}
    ):
        places = list(run)
        if boilerplate and (
            len(places) >= MIN_BUTTONS or any(marked[at][1] is BoilerplateMark.ANYWHERE for at in places)
        ):
            chosen.update(places)
    return chosen


def _pick_last(marked: Sequence[tuple[CopyLine, BoilerplateMark]], certain: set[int]) -> set[int]:
    """Return the indexes of closing lines that only other boilerplate follows."""
    chosen: set[int] = set()
    for at in reversed(range(len(marked))):
        if marked[at][1] is BoilerplateMark.LAST:
            chosen.add(at)
        elif at not in certain:
            break
    return chosen
