"""Read the names of reporters that stand alone in brackets: `（山本花子）`, `（文・山本花子）`."""

import re

from generator.intake.wire.agencies import name_agency
from generator.intake.wire.east_bylines import split_east
from generator.intake.wire.people import EAST, is_name, is_organisation, is_surely_name
from generator.intake.wire.word_sets import words_in

MAX_REPORTER_CHARS = 30
REPORTERS = ("기자", "특파원")
"""What Korean papers write behind the names of reporters."""
EMAIL = re.compile(r"[<(\[]?[\w.+-]{1,64}@[\w.-]{3,100}[>)\]]?")
ENCLOSED = re.compile(r"[（(]([^（）()]{3,40})[）)]")
"""Brackets of either width. In narrow ones other writings have much besides names: `(AP Photo)`."""
KANA = re.compile(r"[\u3040-\u30ff]")
ROLE = re.compile(
    r"^(?:(?:文|取材|執筆|記者|写真|撮影)[・:：／/ 　]\s*"
    r"|(?:本[报報]|特[约約])?(?:[记記]者|通[讯訊][员員])[:：／/ 　]*)"
)
REPORTER = re.compile(rf"(?:記者|編集委員|論説委員|特派員|通信員|支局長)$|{ROLE.pattern}")
"""What says that the name is a reporter's."""
HONOURED = ("氏", "さん", "様", "君")
"""What follows the name of somebody whom the story is about."""
KANJI = 4
"""A name of fewer characters without a blank may be any word, unless it is called a reporter's."""
LONG_SURNAMES = (
    "長谷川", "佐々木", "五十嵐", "小野寺", "大久保", "久保田", "佐久間", "長谷部", "小笠原", "二階堂", "宇佐美",
    "大河内", "日比野", "阿久津", "小早川", "東海林", "波多野", "曽我部", "喜多村", "海老原", "海老沢",
)  # fmt: skip
"""Surnames of three characters, which make a name of five."""
NO_NAMES = words_in(
    """
    敬称略 一部敬称略 文中敬称略 年齢当時 関連記事 無断転載 転載禁止 第一報 第二報 最終回 入場無料 雨天中止 雨天決行
    先着順 随時掲載 毎週掲載 写真提供 資料写真 日本時間 現地時間 複写禁止
    """
)
"""What else stands in such brackets without being a name."""
LAST_CHARS = tuple(
    "略載刊巻版時分秒円年月日号回目次順料無禁止可否済発着前後中用別内外計格店誌紙庫賞杯戦席位級警裁邸領間員者長人口"
)
"""The last characters of such words, and of those for people in office."""


def may_be_reporter(words: str) -> bool:
    """Tell quickly whether `read_reporter` may find names."""
    return not words.isascii() and any(word in words for word in REPORTERS)


def read_reporter(words: str) -> str:
    """Return the names in a last line of Korean copy that calls them reporters: `김민수 기자 kim@ilbo.example`."""
    called = EMAIL.sub("", words).strip() if "@" in words else words
    if len(called) > MAX_REPORTER_CHARS or not called.endswith(REPORTERS):
        return ""
    names = split_east(called, called)
    return "、".join(names) if all(map(is_name, names)) else ""


def read_signature(words: str) -> str:
    """Return the names in a line or an ending that is nothing but brackets with reporters' names; empty without one."""
    found = ENCLOSED.fullmatch(words.strip())
    inner = found[1].strip(" 　") if found else ""
    if not inner or inner.endswith(HONOURED) or (words.strip()[0] == "(" and EAST.search(inner) is None):
        return ""
    names = [ROLE.sub("", name) for name in split_east(inner, inner)]
    called = REPORTER.search(inner) is not None
    return "、".join(names) if names and all(_is_reporter(name, called=called) for name in names) else ""


def _is_reporter(name: str, *, called: bool) -> bool:
    if not is_name(name) or name in NO_NAMES or name_agency(name) or is_organisation(name):
        return False
    bare = name.replace(" ", "").replace("　", "")
    if called or bare != name:
        return len(bare) > 1
    surely = is_surely_name(name) and len(name) == KANJI
    return (surely or name.startswith(LONG_SURNAMES)) and not name.endswith(LAST_CHARS) and not KANA.search(name)
