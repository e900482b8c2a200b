"""Take the HTML of a live story apart: an introduction, key points, and entries under their hours."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from html import unescape
from itertools import pairwise

import msgspec

from generator.intake.html.heading_ids import GIVEN, PREFIX, id_of
from generator.intake.html.sanitise import plain_text
from generator.intake.live.clock import EntryTime, LiveClock
from generator.intake.live.words import KEY_POINTS
from generator.intake.photos.inline import find_inline
from generator.story_records import Embed, LiveBlog, LiveEntry

MAY_BE_LIVE = re.compile(
    r"<h[2-6][^<>]*>(?:[^<>]|</?(?:strong|em|b|i|a|time)\b[^<>]*>){0,60}?\d{1,2}(?:[:：.]\d{2}|\s?(?:h|[ap]\.?m|uhr|[時时點点시]))",
    re.IGNORECASE,
)
"""A sub-head with an hour near its beginning. Few stories have one, which this tells without reading any."""
MARK = re.compile(r"^<(?P<tag>h[1-6]|p)(?P<attributes>[^<>]*)>(?P<words>.*?)</(?P=tag)>\n?", re.MULTILINE | re.DOTALL)
ID = re.compile(r' id="([^"]*)"')
LABELLED = re.compile(r"(?:<(p|h[2-6])[^<>]*>([^\n]{1,120}?)</\1>\s*)?(?=<([uo]l)>)")
"""A list, with the short paragraph or sub-head above it."""
LONE_POINT = re.compile(r"(?P<above>\A\s*|<p[^<>]*>(?P<label>[^\n]{1,120}?)</p>\s*)<p>[-*•‣] (?P<words>[^\n]+?)</p>")
"""A single point, which is a paragraph in plain text, with the paragraph above it."""
EMBED = re.compile(r'<p class="embed"><a href="([^"<>]*)"')
OTHER = EntryTime(date.min)
"""In place of the time of a sub-head that has none."""


class Piece(msgspec.Struct, frozen=True):
    """An entry as it stands in the file."""

    time: EntryTime
    moment: datetime
    given: str
    """The name that its sub-head has in braces: `{#bridge}`; or empty."""
    html: str


class Cut(msgspec.Struct, frozen=True):
    """What a text has of a live story."""

    introduction: str
    """HTML: what stands above the first entry."""
    pieces: tuple[Piece, ...]
    """The entries, in the order of the file."""
    others: tuple[str, ...]
    """The words of the sub-heads that aren't a time."""

    def is_live(self, *, declared: bool) -> bool:
        """Tell whether it is a live story: one that says so and has an hour as a sub-head, or nothing else as one."""
        return bool(self.pieces) and (declared or not self.others)


class Taken(msgspec.Struct, frozen=True):
    """A live story taken apart."""

    introduction: str
    """HTML."""
    embeds: tuple[Embed, ...]
    """Those of the introduction."""
    live: LiveBlog
    guesses: tuple[str, ...]
    """The hours that were taken for ones after midnight."""


def take_apart(cut: Cut, embeds: Sequence[Embed]) -> Taken:
    """Return the parts of a live story."""
    introduction, points = take_points(cut.introduction)
    ids = _ids_of(cut.pieces)
    entries = [_entry(piece, name, embeds) for piece, name in zip(cut.pieces, ids, strict=True)]
    return Taken(
        introduction=introduction.strip(),
        embeds=_embeds_in(introduction, embeds),
        live=LiveBlog(points=points, entries=tuple(sorted(entries, key=lambda one: (one.moment, _number_in(one.id))))),
        guesses=tuple(piece.time.title or piece.time.clock for piece in cut.pieces if piece.time.is_guess),
    )


def cut_at_hours(html: str, clock: LiveClock) -> Cut:
    """Divide a text at the sub-heads that are hours."""
    marks = [(found, time) for found in MARK.finditer(html) if (time := _read(found, clock)) is not None]
    heads = [(found, time) for found, time in marks if time is not OTHER]
    others = tuple(plain_text(found["words"]) for found, time in marks if time is OTHER)
    if not heads:
        return Cut(html, (), others)
    ends = [*(found.start() for found, _ in heads[1:]), len(html)]
    introduction, pieces = html[: heads[0][0].start()], list[Piece]()
    for (found, time), end in zip(heads, ends, strict=True):
        below = html[found.end() : end].strip()
        if time.moment is not None:
            pieces.append(Piece(time, time.moment, _given_name(found), below))
        elif pieces:  # what stands between a day and its first entry stays with the entry above
            pieces[-1] = msgspec.structs.replace(pieces[-1], html=f"{pieces[-1].html}\n{below}".strip())
        else:
            introduction = f"{introduction}{below}\n" if below else introduction
    return Cut(introduction, tuple(pieces), others)


