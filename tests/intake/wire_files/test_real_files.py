"""Real files of agencies are read well: what each says stands where it belongs. Skipped where they aren't at hand."""

from pathlib import Path

import pytest
from conftest import SITE
from wired import TABLE

from generator.config import parse_config
from generator.intake.read_files import read_file
from generator.intake.read_job import ReadJob
from generator.intake.settings import intake_settings_of
from generator.model import Body, Parsed, Story

FOLDER = "content/wires/ap"
DESK = intake_settings_of(parse_config(SITE.replace("America/New_York", "Europe/Berlin") + TABLE))
NEWSML_IDS = "tag_reuters.com"

# file, headline, published, source, dateline, bylines, words
STORIES = [
    ("IPTC7901.txt", "Germany Social Democrats: Coalition talks with Merkel could fail", "2013-11-13 11:37", "dpa",
     "Berlin", (), 150),
    ("aap.xml", "The main stories on today's 1900 ABC TV news", "2013-10-20 08:27", "Australian Associated Press",
     "Sydney", ("John Doe",), 300),
    ("afp20.xml", "Décès de Naomi Musenga: l'opératrice du Samu définitivement condamnée", "2024-07-10 12:59", "AFP",
     "Strasbourg", (), 80),
    ("anpa-1.tst", "For Argentine chemo patients, mirrors can hurt", "2013-11-13 15:09", "Associated Press",
     "BUENOS AIRES, Argentina", ("Paul Byrne", "Almudena Calatrava"), 450),
    ("ansa-newsmlg2-text.xml", "Catalan independence declaration unacceptable - Alfano", "2017-10-11 09:41", "ANSA",
     "Rome", (), 55),
    ("ap-nitf.xml", "Can trading pollution like stocks help fight climate change?", "2015-12-10 19:10",
     "Associated Press", "NEW YORK", ("Bernard Condon",), 1_000),
    ("ap_anpa-1.tst", "Deng has 30 points, short-handed Heat beat Hawks 115-111", "2016-02-20 03:37", "AP", "ATLANTA",
     ("Charles Odum",), 400),
    ("ap_anpa-3.tst", "$210 lobster is found dead", "2016-08-29 16:26", "AP", "CHATHAM, Mass.", (), 3),
    ("ap_anpa-7.tst", "10 Things to Know for Today", "2019-09-04 10:29", "AP", "", (), 340),
    ("dpa.xml", "Eintracht in London: Hintereggers Tränen und Attacke auf Reporter", "2022-10-11 09:14", "dpa", "London",
     (), 200),
    ("dpa_four_line.txt", "Switzerland joins list of countries resisting UN migration pact", "2018-11-21 23:22", "dpa",
     "Geneva", (), 300),
    ("dpa_two_line.txt", "Peace talks on Yemen to take place in Sweden next month, Mattis says", "2018-11-21 21:01",
     "dpa", "Washington", (), 80),
    ("googleform.txt", "TEST NZ HEADER", "2016-05-05 04:11", "", "AUCKLAND", (), 75),
    ("handle_invalid_fields.xml", "Man accused of ramming gate at Rideau Hall with truck faces multiple charges",
     "2020-07-03 20:51", "Canadian Press", "Ottawa", ("Mia Rabson", "Jordan Press"), 950),
    ("pa4.xml", "GREAT BRITISH BAKE OFF COOKS UP TOP FIVE MOST-WATCHED SHOWS OF 2016", "2016-10-03 14:22",
     "Press Association", "", ("Ian Jones",), 340),
    ("ritzau_news_test_ednote.xml", "", "2018-01-30 16:32", "Ritzau", "Haag", ("Peder Top Poulsen",), 48),
    ("stt_newsml_note_test.xml", "Jussi Niinistö: Ylen tiedoissa voi olla kyse informaatio-operaatiosta",
     "2017-01-31 20:52", "STT", "", ("Antti Autio", "Heta Hassinen"), 320),
    (f"{NEWSML_IDS},2018_newsml_MTZXEE13ZXCZES_2", "Primeira Liga Results", "2018-01-03 20:13", "Opta Sports Data", "",
     (), 80),
    (f"{NEWSML_IDS}_2014_newsml_KBN0FL0ZP_version_2",
     "Syria's Assad says foreign states will pay for supporting 'terrorism'", "2014-07-16 10:35", "Reuters", "BEIRUT",
     ("Tom Perry",), 100),
    ("ninjsExSimpleText1.json", "Captain of wrecked cruise ship on trial in Italy", "2013-07-09 10:37", "AP",
     "GROSSETO, Italy", ("Paulo Santalucia", "Frances d'Emilio"), 150),
    ("../ninjs/2.1/dpa_text.json", "Faktencheck Derby-Elfmeter: Hat Schiedsrichter Zwayer recht?", "2019-05-10 14:02",
     "dpa", "", ("Christian Hollmann",), 400),
    ("../ninjs/3.0/tt_text_image_3.json", "Militärövning i jätteformat hålls 2023", "2021-05-26 11:40", "TT", "", (), 140),
]  # fmt: skip


