"""The headline is the headline, and a date is the date of publication only where it stands as one."""

from datetime import UTC, datetime

import msgspec
import pytest
from copies import DESK, held, read, shown

from generator.intake.parse import parse_copy
from generator.intake.wire.lines import number_lines
from generator.intake.wire.story import read_wire
from generator.model import Gravity

TEXT = "The pier reopened on Monday, after a summer without boats."


def headline_of(text: str) -> str:
    story = read(text).story
    assert story is not None
    return story.headline


@pytest.mark.parametrize(
    "above",
    [
        "By Ann Lee\n\n",
        "May 6, 2027\n\n",
        "EDITORIAL\n\n",
        "PIER\n",
        "Letter to the editor\n\n",
        "LEITARTIKEL\n\n",
        "社説\n\n",
        "https://paper.example/pier\n",
        "Word count: 310\n",
        "This article is republished from The Shore under a licence of its own. Read the original article.\n\n",
        "Skip to main content\nShore News\nSections\n\n",
        "EMBARGOED UNTIL MAY 5, 2027\n\n",
        "April 30, 2027\n\n",
        "30.4.2027 – 10:00\n\n",
        "WATERFRONT\n\n",
        "OUR VIEW\nEDITORIAL\n\n",
        "THE SHORE COURIER\nThursday, May 6, 2027\nPage A1\n\n",
        "A1 Pier 0506 / Poe / 18 inches / w photo\n",
        "TOWN-PIER-05/06\n",
        "pier_poe_0506\n",
        "CORRECTED VERSION - fixes spelling of Poe in 3rd graf\n\n",
        "SEO headline: The pier of Tern Point reopens\n",
        "Slug: PIER06\nSEO hed: The pier of Tern Point reopens\nLength: 12 inches\n",
        "HEAD: ",
        "1 HOME Pier\n\n",
        "Subject: ",
        "SUGGESTED HEADLINE: ",
        "Заголовок: ",
    ],
)
def test_what_stands_above_the_headline_is_not_the_headline(above: str) -> None:
    assert headline_of(f"{above}Pier opens again\nBy Bo Poe\n\n{TEXT}\n") == "Pier opens again"


