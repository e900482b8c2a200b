"""Recognise copy from a web page: its menu above the headline, and lines such as `Read more: Another headline`."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

import msgspec

from generator.intake.languages.kickers import KICKERS
from generator.intake.languages.menus import ENTRIES, HOME, ONWARD
from generator.intake.languages.openings import LEADING_ONWARD
from generator.intake.languages.phrases import fold
from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.recognise.left_out import left_out
from generator.intake.wire.headline import is_text
from generator.intake.wire.lines import CopyLine, ends_sentence

MAX_MENU_BLOCKS, MAX_MENU_LINES = 3, 60
MAX_ENTRY_CHARS, MAX_ENTRY_WORDS = 26, 3
MAX_LINE_CHARS = 240
MAX_LINKS = 8
BULLETS = frozenset("-–—*•◦▪·‣")
MIN_LISTED = 3
"""A menu without a word for the front page has at least so many entries."""
MARKS = " \t*_#[]()>|•·–—-\xa0"
LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,300}\)")
CUT = re.compile(r"\s*[|>»›·•→]\s*|\s+/\s+|\s*::\s*|\s{2,}|\t")
TRAIL = re.compile(r"[>»›→/]")
"""What stands between the steps of a path: `Home > News > The headline`."""
COLON = re.compile(r"\s*[:：|»›>]\s*")


def recognise_web_page(copy: CopyText) -> Recognition | None:
    """Return the text without the menu of its page and without links to other pages; None for any other text."""
    menu = _find_menu(copy) if "headline" not in copy.fields else []
    onward = _find_onward(copy) if LEADING_ONWARD in copy.openings else []
    found = sorted({line.number: line for line in (*menu, *onward)}.values(), key=lambda line: line.number)
    if not found:
        return None
    numbers = {line.number for line in found}
    stripped = msgspec.structs.replace(
        copy,
        lines=copy.without(numbers),
        problems=(*copy.problems, *left_out(copy.lines, numbers, "it leads to other pages", copy.file)),
    )
    why = f"“{found[0].words[:60]}” stands in it"
    return Recognition(Finding("copy from a web page", Certainty.LIKELY, why, found[0].number), stripped)


# --- the menu over the headline -------------------------------------------------------------------


def _find_menu(copy: CopyText) -> list[CopyLine]:
    """Return the lines of the menu, if a headline is left under it."""
    menu: list[CopyLine] = []
    for block in islice(_blocks(copy.lines[:MAX_MENU_LINES]), MAX_MENU_BLOCKS):
        lines = _menu_lines(block)
        menu += block[:lines]
        if lines < len(block):
            break
    if not menu:
        return []
    numbers = {line.number for line in menu}
    rest = [line for line in copy.lines if line.words and line.number not in numbers]
    return menu if len(rest) > 1 and not _opens_story(rest) else []


def _blocks(lines: Sequence[CopyLine]) -> Iterator[list[CopyLine]]:
    """Yield the runs of lines without a blank line between them, each only when it is asked for."""
    return (list(run) for blank, run in groupby(lines, key=lambda line: not line.words) if not blank)


def _opens_story(rest: Sequence[CopyLine]) -> bool:
    """Tell whether what is left has no headline, so that the word above it is one: `Home` over a poem."""
    first = rest[0].words
    return is_text(rest[0]) or fold(first).startswith("by ") or first[0] in BULLETS


def _menu_lines(block: Sequence[CopyLine]) -> int:
    """Return how many lines at the top of `block` are a menu."""
    bars = 0
    while bars < len(block) and _is_bar(block[bars].text.strip()):
        bars += 1
    if bars:
        return bars
    entries = []
    for line in block:
        entries.append(_plain(line.words))
        if not _may_be_entry(entries[-1]):
            return 0
    known = sum(map(_is_known, entries))
    if not known:
        return 0
    is_listed = len(entries) >= MIN_LISTED and known * 2 >= len(entries)
    return len(entries) if is_listed or (fold(entries[0]) in HOME and known == len(entries)) else 0


def _is_bar(words: str) -> bool:
    """Tell whether a line is a whole menu or a path: `Home | News | Sport`, `Home > News > The headline`."""
    if len(words) > MAX_LINE_CHARS or not _may_be_cut(words):
        return False
    plain = LINK.sub(r"\1", words) if "](" in words else words
    if not CUT.search(plain):
        return False
    entries = [entry.strip(MARKS) for entry in CUT.split(plain) if entry.strip(MARKS)]
    if len(entries) < 2:
        return False
    leads = fold(entries[0]) in HOME
    if leads and TRAIL.search(plain):
        return all(map(_may_be_entry, entries[:-1]))
    if not all(map(_may_be_entry, entries)):
        return False
    known = sum(map(_is_known, entries))
    return known == len(entries) or leads or known * 2 >= len(entries) >= 4


def _may_be_cut(words: str) -> bool:
    """Tell quickly whether a line may have what stands between the entries of a menu."""
    signed = "/" in words or "|" in words or ">" in words or "\t" in words
    return signed or "  " in words or "::" in words or not words.isascii()


def _plain(words: str) -> str:
    return (LINK.sub(r"\1", words) if "](" in words else words).strip(MARKS)


def _may_be_entry(entry: str) -> bool:
    return len(entry) <= MAX_ENTRY_CHARS and len(entry.split()) <= MAX_ENTRY_WORDS and not ends_sentence(entry)


def _is_known(entry: str) -> bool:
    folded = fold(entry)
    return folded in HOME or folded in ENTRIES or folded in KICKERS


# --- lines that lead to other pages ---------------------------------------------------------------


def _find_onward(copy: CopyText) -> list[CopyLine]:
    """Return the lines that name another page behind `Read more:`, with the line in which each goes on."""
    found: list[CopyLine] = []
    lines = copy.lines
    first = next((at for at, line in enumerate(lines) if line.words), len(lines))
    for at in range(first + 1, len(lines)):
        if _is_onward_heading(lines[at].words):
            found += _links_under(lines, at)
        elif _leads_onward(lines[at].words):
            found.append(lines[at])
            below = lines[at + 1 : at + 3]
            if below and below[0].words[:1].islower() and not any(line.words for line in below[1:]):
                found.append(below[0])
    return found


def _is_onward_heading(words: str) -> bool:
    """Tell whether a line is nothing but words such as `【関連記事】`, which stand over the links to other pages."""
    marked = words != words.strip(MARKS + "【】《》:：")
    return marked and len(words) <= MAX_ENTRY_CHARS and fold(words.strip(MARKS + "【】《》:：")) in ONWARD


def _links_under(lines: Sequence[CopyLine], at: int) -> list[CopyLine]:
    """Return the heading of links and the links directly under it, if none of these is a sentence."""
    end = next((below for below in range(at, len(lines)) if not lines[below].words), len(lines))
    block = list(lines[at:end])
    is_links = 1 < len(block) <= MAX_LINKS and not any(ends_sentence(line.words) for line in block[1:])
    return block if is_links else []


def _leads_onward(words: str) -> bool:
    """Tell whether a line is a word such as `Read more`, a colon and a headline, and so no sentence."""
    edge = words.lstrip(MARKS)
    if len(words) > MAX_LINE_CHARS or not ONWARD.opens(edge):
        return False
    plain = _plain(words)
    length = ONWARD.opening(fold(plain))
    sign = COLON.match(plain[length:]) if length else None
    rest = plain[length + sign.end() :].strip(MARKS) if sign else ""
    names_stories = fold(plain[:length]) == "related" and all(" " not in name.strip() for name in rest.split(","))
    if not rest or names_stories:
        return False
    return LINK.search(words) is not None or not rest.endswith((".", "。", ":", ";", ","))