def read(shared: Path, tmp_path: Path, name: str) -> Parsed:
    source = shared / "material/wire" / name
    file = f"{FOLDER}/{source.name}"
    (tmp_path / FOLDER).mkdir(parents=True)
    (tmp_path / file).write_bytes(source.read_bytes())
    parsed = read_file(file, "", ReadJob(str(tmp_path), ((file, ""),), DESK))
    assert parsed is not None
    return parsed


def story_in(parsed: Parsed) -> tuple[Story, Body]:
    [(story, body)] = [(one.story, one.body) for _, one in parsed.versions if one.story is not None]
    return story, body


@pytest.mark.parametrize("expected", STORIES, ids=lambda one: one[0])
def test_what_a_file_says_stands_where_it_belongs(
    shared: Path, tmp_path: Path, expected: tuple[str, str, str, str, str, tuple[str, ...], int]
) -> None:
    name, headline, published, source, dateline, bylines, words = expected
    story, body = story_in(read(shared, tmp_path, name))
    assert headline in story.headline
    assert story.headline
    assert f"{story.published:%Y-%m-%d %H:%M}" == published
    assert (story.source, story.dateline) == (source, dateline)
    assert tuple(one.name for one in story.bylines) == bylines
    assert body.words >= words
    assert story.syndicated


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("IPTC7901.txt", "Joseph Nasr"),
        ("dpa_two_line.txt", "dpaq.de"),
        ("dpa.xml", "Notizblock"),
        ("dpa.xml", "Redaktion:"),
        ("stt1.xml", "lopusta"),
        ("ap_anpa-1.tst", "AP Photo"),
        ("ap_anpa-3.tst", "APNewsNow"),
        ("ritzau_news_test_ednote.xml", "Corendon-Circus"),
    ],
)
def test_what_is_for_newsrooms_is_not_printed(shared: Path, tmp_path: Path, name: str, words: str) -> None:
    story, body = story_in(read(shared, tmp_path, name))
    assert words not in body.html
    assert words not in repr(story)


def test_what_is_said_to_readers_of_a_mistake_is_a_correction(shared: Path, tmp_path: Path) -> None:
    story, _ = story_in(read(shared, tmp_path, "stt_newsml_note_test.xml"))
    assert [one.text[:24] for one in story.corrections] == ["Korjattu aiempaa uutista"]


def test_an_answer_of_an_interface_gives_each_of_its_stories(shared: Path, tmp_path: Path) -> None:
    parsed = read(shared, tmp_path, "ritzau_feed.xml")
    stories = [one.story for _, one in parsed.versions if one.story]
    assert [one.headline for one in stories] == ["PR / Spire Global, Inc.", "Kort om sport"]


def test_a_story_without_text_is_held_and_a_cancelled_one_a_kill(shared: Path, tmp_path: Path) -> None:
    [(facts, _)] = read(shared, tmp_path, f"{NEWSML_IDS}_2016_newsml_L1N14N0FF_version_1542761538").versions
    assert (facts.kind, facts.version) == ("killed", 1542761538)


def test_pictures_of_an_association_are_named_by_their_files(shared: Path, tmp_path: Path) -> None:
    story, _ = story_in(read(shared, tmp_path, "../ninjs/3.0/tt_text_image_3.json"))
    [picture] = story.photos.supplied
    assert picture.files[:2] == ("a001_NormalHires.jpg", "a001_NormalPreview.jpg")
    assert picture.words.credit == "Karl Melander/TT"
    assert picture.words.caption.startswith("En stor internationell försvarsövning")