@pytest.mark.parametrize(
    "above",
    [
        "Section: Town",
        "Slug: PIER06",
        "By Ann Lee",
        "**OPINION**",
        "May 6, 2027",
        "<!-- call Ann -->",
        "<!--\ncall Ann\n-->",
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\n\n<!-- call Ann -->\n\n"])
def test_what_stands_above_a_headline_of_markdown_is_not_the_headline(above: str, between: str) -> None:
    parsed = read(f"{above}{between}# Pier *opens* again\n\n{TEXT}\n", "2027-05-06-p.md")
    assert parsed.story is not None
    assert parsed.story.headline == "Pier opens again"
    assert parsed.body.html.strip() == f"<p>{TEXT}</p>"


def test_comments_in_the_head_of_markdown_hide_no_byline_and_no_agency() -> None:
    text = f"# Pier opens again\n<!-- call Ann -->\nBy Bo Poe\n\n<!-- photos by Ann -->\n\nTERN POINT (AP) — {TEXT}\n"
    story = read(text, "2027-05-06-p.md").story
    assert story is not None
    assert ([byline.name for byline in story.bylines], story.source) == (["Bo Poe"], "AP")


@pytest.mark.parametrize("marks", ["##", "######"])
def test_a_byline_that_markdown_makes_a_heading_signs(marks: str) -> None:
    parsed = read(f"# Pier opens again\n\n{marks} By Bo Poe\n\n{TEXT}\n", "2027-05-06-p.md")
    assert parsed.story is not None
    assert [byline.name for byline in parsed.story.bylines] == ["Bo Poe"]
    assert parsed.body.html == f"<p>{TEXT}</p>"


def test_a_sub_head_that_begins_like_a_byline_stays_one() -> None:
    assert "By the sea</h2>" in shown(read(f"# Pier opens again\n\n## By the sea\n\n{TEXT}\n", "2027-05-06-p.md"))


def test_stars_around_a_headline_are_no_part_of_it() -> None:
    assert headline_of(f"***Pier opens again***\n\n{TEXT}\n") == "Pier opens again"


@pytest.mark.parametrize(
    "headline",
    [
        "GULLS WIN",
        "Opinion polls rise",
        "By the sea",
        "May 6: the day of the pier",
        "Roe / 1948 - 2026 / 18 inches of snow",
        "Dear Santa, please find us a pier",
        "OPINION: Incumbents Always Win",
    ],
)
def test_an_odd_headline_stays_one(headline: str) -> None:
    assert headline_of(f"{headline}\n\n{TEXT}\n\n{TEXT}\n") == headline


def test_a_kicker_is_kept() -> None:
    story = read(f"HARBOR\nPier opens again\nBy Ann Lee\n\n{TEXT}\n").story
    assert story is not None
    assert (story.kicker, story.headline) == ("HARBOR", "Pier opens again")


def test_a_kicker_stands_over_a_headline_with_a_deck() -> None:
    story = read(f"HARBOR\nPier opens again\nBoats are back\nBy Ann Lee\n\n{TEXT}\n").story
    assert story is not None
    assert (story.kicker, story.headline, story.deck) == ("HARBOR", "Pier opens again", "Boats are back")


def test_a_paragraph_is_no_headline() -> None:
    assert any("no headline" in message for message in held(f"{TEXT * 4}\n\n{TEXT}\n"))


def test_lines_for_the_desk_are_kept_and_not_printed_and_the_head_goes_on() -> None:
    parsed = read(
        f"Pier opens again\nhttps://paper.example/pier\nWord count: 310\nPhone: 555-0142\nvideo: boats.mp4\nBy Ann Lee\n\n{TEXT}\n"
    )
    assert parsed.story is not None
    assert [byline.name for byline in parsed.story.bylines] == ["Ann Lee"]
    assert parsed.story.extra["word_count"] == "310"
    assert parsed.body.html == f"<p>{TEXT}</p>"
    assert "310" not in shown(parsed)


def test_an_unknown_line_between_lines_of_the_head_is_for_the_desk() -> None:
    story = read(f"Pier opens again\nBy Ann Lee\nColour: blue\nMay 6, 2027 9 a.m.\n\n{TEXT}\n").story
    assert story is not None
    assert story.extra["colour"] == "blue"
    assert story.published == datetime(2027, 5, 6, 13, tzinfo=UTC)


def test_a_recipes_lines_are_story() -> None:
    assert "Serves: 6" in shown(read(f"Chowder\n\nBy Ann Lee\n\nServes: 6\n\n{TEXT}\n"))


def test_a_sentence_with_its_point_is_no_deck_and_stays_in_the_story() -> None:
    parsed = read(f"Pier opens again\n\nThe town let the boats back in.\n\nBy Ann Lee\n\n{TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.deck == ""
    assert [byline.name for byline in parsed.story.bylines] == ["Ann Lee"]
    assert parsed.body.html == f"<p>The town let the boats back in.</p>\n<p>{TEXT}</p>"


def test_two_lines_may_be_the_deck() -> None:
    story = read(f"Pier opens again\n\nBoats are back\nMayor is glad\n\nBy Ann Lee\n\n{TEXT}\n").story
    assert story is not None
    assert story.deck == "Boats are back. Mayor is glad"


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "block",
    [
        "Date: Saturday, May 22, 2027\nTime: 5 p.m.\nLocation: Grange Hall",
        "May 22, 2027\nWhere: Grange Hall\nCost: $9",
        "Datum: 22.5.2027\nUhrzeit: 17 Uhr\nOrt: Rathaus",
        "Saturday, May 22, 2027, 5 p.m.\nGrange Hall, 40 Pike Road",
    ],
)
def test_the_day_of_an_event_is_not_that_of_publication(block: str) -> None:
    parsed = read(f"Supper at the Grange\n\n{block}\n\nAll are welcome to it.\n")
    assert parsed.story is not None
    assert parsed.story.published == datetime(2027, 5, 6, 4, tzinfo=UTC)
    assert "22" in parsed.body.html


@pytest.mark.parametrize("headline", ["On this day", "This week in history", "Heute vor 50 Jahren", "今日は何の日"])
def test_a_day_of_history_is_not_that_of_publication(headline: str) -> None:
    parsed = read(f"{headline}\n\nMay 6, 1938\n\nThe ferry first ran.\n")
    assert parsed.story is None or parsed.story.published.year == 2027
    assert "1938" in parsed.body.html


def test_the_dates_of_a_life_stay_in_the_story() -> None:
    parsed = read(f"Mary A. Roe\n\nJuly 4, 1942 - May 4, 2027\n\n{TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.published.year == 2027
    assert "1942" in parsed.body.html


def test_where_name_and_copy_differ_the_name_wins_and_a_warning_says_so() -> None:
    parsed = read(f"Pier opens again\nBy Ann Lee\nMay 9, 2027\n\n{TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.published == datetime(2027, 5, 6, 4, tzinfo=UTC)
    [warning] = [problem for problem in parsed.problems if problem.gravity == "warning"]
    assert (warning.line, "2027-05-06" in warning.message) == (3, True)


def test_the_hour_of_the_same_day_counts() -> None:
    story = read(f"Pier opens again\nBy Ann Lee\nMay 6, 2027 at 4:05 p.m.\n\n{TEXT}\n").story
    assert story is not None
    assert (story.published, story.no_hour) == (datetime(2027, 5, 6, 20, 5, tzinfo=UTC), False)


@pytest.mark.parametrize(
    ("line", "no_hour"),
    [
        ("May 6, 2027", True),
        ("26.5.2027", True),
        ("May 6, 2027 12:00 a.m.", False),
        ("Date: 2027-05-06", True),
        ("Date: 2027-05-06 00:00", False),
    ],
)
def test_a_day_without_an_hour_is_known_as_one(line: str, no_hour: bool) -> None:
    story = read(f"Pier opens again\n{line}\n\n{TEXT}\n", "pier.txt").story
    assert story is not None
    assert story.no_hour is no_hour


def test_a_date_in_the_wrong_place_is_refused_with_that_reason() -> None:
    [message] = held(f"Pier opens again\n\n{TEXT}\n\nMay 6, 2027\n\nCome early.\n", "pier.txt")
    assert "doesn't stand where" in message


def test_a_range_of_days_is_no_dateline() -> None:
    assert "Week of May 3 - May 9" in shown(
        read(f"Calendar\n\nWeek of May 3 - May 9 — the pier is closed.\n\n{TEXT}\n")
    )


# --- embargoes and Markdown -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["2027-05-06-pier.txt", "2027-05-06-pier.md"])
@pytest.mark.parametrize(
    ("form", "day"),
    [
        ("{h}\n\nEMBARGOED UNTIL 9 A.M. EDT, THURSDAY, MAY 13, 2027\n\n{t}\n", 13),
        ("EMBARGOED UNTIL MAY 13, 2027\n\n{h}\n\n{t}\n", 13),
        ("{h}\n\nRelease date: May 13, 2027\n\n{t}\n", 13),
        ("{h}\n\nSperrfrist: 13. Mai 2027, 9 Uhr\n\n{t}\n", 13),
    ],
)
def test_an_instant_that_can_be_read_is_the_embargo(form: str, day: int, name: str) -> None:
    parsed = read(form.format(h="Pier opens again", t=TEXT), name)
    assert parsed.story is not None, parsed.problems
    assert parsed.story.headline == "Pier opens again"
    assert parsed.story.opens.day == day
    assert parsed.body.html == f"<p>{TEXT}</p>"


@pytest.mark.parametrize(
    "text",
    [
        "# DRAFT: Pier opens\n\n{t}\n",
        '---\ntitle: "HOLD - Pier opens"\n---\n{t}\n',
        '---\ntitle: Pier opens\ndeck: "EMBARGOED UNTIL THURSDAY"\n---\n{t}\n',
        "---\ntitle: Pier opens\nnotes: HOLD for Sunday\n---\n{t}\n",
        "# Pier opens\n\n**EMBARGO:** Thursday\n\n{t}\n",
        "# Pier opens\n\n{t}\n\nNOT FOR PUBLICATION\n",
    ],
)
def test_markdown_and_headers_are_searched(text: str) -> None:
    assert held(text.format(t=TEXT), "2027-05-06-pier.md")


@pytest.mark.parametrize(
    "text",
    [
        "# How the island got by\n\n{t}\n\n## Draft\n\nHe was picked ninth.\n\n## The embargo: 1973 to 1974\n\n{t}\n",
        "---\ntitle: Gulls take Doe\ntopics: [draft, embargo]\n---\n{t}\n",
        "---\ntitle: Pier opens\nembargo: none\ndraft: no\n---\nEMBARGO\n\n{t}\n\nDraft\n",
        "---\ntitle: Pier opens\nembargo: keine\n---\nEMBARGOED UNTIL THURSDAY\n\n{t}\n",
    ],
)
def test_a_false_alarm_is_published(text: str) -> None:
    assert held(text.format(t=TEXT), "2027-05-06-pier.md") == []


def test_the_head_of_markdown_is_read_like_that_of_plain_text() -> None:
    parsed = read(
        f"# Pier opens again\n\n*By Ann Lee*\n**May 6, 2027 4:05 p.m.**\n\n{TEXT}\n\n- one\n- two\n", "2027-05-06-p.md"
    )
    assert parsed.story is not None
    assert [byline.name for byline in parsed.story.bylines] == ["Ann Lee"]
    assert parsed.story.published == datetime(2027, 5, 6, 20, 5, tzinfo=UTC)
    assert parsed.body.html.startswith(f"<p>{TEXT}</p>\n<ul>")


@pytest.mark.parametrize("names", ["- Ada Moss\n- Ben Hale", "- Ада Мосс\n- Бен Хейл", "- 張三\n- 李四"])
def test_names_in_a_list_are_story_and_no_bylines(names: str) -> None:
    wire = read_wire(number_lines(f"Two freed\n\nThese two were freed:\n\n{names}"), "town/2026-11-22-freed.txt")
    assert "bylines" not in wire.fields and "deck" not in wire.fields
    assert " ".join(wire.paragraphs).split() == [
        "These",
        "two",
        "were",
        "freed:",
        *names.replace("-", "").split(),
    ]


def test_a_name_behind_a_dash_signs_the_story_under_it() -> None:
    wire = read_wire(number_lines("Two freed\n- Ada Moss\n\nThey are home."), "town/2026-11-22-freed.txt")
    assert wire.fields["bylines"].value == "- Ada Moss"
    assert wire.paragraphs == ("They are home.",)


def test_a_name_over_the_name_of_a_paper_and_a_date_signs() -> None:
    text = "Two freed\n\nAda Moss\nThe Hillside Herald\nPublished Nov. 22, 2026\n\nThey are home."
    wire = read_wire(number_lines(text), "town/2026-11-22-freed.txt")
    assert wire.fields["bylines"].value == "Ada Moss, The Hillside Herald"
    assert "deck" not in wire.fields


@pytest.mark.parametrize("label", ["CUTLINE:", "Bildunterschrift:", "Pie de foto:", "Caption 2:", "FOTO:"])
def test_each_line_about_a_photo_leaves_the_story_and_is_named(label: str) -> None:
    text = f"Wall to rise\n\nBy Ada Moss\n\nThe wall will rise.\n\nPhoto: The wall.\n\n{label} The hill."
    wire = read_wire(number_lines(text), "town/2026-11-22-wall.txt")
    assert wire.paragraphs == ("The wall will rise.",)
    assert [problem.line for problem in wire.problems] == [7, 9]


@pytest.mark.parametrize("dates", ["1938 - 2026", "May 3, 1938 – Nov. 19, 2026", "3. Mai 1938 – 19. November 2026"])
def test_a_dateline_is_found_under_life_dates(dates: str) -> None:
    text = f"Otto Hale\n\n{dates}\n\nBIRCH HILL — Otto Hale, 88, died Thursday."
    wire = read_wire(number_lines(text), "town/2026-11-22-hale.txt")
    assert wire.dateline == "BIRCH HILL"
    assert wire.paragraphs == (dates, "Otto Hale, 88, died Thursday.")


@pytest.mark.parametrize("line", ["Pub date: Sunday", "Publication date: next Tuesday", "Pub date: weekend edition"])
@pytest.mark.parametrize("name", ["2026-11-22-jobs.txt", "2026-11-22-jobs.md"])
def test_a_day_of_release_without_a_date_is_held_whatever_the_files_name_says(line: str, name: str) -> None:
    mark = "# " if name.endswith(".md") else ""
    text = f"{mark}Bay jobs rise\n\n{line}\n\nThe bay added jobs, officials said.\n"
    parsed = parse_copy(text.encode(), f"content/world/{name}", DESK)
    assert parsed.story is None
    assert [problem.line for problem in parsed.problems if problem.gravity is Gravity.HELD] == [3]


def test_a_line_that_repeats_the_headline_is_no_byline() -> None:
    parsed = read(f"Ann Lee\nAnn Lee\nMay 6, 2027\n\n{TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.bylines == ()
    assert parsed.body.html == f"<p>{TEXT}</p>"
    assert any("repeats the headline" in problem.message for problem in parsed.problems)


@pytest.mark.parametrize("headline", ["De Laurentiis Entertainment Group", "Di Maria Retires", "Van Halen Returns"])
def test_a_name_with_a_particle_over_the_story_is_the_headline(headline: str) -> None:
    parsed = read(f"{headline}\n\nLOS ANGELES (AP) -- The end was announced on Monday.\n\n{TEXT}\n")
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.bylines, parsed.story.source) == (headline, (), "AP")


def test_a_company_signs_only_behind_a_word_for_by() -> None:
    company = "De Laurentiis Entertainment Group"
    bare = read(f"Pier opens again\n{company}\nMay 6, 2027\n\n{TEXT}\n").story
    signed = read(f"Pier opens again\nBy {company}\nMay 6, 2027\n\n{TEXT}\n").story
    assert bare is not None and signed is not None
    assert bare.bylines == ()
    assert [(byline.name, byline.organisation) for byline in signed.bylines] == [(company, True)]


def test_a_month_that_means_two_agrees_with_the_day_in_the_name() -> None:
    parsed = read(f"Pier opens again\nBy Ann Lee\n6 listopada 2027\n\n{TEXT}\n", "2027-11-06-pier.txt")
    assert [problem.message for problem in parsed.problems if problem.gravity == Gravity.WARNING] == []


@pytest.mark.parametrize("name", ["山田太郎", "山田 太郎", "Ann Lee"])
def test_a_bare_name_directly_under_the_date_signs(name: str) -> None:
    parsed = read(f"フェリーが沈没\n2027年5月6日\n{name}\n\n日曜日にフェリーが沈没した。\n")
    assert parsed.story is not None
    assert [byline.name for byline in parsed.story.bylines] == [name]
    assert parsed.body.html == "<p>日曜日にフェリーが沈没した。</p>"


@pytest.mark.parametrize("line", ["神奈川県", "社会部", "横浜", "フェリー"])
def test_a_place_or_a_desk_under_the_date_does_not(line: str) -> None:
    parsed = read(f"フェリーが沈没\n2027年5月6日\n{line}\n\n日曜日にフェリーが沈没した。\n")
    assert parsed.story is not None and parsed.story.bylines == ()


def test_the_subject_of_an_obituary_does_not_sign_it() -> None:
    parsed = read(f"Obituary\nMay 6, 2027\nAnn Lee\n\nAnn Lee, 81, died on Monday at her home.\n\n{TEXT}\n")
    assert parsed.story is not None and parsed.story.bylines == ()


@pytest.mark.parametrize("mark", ["URGENT", "URGENT\n", "URGENT - ", "URGENT: ", "BULLETIN ", "FLASH!\n", "СРОЧНО: "])
def test_an_agencys_mark_of_urgency_is_no_part_of_the_headline(mark: str) -> None:
    space = " " if mark == "URGENT" else ""
    assert headline_of(f"{mark}{space}Pier opens again\nBy Ann Lee\n\n{TEXT}\n") == "Pier opens again"


@pytest.mark.parametrize("headline", ["Urgent care center opens", "URGENT CARE CENTER OPENS", "Flash flood hits pier"])
def test_the_same_word_in_a_headline_stays(headline: str) -> None:
    assert headline_of(f"{headline}\nBy Ann Lee\n\n{TEXT}\n") == headline


def test_a_wrapped_correction_is_one() -> None:
    parsed = read(
        f"Pier opens again\n(Corrects number of boats in\nthe second paragraph to 40)\nBy Ann Lee\n\n{TEXT}\n"
    )
    assert parsed.story is not None
    assert [one.text for one in parsed.story.corrections] == ["Corrects number of boats in the second paragraph to 40"]
    assert parsed.story.deck == ""
    assert parsed.body.html == f"<p>{TEXT}</p>"


def test_a_letter_to_the_editor_takes_its_subject_as_the_headline() -> None:
    parsed = read(
        'To the Editor:\n\nRe: "Ferry lease" (May 4)\n\nThe council is wrong. So is the mayor.\n\nANN LEE\nCove\n'
    )
    assert parsed.story is not None
    assert parsed.story.headline == '"Ferry lease" (May 4)'
    assert parsed.body.html == "<p>The council is wrong. So is the mayor.</p>\n<p>ANN LEE</p>\n<p>Cove</p>"


def test_a_letter_without_a_subject_waits_for_a_headline() -> None:
    assert any(
        "letter" in message for message in held("To the Editor:\n\nThe council is wrong. So is the mayor.\n\nAnn\n")
    )


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_labels_are_no_summary(ending: str) -> None:
    labels = "When: Saturday, 8 a.m.\n\nWhere: Grange Hall, 40 Pike Road\n\n"
    parsed = read(f"{'# ' if ending == 'md' else ''}Pancakes\n\n{labels}{TEXT}\n", f"2027-05-06-story.{ending}")
    assert parsed.story is not None
    assert parsed.story.summary == TEXT
    assert "Grange Hall" in parsed.body.html


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2027-05-06-tides.txt", "Tides\n\nDay\tHigh\nMon\t9.4\nTue\t9.8\n"),
        ("2027-05-06-tides.md", "# Tides\n\n| Day | High |\n|---|---|\n| Mon | 9.4 |\n| Tue | 9.8 |\n"),
    ],
)
def test_the_summary_of_a_table_keeps_its_cells_apart(name: str, text: str) -> None:
    story = read(text, name).story
    assert story is not None
    assert story.summary == "Day, High; Mon, 9.4; Tue, 9.8"


@pytest.mark.parametrize(
    "lede",
    [
        "Cove, May 6, 2027 (NAN) The Federal Government has approved the repair of 12 bridges and three piers.",
        "COVE (AP) — The Federal Government has approved the repair of 12 bridges and three piers, officials said.",
        "Cove, 6 mai 2027 (AFP) - Un incendie a détruit samedi soir un entrepôt de 4.000 m2, selon les pompiers.",
        "【京都共同】京都府警は22日、京都市内の寺から仏像を盗んだとして、住所不定の男を逮捕した。",
    ],
)
def test_agency_copy_without_a_headline_waits_for_one(lede: str) -> None:
    assert any("no headline" in message for message in held(f"{lede}\n\n{TEXT}\n"))


def test_the_labels_of_an_event_are_no_headline() -> None:
    labels = "WHO: Ann Lee\nWHAT: Ribbon cutting\nWHEN: Tuesday, 10 a.m.\nWHERE: 302 W. 10th St."
    assert any("no headline" in message for message in held(f"MEDIA ADVISORY\n\n{labels}\n"))


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Publié le 06/05/2027 à 08h15 | Mis à jour le 06/05/2027 à 10h02", "12:15", "14:02"),
        ("06/05/2027 08h15 - Atualizado há 2 horas", "12:15", ""),
        ("TNN | Updated: May 6, 2027, 10:02 EDT", "04:00", "14:02"),
        ("Veröffentlicht am 6. Mai 2027, 08:15 Uhr", "12:15", ""),
    ],
)
def test_the_times_of_web_pages_are_read(line: str, published: str, updated: str) -> None:
    desk = msgspec.structs.replace(DESK, date_order="dmy")
    text = f"Pier opens again\n{line}\n\n{TEXT}\n"
    parsed = parse_copy(text.encode(), "content/town/2027-05-06-story.txt", desk)
    assert parsed.story is not None
    assert parsed.story.published.isoformat()[11:16] == published
    assert (parsed.story.updated.isoformat()[11:16] if parsed.story.updated else "") == updated
    assert parsed.body.html == f"<p>{TEXT}</p>"