def _read(found: re.Match[str], clock: LiveClock) -> EntryTime | None:
    """Return what a sub-head or a paragraph says; None for a paragraph that is text, OTHER for any other sub-head."""
    words = GIVEN.sub("", plain_text(found["words"]))
    if found["tag"] == "p":
        day = clock.read_day(words) if "<" not in found["words"] else None
        return EntryTime(day) if day is not None else None
    time = clock.read(words)
    if time is not None or found["tag"] in {"h3", "h4", "h5", "h6"}:
        return time
    return None if is_label(words) else OTHER


def _given_name(found: re.Match[str]) -> str:
    """Return the name that an editor gave to a sub-head, and not the one that was made of its words."""
    name = ID.search(found["attributes"])
    if name is None:
        given = GIVEN.search(plain_text(found["words"]))
        return f"{PREFIX}{given[1]}" if given else ""
    opening, made, number = name[1].partition(PREFIX + id_of(found["words"]))
    is_made = not opening and made and (not number or number.lstrip("-").isdigit())
    return "" if is_made else name[1]


def _ids_of(pieces: Sequence[Piece]) -> list[str]:
    """Return the name of each entry: the one that it was given, or its day and minute.

    Of several in one minute the second that was written gets `-2`. New entries are added at one end of the file, which
    the order of the hours tells, so those that were there keep their names.
    """
    moments = [piece.moment for piece in pieces]
    steps = [(one > other) - (one < other) for one, other in pairwise(moments)]
    newest_first = sum(steps) > 0
    counts: Counter[str] = Counter()
    names: dict[int, str] = {}
    order = sorted(range(len(pieces)), key=lambda at: (pieces[at].moment, -at if newest_first else at))
    for at in order:
        piece = pieces[at]
        name = piece.given or f"e-{piece.time.day.isoformat()}-{piece.time.clock}"
        counts[name] += 1
        names[at] = f"{name}-{counts[name]}" if counts[name] > 1 else name
    return [names[at] for at in range(len(pieces))]


def _number_in(name: str) -> tuple[int, str]:
    """Return what entries of one minute are sorted by: their number."""
    number = re.fullmatch(r"e-\d{4}-\d\d-\d\d-\d{4,6}-(\d+)", name)
    return (int(number[1]) if number else 1), name


def _entry(piece: Piece, name: str, embeds: Sequence[Embed]) -> LiveEntry:
    return LiveEntry(
        id=name,
        moment=piece.moment,
        title=piece.time.title,
        html=piece.html,
        embeds=_embeds_in(piece.html, embeds),
        photos=tuple(photo.file for photo in find_inline(piece.html)),
    )


def _embeds_in(html: str, embeds: Iterable[Embed]) -> tuple[Embed, ...]:
    if not embeds or "embed" not in html:
        return ()
    addresses = Counter(unescape(address) for address in EMBED.findall(html))
    return tuple(_take_counted(embeds, addresses))


def _take_counted(embeds: Iterable[Embed], addresses: Counter[str]) -> Iterator[Embed]:
    for embed in embeds:
        if addresses[embed.url] > 0:
            addresses[embed.url] -= 1
            yield embed


# --- key points -----------------------------------------------------------------------------------


def take_points(html: str) -> tuple[str, str]:
    """Return the HTML without the list under “Key points:”, and that list; empty if there is none.

    A list at the very beginning is one, too: its label may have been left out as furniture of a web page.
    """
    html = LONE_POINT.sub(_as_list, html)
    labelled = (found for found in LABELLED.finditer(html) if not found[2] or is_label(plain_text(found[2])))
    found = next((one for one in labelled if one[2] or not html[: one.start()].strip()), None)
    end = html.find(f"</{found[3]}>", found.end()) if found is not None else -1
    if found is None or end < 0:
        return html, ""
    end += len(f"</{found[3]}>")
    return html[: found.start()] + html[end:], html[found.end() : end]


def _as_list(found: re.Match[str]) -> str:
    """Return a single point as a list if it stands under the label or at the very beginning."""
    if found["label"] is not None and not is_label(plain_text(found["label"])):
        return found[0]
    return f"{found['above']}<ul>\n<li>{found['words']}</li>\n</ul>"


def is_label(words: str) -> bool:
    """Tell whether these words are a label over key points."""
    return words.strip(" :：").casefold() in KEY_POINTS
