"""What a web page has around its story is left out, and no sentence with it."""

import pytest
from copies import read, shown

from generator.intake.languages.menus import HOME, ONWARD

LEDE = "The council voted 5-2 on Sunday to renew the lease of the ferry landing."
STORY = f"Ferry lease approved\nBy Jane Roe\n\n{LEDE}\n"


@pytest.mark.parametrize(
    "menu",
    [
        "Home\nNews\nSport\nWeather",
        "Home",
        "Home | News | Sport | Weather | Contact us",
        "Home > News > Local",
        "News | Sport",
        "Menu\nSearch\nSubscribe\nLog In",
        "Accueil > Actualités > Région",
        "Strona główna » Kraków » Wiadomości",
        "[Home](/) | [News](/news)",
        "Home\tNews\tSport",
    ],
)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_menu_is_no_headline(menu: str, ending: str) -> None:
    mark = "# " if ending == "md" else ""
    parsed = read(f"{menu}\n\n{mark}{STORY}", f"2027-05-06-story.{ending}")
    assert parsed.story is not None
    assert parsed.story.headline == "Ferry lease approved"
    assert parsed.body.html == f"<p>{LEDE}</p>"
    assert any("leads to other pages" in problem.message for problem in parsed.problems)


@pytest.mark.parametrize("headline", ["Home", "Opinion | The town should own its ferry", "News, sport and weather"])
@pytest.mark.parametrize("below", ["\nBy Jane Roe\n", "\n"])
def test_a_headline_of_the_same_words_stays_one(headline: str, below: str) -> None:
    parsed = read(f"{headline}{below}\n{LEDE}\n\n{LEDE}\n")
    assert parsed.story is not None
    assert parsed.story.headline == headline


def test_a_menu_of_dishes_keeps_its_headline() -> None:
    parsed = read("Menu\n\n◦ Soup\n◦ Bread\n◦ Pie\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Menu"
    assert parsed.body.html.count("<li>") == 3


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Five things about the ferry",
        "READ ALSO: Mayor's speech in full",
        "Related: Dog bites man",
        "À lire aussi : Les cinq dates du bac",
        "Czytaj też: Nowe tramwaje na ulicach",
        "相关阅读：五个日期",
        "[Also read: Who pays for the ferry?]",
    ],
)
@pytest.mark.parametrize("tail", ["", "\n\nCopyright 2027 The Associated Press. All rights reserved."])
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_line_that_leads_to_another_page_is_left_out_and_named(line: str, tail: str, ending: str) -> None:
    mark = "# " if ending == "md" else ""
    parsed = read(f"{mark}{STORY}\n{line}\n\n{LEDE}\n\n{line}{tail}\n", f"2027-05-06-story.{ending}")
    assert parsed.body.html == f"<p>{LEDE}</p>\n<p>{LEDE}</p>"
    left_out = [problem.line for problem in parsed.problems if "leads to other pages" in problem.message]
    assert left_out == [6, 10]


@pytest.mark.parametrize(
    "sentence",
    [
        "Read more about the ferry on our website.",
        "See also: the lease runs for ten years.",
        "Related: the council also voted to sell the pier.",
        "More: she wants the town to own it.",
    ],
)
def test_a_sentence_stays(sentence: str) -> None:
    assert sentence in shown(read(f"{STORY}\n{sentence}\n\n{LEDE}\n"))


def test_the_names_of_related_stories_are_still_read() -> None:
    story = read(f"Ferry lease approved\nRelated: dog-bites-man, old-ferry\n\n{LEDE}\n").story
    assert story is not None
    assert story.related == ("dog-bites-man", "old-ferry")


@pytest.mark.parametrize("phrase", ONWARD.all)
def test_each_phrase_is_known_in_its_language(phrase: str) -> None:
    parsed = read(f"{STORY}\n{phrase.capitalize()}: Abc def\n\n{LEDE}\n")
    assert parsed.body.html == f"<p>{LEDE}</p>\n<p>{LEDE}</p>"


@pytest.mark.parametrize("word", HOME.all)
def test_each_front_page_opens_a_menu(word: str) -> None:
    story = read(f"{word.capitalize()} | Abc | Def\n\n{STORY}").story
    assert story is not None
    assert story.headline == "Ferry lease approved"


def test_links_under_a_marked_heading_are_left_out() -> None:
    parsed = read("旅館が閉館へ\n\n京都市の旅館が閉館する。\n\n【関連記事】\n京都の宿泊税引き上げ\n嵐山の紅葉\n")
    assert parsed.body.html == "<p>京都市の旅館が閉館する。</p>"
    assert any("leads to other pages" in problem.message for problem in parsed.problems)