def test_the_place_of_a_reporter_is_no_second_reporter() -> None:
    story = read(f"Pier opens again\nPor Mariana Alves, do Recife\n\n{TEXT}\n").story
    assert story is not None
    assert [byline.name for byline in story.bylines] == ["Mariana Alves"]


def test_a_headline_that_opens_with_the_word_source_stays_the_headline() -> None:
    text = (
        "Source: Council to name Roe as its next clerk\n\nBy Ann Lee\n\nThe council will name her on Monday, he said.\n"
    )
    wire = read_wire(number_lines(text), "town/2026-11-22-clerk.txt")
    assert wire.headline == "Source: Council to name Roe as its next clerk"


def test_an_hour_and_a_place_under_a_date_are_an_event() -> None:
    [message] = held(
        f"Concert at the mill\nSaturday, May 8, 2027\n7:30 p.m. at the Grange Hall\n\n{TEXT}\n", "mill.txt"
    )
    assert "May 8" in message


def test_a_linked_byline_of_markdown_with_its_paper_and_date_is_read() -> None:
    head = "*By [Ann Lee](mailto:ann@shore.example) | Shore Tribune | May 6, 2027*"
    parsed = read(f"# Pier opens again\n\n{head}\n\n{TEXT}\n", "pier.md")
    assert parsed.story is not None
    assert [(one.name, one.affiliation) for one in parsed.story.bylines] == [("Ann Lee", "Shore Tribune")]
    assert parsed.body.html == f"<p>{TEXT}</p>"


