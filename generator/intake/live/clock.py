"""Read the sub-heads of a live story: the time of an entry, or a day."""

import re
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from generator.intake.text.dates import DateError, names_hour, read_moment

CLOCK = re.compile(
    r"(?:(?<!\w)(?P<opening>kl\.|kl|klo|godz\.|godz|ore|alle|saat|a las|a la|às|à|um|at)\s)?"
    r"(?P<clock>\d{1,2}(?::\d{2}(?::\d{2})?|\s?h\s?\d{2}|(?P<point>\.)\d{2}(?!\d))(?:\s?[ap]\.?m\.?(?!\w))?"
    r"|\d{1,2}\s?(?:[ap]\.?m\.?(?!\w)|Uhr\b(?!-)|h(?=\s?(?:[:–—-]|$)))"
    r"|(?:(?:午前|午後|上午|下午|中午|晚上|凌晨|오전|오후)\s?)?\d{1,2}(?:\s?[時时點点시](?:\s?\d{1,2}\s?[分분])?|:\d{2}))"
    r"(?P<unit>\s?(?:(?:Uhr|hrs|h)\b|น\.))?"
    r"(?:\s?(?P<zone>\(?(?:(?-i:UTC|GMT|[A-Z]{1,3}T)|[+-](?:0\d:?|1[0-4]:)(?:00|15|30|45))\b\)?))?(?!\d)",
    re.IGNORECASE,
)
"""An hour: `14:05`, `2:05 p.m.`, `2 pm`, `14h05`, `14.05 Uhr`, `kl. 14.05`, `14時05分`; with a zone if need be."""
AFTER_POINT = re.compile(r"\s?(?:[–—:-]|$)")
"""What stands behind `14.05` if no word says that it is an hour: 10.5 million is none."""
PLAIN_SIGNS = str.maketrans("０１２３４５６７８９：", "0123456789:")
BEFORE_TITLE = ":：–—-,،、， "
YEARLESS = ("{day}, {year}", "{day} {year}", "{day}{year}")
"""How a year is put to a day that has none."""
EASTERN_YEARLESS = ("{year}年{day}", "{year}년 {day}")
EASTERN_MONTH = re.compile(r"\d\s?[月월]")
WHOLE_HOUR = re.compile(r"^(\d{1,2})\s?(?:uhr|h)$")
DIGIT = re.compile(r"\d")
MAX_DAY_CHARS = 40
AFTER_MIDNIGHT = timedelta(hours=12)
"""An hour so long before that of publication is one of the next day."""


class EntryTime(msgspec.Struct, frozen=True):
    """What a sub-head says: the time of an entry and its words, or a day for the entries under it."""

    day: date
    clock: str = ""
    """`1405`, as written; empty for a day."""
    moment: datetime | None = None
    title: str = ""
    is_guess: bool = False
    """True if the entry is taken for one of the day after publication."""


def find_clock(words: str) -> re.Match[str] | None:
    """Return the first hour in the words; None if they have none."""
    return next(filter(_is_hour, CLOCK.finditer(words)), None)


def _is_hour(found: re.Match[str]) -> bool:
    """Tell whether numbers with a point between them are an hour: if something beside them says so."""
    if not found["point"] or found["opening"] or found["unit"] or found["clock"][-1] in "mM.":
        return True
    return AFTER_POINT.match(found.string, found.end()) is not None


class LiveClock:
    """Reads the sub-heads of one story from the top. Without a day, an entry is of the day of publication."""

    def __init__(self, published: datetime, zone: ZoneInfo, language: str, *, has_hour: bool) -> None:
        self._zone, self._language = zone, language
        self._published = published.astimezone(zone)
        self._has_hour = has_hour
        self._day = self._published.date()
        self._is_told = False
        self._days: dict[str, date | None] = {}

    def read(self, words: str) -> EntryTime | None:
        """Return what the words of a sub-head say; None for one without a time, which is a sub-head like any other."""
        written, words = words, words.translate(PLAIN_SIGNS)
        found = find_clock(words)
        if found is None:
            named = self.read_day(words)
            return EntryTime(named) if named is not None else None
        above = words[: found.start()].strip(" ,–—-")
        day = self._find_day(above) if above else self._day
        read = self._moment(day, found) if day is not None else None
        if day is None or read is None:
            return None
        guessed = not above and self._is_after_midnight(read[0])
        if guessed:
            day += timedelta(days=1)
            read = self._moment(day, found) or read
        title = written[read[2] :].strip().lstrip(BEFORE_TITLE).strip()
        return EntryTime(day, re.sub(r"\D", "", read[1]), read[0], title, guessed)

    def read_day(self, words: str) -> date | None:
        """Return the day that the words alone name, and count it for what follows; None for other words."""
        if len(words) > MAX_DAY_CHARS or DIGIT.search(words) is None or names_hour(words):
            return None
        day = self._find_day(words)
        if day is not None:
            self._day, self._is_told = day, True
        return day

    def _find_day(self, words: str) -> date | None:
        """Return the day that is named; one without a year is in that which brings it nearest to publication."""
        if words not in self._days:
            self._days[words] = self._read_named(words) or self._nearest(words)
        return self._days[words]

    def _nearest(self, words: str) -> date | None:
        published = self._published.date()
        years = [published.year + step for step in (0, -1, 1) if MINYEAR <= published.year + step <= MAXYEAR]
        for form in (*YEARLESS, *(EASTERN_YEARLESS if EASTERN_MONTH.search(words) else ())):
            read = (self._read_named(form.format(day=words, year=year)) for year in years)
            days = [day for day in read if day is not None]
            if days:
                return min(days, key=lambda day: abs(day - published))
        return None

    def _read_named(self, words: str) -> date | None:
        try:
            return read_moment(words, self._zone, "", self._language).astimezone(self._zone).date()
        except DateError:
            return None

    def _moment(self, day: date, found: re.Match[str]) -> tuple[datetime, str, int] | None:
        """Return the instant of a clock on a day, the clock with two digits for the hour, and where its words end.

        Capitals behind it that are no zone are words of the title: `14:05 BOAT SINKS`.
        """
        whole = WHOLE_HOUR.sub(r"\1:00", found["clock"].lower())
        clock = re.sub(r"^(\d):", r"0\1:", re.sub(r"(?<=\d)\s?[h.]\s?(?=\d\d)", ":", whole))
        zone = found["zone"] or ""
        for words, end in ((f"{clock} {zone}", found.end()), (clock, found.start("zone") if zone else found.end())):
            try:
                moment = read_moment(f"{day.isoformat()} {words}".strip(), self._zone)
            except DateError:
                continue
            plain = re.fullmatch(r"\d{2}:\d{2}(?::\d{2})?", clock)
            return moment, clock if plain else f"{moment.astimezone(self._zone):%H:%M}", end
        return None

    def _is_after_midnight(self, moment: datetime) -> bool:
        known = self._has_hour and not self._is_told
        return known and self._published - moment.astimezone(self._zone) >= AFTER_MIDNIGHT
