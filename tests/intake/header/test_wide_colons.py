"""Headers whose keys stand before the wide colon of East Asia."""

import pytest
from copies import held, read

BODY = "理事会は三時間にわたって会議を開いた。\n"


@pytest.mark.parametrize(
    "header",
    [
        "標題：渡輪漲價\n副標題：燃料\n作者：王小明\n日期：2027年5月6日",
        "標題：渡輪漲價",
        "見出し：渡輪漲價\n筆者：山田太郎",
        "제목：渡輪漲價\n기자：김철수",
    ],
)
def test_no_key_is_printed(header: str) -> None:
    parsed = read(f"{header}\n\n{BODY}")
    assert parsed.story is not None
    assert parsed.story.headline == "渡輪漲價"
    assert parsed.body.html == f"<p>{BODY.strip()}</p>"


def test_byline_and_date_are_read() -> None:
    story = read(f"標題：渡輪漲價\n副標題：燃料\n作者：王小明\n日期：2027年5月4日\n\n{BODY}", "story.txt").story
    assert story is not None
    assert (story.deck, [byline.name for byline in story.bylines]) == ("燃料", ["王小明"])
    assert story.published.isoformat().startswith("2027-05-04")


def test_a_headline_with_a_wide_colon_stays() -> None:
    story = read(f"専門家：円安は続く\n\n{BODY}").story
    assert story is not None
    assert story.headline == "専門家：円安は続く"


def test_the_day_of_an_event_isnt_that_of_the_story() -> None:
    parsed = read(f"学校祭のお知らせ\n\n日時：2027年6月1日 10時\n場所：体育館\n\n{BODY}")
    assert parsed.story is not None
    assert parsed.story.published.date().isoformat() == "2027-05-06"
    assert "日時：2027年6月1日" in parsed.body.html


def test_an_embargo_with_a_wide_colon_holds() -> None:
    assert held(f"標題：渡輪漲價\n禁發：等通知\n\n{BODY}")


def test_a_header_between_dashes_may_have_wide_colons() -> None:
    story = read(f"---\nタイトル：渡輪漲價\n著者：山田太郎\n日付：2027年5月4日\n---\n{BODY}", "story.md").story
    assert story is not None
    assert (story.headline, [byline.name for byline in story.bylines]) == ("渡輪漲價", ["山田太郎"])


@pytest.mark.parametrize(
    ("tags", "topics"),
    [
        ("#ferry, #town council", ("ferry", "town council")),
        ("#ferry #council", ("ferry", "council")),
        ("# comment", ()),
    ],
)
def test_hashtags_are_topics_and_no_comment(tags: str, topics: tuple[str, ...]) -> None:
    story = read(f"---\ntitle: Fares\ntags: {tags}\n---\n{BODY}", "2027-05-06-story.md").story
    assert story is not None
    assert story.topics == topics