def test_what_somebody_did_is_no_affiliation() -> None:
    story = read(f"Hafen öffnet\nVon Jana Muster (Text) und Tim Beispiel (Fotos)\n\n{TEXT}\n").story
    assert story is not None
    assert [(one.name, one.affiliation) for one in story.bylines] == [("Jana Muster", ""), ("Tim Beispiel", "")]


def test_life_dates_under_the_name_stand_over_the_dateline() -> None:
    parsed = read(f"Ann Lee, 81, potter\n\nAnn Lee\nMarch 3, 1945 - May 4, 2027\n\nMARROW BAY - {TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.dateline == "MARROW BAY"
    assert parsed.body.html == f'<p class="note">Ann Lee<br>\nMarch 3, 1945 - May 4, 2027</p>\n<p>{TEXT}</p>'


def test_the_bold_of_a_messenger_is_no_part_of_the_headline() -> None:
    assert headline_of(f"*Court sacks Speaker*\n\n{TEXT}\n") == "Court sacks Speaker"
    assert headline_of(f"M*A*S*H returns\n\n{TEXT}\n") == "M*A*S*H returns"


def test_the_credit_of_a_photo_over_the_headline_is_read() -> None:
    parsed = read(f"Fot. Jan Kowalski\nSmog w Krakowie\n\n{TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Smog w Krakowie"
    assert parsed.body.html == f"<p>{TEXT}</p>"


def test_the_labels_of_a_match_are_no_deck() -> None:
    parsed = read(
        f"Sport vence o Náutico\n\nSPORT 2 x 1 NÁUTICO\nLocal: Ilha do Retiro\nData: 21 de novembro\n\n{TEXT}\n"
    )
    assert parsed.story is not None
    assert parsed.story.deck == ""
    assert "Ilha do Retiro" in parsed.body.html


def test_a_picture_and_its_caption_may_stand_over_the_headline_of_markdown() -> None:
    parsed = read(
        f"![Pier](pier.jpg)\n*The pier at dawn.*\n\n# Pier opens again\n\nBy Ann Lee\n\n{TEXT}\n", "2027-05-06-p.md"
    )
    assert parsed.story is not None
    assert (parsed.story.headline, [one.name for one in parsed.story.bylines]) == ("Pier opens again", ["Ann Lee"])
    assert 'src="pier.jpg"' in parsed.body.html


def test_a_day_above_the_headline_that_is_not_the_names_is_told_and_not_printed() -> None:
    parsed = read(f"April 30, 2027\n\nPier opens again\n\n{TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.published.date().isoformat() == "2027-05-06"
    assert "April 30" not in shown(parsed)
    assert [problem.line for problem in parsed.problems if problem.gravity is Gravity.WARNING] == [1]


def test_a_column_is_its_writers() -> None:
    parsed = read(f"Guest Column | Ann Lee\n\nPier opens again\n\n{TEXT}\n\nIt was time.\n")
    assert parsed.story is not None
    assert (parsed.story.kicker, parsed.story.headline) == ("Guest Column", "Pier opens again")
    assert [byline.name for byline in parsed.story.bylines] == ["Ann Lee"]


def test_the_headline_for_print_is_one_where_there_is_no_other() -> None:
    text = f"SEO headline: Tern Point pier\nPrint headline: Pier opens again\nDeck: It was time.\nByline: Bo Poe\n\n{TEXT}\n"
    parsed = read(text)
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.deck) == ("Pier opens again", "It was time.")


@pytest.mark.parametrize("mark", ["(with photos)", "[w/ video]", "(mit Fotos)"])
def test_a_headline_loses_the_note_about_its_pictures(mark: str) -> None:
    assert headline_of(f"Pier opens again {mark}\nBy Bo Poe\n\n{TEXT}\n") == "Pier opens again"


def test_a_pull_quote_is_for_the_desk() -> None:
    parsed = read(f'Pier opens again\nBy Bo Poe\nPull quote: "We did it."\n\n{TEXT}\n')
    assert "We did it" not in shown(parsed)


def test_a_column_about_other_years_has_its_years() -> None:
    parsed = read("From our files\n\n100 YEARS AGO\nMay 6, 1927\n\nThe pier burned down.\n")
    assert parsed.story is not None
    assert parsed.story.deck == ""
    assert "100 YEARS AGO" in parsed.body.html


def test_a_heading_over_the_byline_of_markdown_is_the_deck() -> None:
    parsed = read(f"# Pier opens again\n## At last\n*By Bo Poe*\n\n{TEXT}\n", "2027-05-06-pier.md")
    assert parsed.story is not None
    assert (parsed.story.headline, parsed.story.deck) == ("Pier opens again", "At last")
    assert [byline.name for byline in parsed.story.bylines] == ["Bo Poe"]
