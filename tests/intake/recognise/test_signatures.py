"""A reporter's name in full-width brackets, over or under a story in Japanese, is its byline and isn't printed."""

import pytest
from copies import read, shown
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.wire.east_signatures import read_signature

TEXT = "港の倉庫で二十二日、火災があった。\n\nけが人はいなかった。"
SIGNS = [
    ("（山本花子）", ["山本花子"]),
    ("（山本 花子）", ["山本 花子"]),
    ("（山本花子、佐藤太郎）", ["山本花子", "佐藤太郎"]),
    ("（文・林由美）", ["林由美"]),
    ("（文：林由美、写真：佐藤太郎）", ["林由美", "佐藤太郎"]),
    ("（山本花子記者）", ["山本花子"]),
    ("（長谷川健太）", ["長谷川健太"]),
]


def names(text: str) -> list[str]:
    story = read(text, "2026-11-22-x.txt").story
    assert story is not None
    return [byline.name for byline in story.bylines]


@pytest.mark.parametrize(("sign", "people"), SIGNS)
@pytest.mark.parametrize(
    "text",
    [
        "港で大火\n\n{sign}\n\n{text}",
        "港で大火\n{sign}\n{text}",
        "港で大火\n\n{text}{sign}",
        "港で大火\n\n{text}\n{sign}",
    ],
)
def test_a_name_in_brackets_signs_the_story(text: str, sign: str, people: list[str]) -> None:
    copy = text.format(sign=sign, text=TEXT)
    assert names(copy) == people
    assert "（" not in shown(read(copy, "2026-11-22-x.txt"))
    assert "けが人はいなかった。" in shown(read(copy, "2026-11-22-x.txt"))


@pytest.mark.parametrize(
    "words",
    ["（敬称略）", "（終わり）", "（写真は港）", "（県警）", "（東京）", "（東京都内）", "（随時掲載）", "（東京地裁）", "（関連記事）", "（首相官邸）",
     "（山本花子さん）", "（社会部）", "（神奈川県警）", "（二十二日）", "（午前十時）", "（税込価格）", "（資料による）", "（続く）"],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "\n"])
def test_other_words_in_brackets_are_text(words: str, before: str) -> None:
    copy = f"港で大火\n\n{TEXT}{before}{words}"
    assert names(copy) == []
    assert words in shown(read(copy, "2026-11-22-x.txt"))


def test_each_of_several_poems_or_letters_keeps_its_own_name() -> None:
    copy = "投稿欄\n\n港に雪が降る。（山本花子）\n\n船が帰る。（佐藤太郎）"
    assert names(copy) == []
    assert "（佐藤太郎）" in shown(read(copy, "2026-11-22-x.txt"))


def test_a_byline_comes_before_the_name_under_the_text() -> None:
    assert names(f"港で大火\n文：佐藤太郎\n\n{TEXT}（山本花子）") == ["佐藤太郎"]


@given(st.text(alphabet="（）山本花子・、 記者aさ", max_size=12))
def test_no_words_raise(words: str) -> None:
    read_signature(words)
