"""A letter over a story isn't printed, and what it asks for is heard, in the middle of a sentence, too."""

import pytest
from copies import held, read, shown

BODY = "The harbor board voted on Sunday to keep the old ferry for another ten years, six to one."
MORE = "The mayor was absent, and so was the harbor master, who had been asked to speak."
HEAD = (
    "From: Jane Roe <jane@roe.example>\nDate: Sun, 22 Nov 2026 09:14:05 -0500\nTo: desk@bay.example\nSubject: Ferry\n\n"
)
STORY = f"Ferry stays\n\n{BODY}\n\n{MORE}\n"


def letter(words: str, *, head: str = HEAD) -> str:
    return f"{head}{words}\n\n{STORY}"


@pytest.mark.parametrize(
    "words",
    [
        "Hi Ann,\n\nHere's the piece as discussed. Let me know if it is too long.\n\nThanks,\nJane Roe\n207-555-0143",
        "Hi Ann,\n\nHere's my piece on the Cuban embargo. It's about 600 words.\n\nThanks,\nJane",
        "Liebe Kolleginnen,\n\nanbei unser Text.\n\nMit freundlichen Grüßen\nKarin Roe\nTel. 040 555-0143\n\nPressemitteilung",
        "Bonjour,\n\nVeuillez trouver ci-dessous notre communiqué.\n\nCordialement,\nMarie Roe\n06 55 55 01 43\n\nCOMMUNIQUÉ DE PRESSE",
        "Hola:\n\nOs adjunto nota de prensa.\n\nUn saludo,\nAna Roe\nTel. 91 555 01 43\n\nNOTA DE PRENSA",
        "Beste redactie,\n\nHierbij ons persbericht.\n\nMet vriendelijke groet,\nPiet Roe\n06-55501430\n\nPERSBERICHT",
        "Dzień dobry,\n\nprzesyłam informację prasową.\n\nZ pozdrowieniami\nAnna Roe\n\nINFORMACJA PRASOWA",
        "Добрый день!\n\nНаправляем пресс-релиз.\n\nС уважением,\nАнна Пример\n\nПРЕСС-РЕЛИЗ",
    ],
)
def test_a_letter_over_a_story_is_left_out_with_its_signature(words: str) -> None:
    text = letter(words)
    assert held(text) == []
    parsed = read(text)
    assert parsed.story is not None
    assert parsed.story.headline == "Ferry stays"
    assert parsed.body.html == f"<p>{BODY}</p>\n<p>{MORE}</p>"
    assert "555" not in shown(parsed)


@pytest.mark.parametrize(
    "words",
    [
        "Ann, see below. This one goes live Tuesday so please sit on it till then!\n\nJ.",
        "Hi Ann,\n\nPasted below is our op-ed. We'd ask that you not publish it; it can't run before Tuesday.\n\nBest,\nJane",
        "Hi Ann,\n\nThe paper below is embargoed by the journal until Monday, Nov. 30, at 11 a.m.\n\nBest,\nJane",
        "Bonjour, merci de ne rien publier avant mardi 1er décembre à 6h.\n\nCOMMUNIQUÉ DE PRESSE",
        "Bonjour Luc,\n\nVoici le papier. Il est sous embargo jusqu'à mardi 6h.\n\nMerci,\nMarie",
        "Beste redactie,\n\nOnderstaand persbericht is onder embargo tot dinsdag 1 december.\n\nGroet,\nPiet\n\nPERSBERICHT",
        "Hola, Luis:\n\nTe paso el texto. Ojo, que está embargado hasta el martes a las 6.\n\nUn abrazo,\nAna",
        "Ciao Luca,\n\nti mando il pezzo. È sotto embargo fino a martedì alle 6.\n\nGrazie,\nAnna",
        "Olá Rui,\n\nSegue o texto. Está sob embargo até terça-feira às 6h.\n\nObrigada,\nAna",
        "Cześć Janie,\n\nprzesyłam tekst. Materiał jest objęty embargiem do wtorku.\n\nPozdrawiam\nAnna",
        "Dobrý den,\n\nníže zasíláme text. Informace podléhají embargu do úterý 1. prosince.\n\nS pozdravem\nAnna\n\nTISKOVÁ ZPRÁVA",
        "Kære redaktion\n\nHermed pressemeddelelse. Den er klausuleret til tirsdag den 1. december.\n\nHilsen\nAnne\n\nPRESSEMEDDELELSE",
        "السلام عليكم،\n\nمرفق البيان، ونرجو عدم النشر قبل الثلاثاء 1 ديسمبر.\n\nبيان صحفي",
        "編集局 御中\n\nお世話になっております。解禁日時は12月1日午前6時ですので、それまでは報道をお控えください。",
        "Ann,\n\nStory's below. Legal still has to read it, so hands off till I'm back from court tomorrow.\n\nJane",
    ],
)
def test_a_letter_that_asks_to_wait_holds_the_story(words: str) -> None:
    assert held(letter(words)) != []


