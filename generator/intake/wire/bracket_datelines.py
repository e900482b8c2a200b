"""Read the datelines of East Asia: `新华社北京11月22日电`, `【ワシントン時事】`, `(서울=연합뉴스) 홍길동 기자 =`."""

import re

import msgspec

from generator.intake.wire.agencies import name_agency
from generator.intake.wire.agency_table import AGENCIES
from generator.lazy_patterns import lazy_pattern

MAX_CHARS = 90
EAST = lazy_pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
NAMES = sorted(
    {name for agency in AGENCIES for name in agency.names if EAST.search(name)}
    | {"AFP", "AP", "CNN", "UPI", "BBC", "ＡＦＰ", "ＡＰ", "CNA"},
    key=lambda name: (-len(name), name),
)
NAME = "|".join(map(re.escape, NAMES))
DAY = r"\d{1,2} ?月 ?\d{1,2} ?日|\d{1,2} ?日|\d{1,2}월 ?\d{1,2}일"
CHINESE = lazy_pattern(
    rf"[（(【]?(?P<agency>{NAME})(?:[记記]者(?P<writer>[\u3400-\u9fff]{{2,3}})[／/ ]?)?"
    rf"(?P<place>[\u3400-\u9fffA-Za-z·]{{0,16}}?)[，, ]?(?P<day>{DAY})?(?:综合|綜合|外)?(?:电|電|讯|訊|专电"
    rf"|專電|报道|報導|消息)"
    r"[）)】]?(?:\s*[（(](?P<writers>[^（）()]{2,40})[）)])?\s*[-—：:]*\s*"
)
PLACED = lazy_pattern(r"(?P<place>[\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,10})(?=[（(])")
BRACKETED = re.compile(r"(?P<bracket>[【［\[（(〔](?P<inner>[^【】［］\[\]（）()〔〕]{2,40})[】］\]）)〕])\s*")
INNER_AGENCY = lazy_pattern(rf"(?:{NAME})(?![\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])")
KOREAN_WRITERS = lazy_pattern(
    r"(?P<writers>(?:[가-힣]{2,4}[ ·,]{1,2}){1,4}?)(?:기자|특파원|통신원|선임기자)?\s*=\s*|=\s*"
)
DASH = re.compile(r"[-－―—–=＝:：]+\s*")
WRITER_WORDS = lazy_pattern(r"^(?:[记記]者|本社|通讯员)\s*|\s*(?:[记記]者|기자|특파원)$")
MARKS = " 　・，,、=＝　-—:："

SEVERAL = re.compile(r"(?<=[\u3400-\u9fff]{2})[ 　]+(?=[\u3400-\u9fff]{2})")
"""What stands between the names of two Chinese reporters: `记者 李明 王芳`."""


class Bracketed(msgspec.Struct, frozen=True):
    """A dateline of these forms, and where it ends."""

    place: str
    day: str
    agency: str
    writers: str
    end: int


def read_bracketed(paragraph: str) -> Bracketed | None:
    """Return the dateline at the start of `paragraph`, or None."""
    opening = paragraph[:MAX_CHARS]
    if opening.isascii() or not EAST.search(opening):
        return None
    return _read_chinese(opening) or _read_enclosed(opening)


def _read_chinese(opening: str) -> Bracketed | None:
    found = CHINESE.match(opening)
    if found is None or (opening[0] in "（(【") != (found[0].rstrip(" -—：:")[-1:] in "）)】" and not found["writers"]):
        return None
    writers = (found["writers"] or found["writer"] or "").strip()
    return Bracketed(
        found["place"] or "",
        (found["day"] or "").replace(" ", ""),
        name_agency(found["agency"]) or found["agency"],
        SEVERAL.sub("、", WRITER_WORDS.sub("", writers).strip()),
        found.end(),
    )


def _read_enclosed(opening: str) -> Bracketed | None:
    """Return the dateline in brackets that hold an agency: `[東京　２２日　ロイター]　- `."""
    placed = PLACED.match(opening)
    found = BRACKETED.match(opening, placed.end() if placed else 0)
    if found is None:
        return None
    inner, _, writers = found["inner"].partition("＝")
    agency, place = _take_agency(inner)
    if not agency:
        inner, agency, writers = found["inner"], *_take_agency(found["inner"])[:1], ""
        place = _take_agency(inner)[1]
    if not agency:
        return None
    day = re.search(DAY, place)
    place = (place[: day.start()] + place[day.end() :] if day else place).strip(MARKS)
    if placed and place:
        return None
    signed = KOREAN_WRITERS.match(opening, found.end())
    dash = DASH.match(opening, found.end())
    end = signed.end() if signed else dash.end() if dash else found.end()
    writers = (signed["writers"] or "") if signed else writers
    return Bracketed(
        placed[0] if placed else place, day[0] if day else "", agency, WRITER_WORDS.sub("", writers.strip(MARKS)), end
    )


def _take_agency(inner: str) -> tuple[str, str]:
    """Return the agency in a bracket, and the rest of the bracket."""
    matches = list(INNER_AGENCY.finditer(inner))
    if not matches:
        return "", inner
    found = matches[-1]
    return name_agency(found[0]) or found[0], inner[: found.start()] + " " + inner[found.end() :]
