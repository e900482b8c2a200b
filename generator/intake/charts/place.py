"""Find the charts that a text asks for, and mark their places in its HTML.

Markdown has a fenced block, plain text a line:

    ```chart                       Chart: results.csv, bars, Seats in the council
    file: results.csv              Source: Town clerk
    type: bars
    title: Seats in the council
    ```

Both may be written in either. In the text they become `{{ chart 1 }}`, a paragraph of its own, and in the HTML
`<p class="chart">Seats in the council</p>`: what programs show that know nothing of charts.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import quote

import msgspec

from generator.chart_records import Chart
from generator.charts.forms import FORMS
from generator.intake.names import ending_of, is_photo, is_table
from generator.intake.wire.lines import CopyLine, fold_blanks
from generator.model import Gravity, Problem

MAX_CHARTS = 20
"""The most charts in one story."""
MAX_TITLE_CHARS = 200
OPENING = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*chart[ \t]*", re.IGNORECASE)
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
LINE = re.compile(r"[ \t]*chart[ \t]*:[ \t]*(\S.*)", re.IGNORECASE)
SOURCE = re.compile(r"[ \t]*source[ \t]*:[ \t]*(\S.*)", re.IGNORECASE)
FIELD = re.compile(r"\s*([A-Za-z]{1,20})\s*[:=]\s*(.*)")
FILE = re.compile(r"[\"“']?([^,\"“”]{1,300}?\.[A-Za-z]{2,4})[\"”']?\s*(?:,\s*(.*))?")
PIN = re.compile(r"\s*(\d{1,3}(?:\.\d+)?)\s*%?\s*[,;x ]\s*(\d{1,3}(?:\.\d+)?)\s*%?\s*(?:[,;]\s*(.*))?")
KEYED = re.compile(r"[A-Za-z][\w -]{0,30}:(?:\s|$)")
PLACE = re.compile(r"<p>\{\{ chart (\d{1,3}) \}\}</p>")
MARKED = re.compile(r'<p class="chart">.*?</p>')
"""A paragraph that stands for a chart. No text of an editor can have this class: see intake/html/sanitise.py."""
NAMES = {
    "bar": "bars", "column": "columns", "line": "lines", "stack": "stacked", "stacked bars": "stacked",
    "stacked bar": "stacked", "dot": "dots", "dot plot": "dots", "election bars": "election",
    "small multiples": "multiples", "multiple": "multiples", "map": "locator", "pin": "locator",
}  # fmt: skip
"""What the forms are called, too."""


class ChartText(msgspec.Struct, frozen=True):
    """A text in which each chart is a mark, and the charts."""

    lines: tuple[CopyLine, ...]
    charts: tuple[Chart, ...] = ()
    problems: tuple[Problem, ...] = ()


def take_charts(lines: tuple[CopyLine, ...], file: str) -> ChartText:
    """Return the lines with a mark in the place of each chart. They keep their numbers."""
    return _ChartReader(lines, file).read()


def may_hold_chart(folded: str) -> bool:
    """Tell quickly whether a text, given casefolded, may ask for a chart."""
    return "chart" in folded


class _ChartReader:
    """Reads the lines of one text."""

    def __init__(self, lines: Sequence[CopyLine], file: str) -> None:
        self.lines = lines
        self.file = file
        self.kept: list[CopyLine] = []
        self.charts: list[Chart] = []
        self.problems: list[Problem] = []
        self.last: list[str] = []

    def read(self) -> ChartText:
        """Return the text with marks. A chart that is asked for among the fields of a header stands at the end."""
        at, code = 0, ""
        while at < len(self.lines):
            line = self.lines[at]
            fence = FENCE.match(line.text)
            if not code and OPENING.fullmatch(line.text):
                at = self._read_block(at)
            elif not code and self._asks(line.text):
                at = self._read_line(at)
            else:
                code = self._code_after(code, fence)
                self.kept.append(line)
                at += 1
        end = self.lines[-1].number if self.lines else 0
        for mark in self.last:
            self.kept += [CopyLine(end, "", ""), CopyLine(end, mark, mark)]
        return ChartText(tuple(self.kept), tuple(self.charts), tuple(self.problems))

    @staticmethod
    def _code_after(code: str, fence: re.Match[str] | None) -> str:
        """Return the fence of the block of code that goes on after a line."""
        if fence is None:
            return code
        if not code:
            return fence[1]
        return "" if fence[1].startswith(code) else code

    @staticmethod
    def _asks(text: str) -> bool:
        found = LINE.fullmatch(text)
        named = FILE.fullmatch(found[1].strip()) if found else None
        return named is not None and (is_table(named[1]) or is_photo(named[1]))

    def _read_block(self, at: int) -> int:
        """Read a fenced block, and return the number of the line behind it."""
        opening = OPENING.fullmatch(self.lines[at].text)
        fence = opening[1] if opening else ""
        end = at + 1
        while end < len(self.lines) and not self.lines[end].text.strip().startswith(fence):
            end += 1
        fields: dict[str, str] = {}
        for line in self.lines[at + 1 : end]:
            found = FIELD.fullmatch(line.text)
            if found:
                fields[found[1].casefold()] = found[2].strip().strip("\"“”'")
            elif line.words:
                self._tell(
                    line.number,
                    f"“{line.words[:100]}” isn't a line that a chart can have.",
                    "Write it as “title: Seats”.",
                )
        self._add(fields, at, min(end + 1, len(self.lines)), between=False)
        return end + 1

    def _read_line(self, at: int) -> int:
        """Read a line of plain text and the source under it, and return the number of the line behind them."""
        line = self.lines[at]
        found = LINE.fullmatch(line.text)
        named = FILE.fullmatch(found[1].strip()) if found else None
        fields = {"file": named[1] if named else ""}
        rest = (named[2] or "").strip().strip("\"“”'") if named else ""
        form, comma, title = rest.partition(",")
        if _form_of(form):
            fields |= {"type": form, "title": title.strip()}
        else:
            fields["title"] = f"{form}{comma}{title}"
        end = at + 1
        below = SOURCE.fullmatch(self.lines[end].text) if end < len(self.lines) else None
        beside = self.lines[at - 1 : at] if at else []
        between = any(KEYED.match(one.words) for one in beside) or self._is_keyed(end)
        if below and not (between and self._is_keyed(end + 1)):
            fields["source"] = below[1]
            end += 1
            between = any(KEYED.match(one.words) for one in beside)
        self._add(fields, at, end, between=between)
        return end

    def _is_keyed(self, at: int) -> bool:
        """Tell whether a line is a field of a header, and no source of a chart."""
        if at >= len(self.lines):
            return False
        return KEYED.match(self.lines[at].words) is not None and not SOURCE.fullmatch(self.lines[at].text)

    def _add(self, fields: dict[str, str], at: int, end: int, *, between: bool) -> None:
        """Add a chart and its mark for the lines from `at` to `end`, if they name a file that can be shown."""
        chart = self._chart(fields, self.lines[at].number)
        if chart is None:
            return
        self.charts.append(chart)
        mark = f"{{{{ chart {len(self.charts)} }}}}"
        if between:
            self.last.append(mark)
        else:
            self.kept += self._marked(mark, at, end)

    def _marked(self, mark: str, at: int, end: int) -> Iterator[CopyLine]:
        """Yield the mark between blank lines: those that are there, those of the block, or new ones."""
        numbers = [line.number for line in self.lines[at:end]]
        if len(numbers) == 1 and self.kept and self.kept[-1].words:
            yield CopyLine(numbers[0], "", "")
        blanks = numbers[1:] if len(numbers) > 1 else []
        if len(numbers) > 2:
            yield CopyLine(numbers[0], "", "")
            numbers, blanks = numbers[1:], numbers[2:]
        elif len(numbers) == 2 and self.kept and self.kept[-1].words:
            yield CopyLine(numbers[0], "", "")
        yield CopyLine(numbers[0], mark, fold_blanks(mark))
        yield from (CopyLine(number, "", "") for number in blanks)
        if not blanks and end < len(self.lines) and self.lines[end].words:
            yield CopyLine(numbers[0], "", "")

    def _chart(self, fields: dict[str, str], line: int) -> Chart | None:
        file = fields.get("file", "")
        form = _form_of(fields.get("type", ""))
        if fields.get("type") and not form:
            known = ", ".join(FORMS)
            self._tell(
                line, f"“{fields['type'][:100]}” isn't a type of chart, so bars are drawn.", f"Write one of: {known}."
            )
        form = "locator" if is_photo(file) else "bars" if form in {"", "locator"} and is_table(file) else form
        if not (is_table(file) or is_photo(file)):
            what = f"“{file[:100]}” is no table" if file else "The chart names no file"
            self._tell(
                line, f"{what}, so it isn't shown.", "Write “file: results.csv”, and drop that file beside the story."
            )
            return None
        if len(self.charts) >= MAX_CHARTS:
            self._tell(line, f"The story has more than {MAX_CHARTS} charts; this one isn't shown.", "Split the story.")
            return None
        pin, label = self._pin(fields, line) if form == "locator" else (None, "")
        title = " ".join(fields.get("title", "").split())[:MAX_TITLE_CHARS]
        source = " ".join(fields.get("source", "").split())[:MAX_TITLE_CHARS]
        return Chart(file=file, form=form, title=title or label, source=source, pin=pin, label=label, line=line)

    def _pin(self, fields: dict[str, str], line: int) -> tuple[tuple[float, float] | None, str]:
        found = PIN.fullmatch(fields.get("pin", ""))
        place = (float(found[1]), float(found[2])) if found else None
        if fields.get("pin") and (place is None or max(place) > 100):
            hint = "Write how far from the left and from the top it is: “pin: 40%, 55%, Grange Hall”."
            self._tell(line, f"“{fields['pin'][:100]}” doesn't say where the pin is.", hint)
            place = None
        label = (found[3] if found else "") or fields.get("label", "")
        return place, " ".join((label or "").split())[:80]

    def _tell(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, line, message, hint, Gravity.WARNING, code="data-chart"))


def _form_of(words: str) -> str:
    """Return the form that is meant; empty if there is none of that name."""
    name = " ".join(words.casefold().replace("_", " ").replace("-", " ").split()).removesuffix(" chart")
    return name if name in FORMS else NAMES.get(name, "")


def mark_charts(html: str, charts: Sequence[Chart]) -> str:
    """Return sanitised `html` with a paragraph in the place of each mark."""
    return PLACE.sub(lambda mark: _paragraph(charts, int(mark[1])), html) if charts else html


def without_charts(html: str) -> str:
    """Return `html` without the paragraphs that `mark_charts` made."""
    return MARKED.sub("", html)


def charts_in(html: str, charts: Sequence[Chart]) -> tuple[Chart, ...]:
    """Return the charts in the order of their marks. What a reader of letters took out has none."""
    numbers = (int(mark[1]) for mark in PLACE.finditer(html))
    return tuple(charts[number - 1] for number in numbers if 0 < number <= len(charts))


def _paragraph(charts: Sequence[Chart], number: int) -> str:
    if not 0 < number <= len(charts):
        return ""
    chart = charts[number - 1]
    words = escape(chart.title or chart.file, quote=False)
    if chart.form != "locator":
        return f'<p class="chart">{words}</p>'
    picture = f'<img src="{escape(quote(chart.file, safe="/"))}" alt="{escape(chart.title)}" loading="lazy">'
    return f'<p class="chart">{picture} {words}</p>'


def tables_of(charts: Sequence[Chart]) -> Iterator[str]:
    """Yield the files of the tables that charts name, each once."""
    yield from dict.fromkeys(chart.file for chart in charts if ending_of(chart.file) and is_table(chart.file))