def test_a_note_over_the_headline_that_the_subject_repeats_is_heard_and_not_printed() -> None:
    head = HEAD.replace("Subject: Ferry", "Subject: Ferry stays")
    note = "All - the attached statement is for use after the 2 p.m. Monday press conference only."
    assert held(letter(note, head=head)) != []
    parsed = read(letter("All - the statement is as agreed with everybody at town hall.", head=head))
    assert parsed.story is not None
    assert parsed.body.html == f"<p>{BODY}</p>\n<p>{MORE}</p>"


def test_the_name_of_a_press_release_as_subject_is_no_headline() -> None:
    head = HEAD.replace("Subject: Ferry", "Subject: Tisková zpráva")
    parsed = read(f"{head}TISKOVÁ ZPRÁVA\n\n{STORY}")
    assert parsed.story is not None
    assert parsed.story.headline == "Ferry stays"


def test_a_word_over_a_quoted_story_is_heard_and_not_printed() -> None:
    quoted = "\n".join(f"> {line}" for line in STORY.splitlines())
    assert held(f"{HEAD}Fine by me, but it can't run before the budget is public on Tuesday.\n\n{quoted}\n") != []
    parsed = read(f"{HEAD}Good to go. Tom\n\n{quoted}\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Ferry stays"
    assert parsed.body.html == f"<p>{BODY}</p>\n<p>{MORE}</p>"


@pytest.mark.parametrize(
    "words",
    [
        "Thanks Ann, happy for this to run any time. The embargo has lifted.\n\nThanks,\nTom",
        "Hi Ann,\n\nHere's the story. This email is confidential.\n\nThanks,\nTom",
    ],
)
def test_a_letter_that_lifts_an_embargo_holds_nothing(words: str) -> None:
    assert [message for message in held(letter(words)) if "embargo" in message] == []


def test_notes_to_editors_that_ask_to_wait_hold_a_release() -> None:
    release = f"PRESS RELEASE\n\nBay Institute\n\nFerry stays\n\n{BODY}\n\nENDS\n\nNotes to editors\n1. "
    assert held(f"{release}The full report is under embargo until 00:01 on Tuesday 24 November.\n") != []
    text = f"{release}The full report will be published on 1 December 2026 at www.bay.example.\n"
    parsed = read(text)
    assert held(text) == []
    assert parsed.story is not None
    assert parsed.story.headline == "Ferry stays"


def test_a_mail_that_a_story_shows_stays_in_it() -> None:
    shown_mail = "From: Bay Bank\nSubject: Your account"
    parsed = read(
        f"Warning of a mail\n\n{BODY} It looks like this:\n\n{shown_mail}\n\nReport it to fraud@bay.example.\n"
    )
    assert parsed.story is not None
    assert all(words in parsed.body.html for words in ("Bay Bank", "Your account", "fraud@bay.example"))


def test_a_mail_that_only_speaks_of_what_is_attached_is_held() -> None:
    assert held(f"{HEAD}Press release attached.\n") != []
