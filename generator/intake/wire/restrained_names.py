"""Tell whether a file's name, or its folder's, asks that the story be kept back: `EMBARGOED ferry`, `ferry (draft)`.

A name is made of the same words as a headline, in small letters, so that `oil-embargo` and `draft-day` are stories.
Only capitals among small letters, brackets, a number behind `draft`, a second ending, and phrases with no other meaning
count.
"""

import re
from functools import lru_cache

from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.text.name_dates import rest_of_name
from generator.intake.wire.restraint import read_restraint
from generator.intake.wire.restraint_times import names_day
from generator.intake.wire.restraint_words import Place

GAP = re.compile(r"[-_. ]+")
BRACKET = re.compile(r"[(\[{（【]([^()\[\]{}（）【】]{2,40})[)\]}）】]")
SECOND_ENDING = re.compile(r"(?<=[^\W_])\.([^\W\d_]{3,20})$")
"""A word between two points: `ferry.draft.txt`."""
UNTIL = re.compile(r"\bembargo (?:until|till) ")
KINDS = ("embargo", "forbidden", "hold", "draft")
DRAFT = re.compile(r"(?:.* )?draft ?v?\d{1,2}|(?:.* )?(?:rough|working|early) draft")
MIN_PHRASE_WORDS = 3
FOLDERS = frozenset(
    {
        "draft", "drafts", "embargo", "embargoed", "hold", "on hold", "unpublished", "not for publication", "spiked",
        "killed", "wip", "work in progress", "entwurf", "entwürfe", "sperrfrist", "brouillon", "brouillons",
        "sous embargo", "borrador", "borradores", "embargado", "embargados", "rascunho", "rascunhos", "bozza", "bozze",
        "concepten", "utkast", "kladder", "luonnokset", "szkice", "robocze", "koncepty", "черновик", "черновики",
        "чернетки", "taslak", "taslaklar", "下書き", "草稿", "초안", "مسودات", "טיוטות",
    }
)  # fmt: skip
"""Names of folders, in small letters and with blanks, whose files wait."""


def read_restrained_name(file: str) -> str:
    """Return the part of a file's path that asks to wait, or an empty text."""
    *folders, name = file.split("/")
    for folder in folders[1:]:
        if is_restrained_folder(folder):
            return folder
    stem = rest_of_name(name.rpartition(".")[0] or name)
    return stem if _restrains(stem) else ""


@lru_cache(maxsize=256)
def is_restrained_folder(folder: str) -> bool:
    """Tell whether the name of a folder says that the files in it wait: `Drafts`, `On hold`."""
    return GAP.sub(" ", folder).strip().casefold() in FOLDERS


def _restrains(stem: str) -> bool:
    bracket = BRACKET.search(stem)
    words = GAP.sub(" ", stem).strip()
    folded = fold(words)
    return (
        (bracket is not None and read_restraint(bracket[1], Place.HEAD) is not None)
        or _is_named_so(stem, words)
        or _has_loud_run(words)
        or ("draft" in folded and DRAFT.fullmatch(folded) is not None)
        or _names_embargo(words, folded)
        or _has_plain_phrase(folded)
        or (folded.startswith("hold ") and _waits(words))
    )


def _is_named_so(stem: str, words: str) -> bool:
    """Tell whether a second ending restrains, or the whole of a name in capitals: `ferry.draft`, `HOLD`."""
    ending = SECOND_ENDING.search(stem) if "." in stem else None
    if ending and fold(ending[1]) in phrases(*KINDS):
        return True
    return words.isupper() and fold(words) in phrases(*KINDS)


def _has_loud_run(words: str) -> bool:
    """Tell whether some of the words are in capitals and restrain."""
    if words.isupper() or words == words.lower():
        return False
    return any(_is_loud(run) for run in _runs_of_capitals(words))


def _names_embargo(words: str, folded: str) -> bool:
    if folded.startswith("embargoed ") or folded.endswith(" embargoed"):
        return True
    until = UNTIL.search(folded) if "embargo " in folded else None
    return until is not None and names_day(words[until.end() :])


def _has_plain_phrase(folded: str) -> bool:
    """Tell whether a name opens or ends with a long phrase that has no other meaning: `not for publication`."""
    if len(folded.split()) < MIN_PHRASE_WORDS:
        return False
    forbidden = phrases("forbidden")
    opening, closing = forbidden.opening(folded), forbidden.closing(folded)
    found = folded[:opening] if opening >= closing else folded[len(folded) - closing :]
    return len(found.split()) >= MIN_PHRASE_WORDS


def _waits(words: str) -> bool:
    found = read_restraint(words, Place.HEADLINE)
    return found is not None and found.kind == "hold"


def _runs_of_capitals(words: str) -> list[str]:
    """Return the runs of words in capitals: `ferry HOLD FOR SUNDAY` has one."""
    return [run.strip() for run in re.findall(r"(?:(?<![^ ])[^\W\d_a-z][^\Wa-z]*(?: |$))+", words) if run.isupper()]


def _is_loud(run: str) -> bool:
    """Tell whether words in capitals are, or open with, a phrase of restraint."""
    folded = fold(run)
    length = phrases(*KINDS, "uncleared").opening(folded)
    return length > 0 and (length == len(folded) or read_restraint(run, Place.HEAD) is not None)
