"""Mail that was pasted whole: its head, quotes, greeting, signature and notices never reach a page."""

import re

import pytest
from copies import held, read, shown
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.recognise.copy_text import open_copy
from generator.intake.recognise.mail import recognise_mail

TEXT = "The pier café will open on Sundays from June, its owners said on Monday."
HEADS = {
    "en": ("From", "Sent", "To", "Subject"),
    "de": ("Von", "Gesendet", "An", "Betreff"),
    "fr": ("De ", "Envoyé ", "À ", "Objet "),
    "es": ("De", "Enviado el", "Para", "Asunto"),
    "pt": ("De", "Enviada em", "Para", "Assunto"),
    "it": ("Da", "Inviato", "A", "Oggetto"),
    "nl": ("Van", "Verzonden", "Aan", "Onderwerp"),
    "sv": ("Från", "Skickat", "Till", "Ämne"),
    "nb": ("Fra", "Sendt", "Til", "Emne"),
    "fi": ("Lähettäjä", "Lähetetty", "Vastaanottaja", "Aihe"),
    "pl": ("Od", "Wysłano", "Do", "Temat"),
    "cs": ("Od", "Odesláno", "Komu", "Předmět"),
    "hu": ("Feladó", "Küldve", "Címzett", "Tárgy"),
    "ro": ("De la", "Trimis", "Către", "Subiect"),
    "tr": ("Kimden", "Gönderilme Tarihi", "Kime", "Konu"),
    "el": ("Από", "Στάλθηκε", "Προς", "Θέμα"),
    "ru": ("От", "Отправлено", "Кому", "Тема"),
    "uk": ("Від", "Надіслано", "Кому", "Тема"),
    "ar": ("من", "تاريخ الإرسال", "إلى", "الموضوع"),
    "he": ("מאת", "נשלח", "אל", "נושא"),
    "ja": ("差出人", "送信日時", "宛先", "件名"),
    "zh": ("发件人", "发送时间", "收件人", "主题"),
    "ko": ("보낸 사람", "보낸 날짜", "받는 사람", "제목"),
}


@pytest.mark.parametrize("labels", HEADS.values(), ids=HEADS)
def test_the_subject_is_the_headline_and_the_rest_of_the_head_is_gone(labels: tuple[str, ...]) -> None:
    sender, sent, to, subject = labels
    head = (
        f"{sender}: Ann Lee <ann@pier.example>\n{sent}: 6.5.2027 09:05\n{to}: desk@paper.example\n{subject}: Café opens"
    )
    parsed = read(f"{head}\n\n{TEXT}\n\nIt has 40 seats.\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Café opens"
    assert "pier.example" not in shown(parsed)
    assert TEXT in parsed.body.html


@pytest.mark.parametrize(
    "top", ["By Jane Roe\n\nMay 6, 2027", "By Jane Roe\nMay 6, 2027", "By Jane Roe", "May 6, 2027"]
)
def test_a_byline_and_a_date_over_the_text_are_no_headline(top: str) -> None:
    head = "From: Ann Lee <ann@pier.example>\nSent: Thu, 6 May 2027 09:05\nTo: desk@paper.example\nSubject: Café opens"
    parsed = read(f"{head}\n\n{top}\n\n{TEXT}\n\nIt has 40 seats.\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Café opens"
    assert TEXT in parsed.body.html
    own = read(f"{head}\n\n{top}\n\nPier café to open on Sundays\n\n{TEXT}\n\nIt has 40 seats.\n")
    assert own.story is not None
    assert own.story.headline == "Pier café to open on Sundays"


def test_the_last_of_several_forwards_holds_the_story() -> None:
    parsed = read(
        "Hi Jo,\n\ncan you run this? My cell is 555-0142.\n\nThanks,\nDana\n\n"
        "---------- Forwarded message ---------\nFrom: Bo Poe <bo@pier.example>\nDate: Thu, May 6, 2027 at 8:01 AM\n"
        "Subject: Fwd: Café opens\nTo: Dana\n\n"
        "-----Original Message-----\nFrom: Ann Lee\nSent: Wednesday, May 5, 2027 7:12 PM\nTo: Bo Poe\nSubject: Café opens\n\n"
        f"{TEXT}\n\nIt has 40 seats.\n\nAnn Lee\nPress officer\nT: 555 0143\n"
    )
    words = shown(parsed)
    assert parsed.story is not None
    assert parsed.story.headline == "Café opens"
    assert not any(private in words for private in ("555", "Hi Jo", "Bo Poe", "Press officer", "Forwarded"))


def test_a_quoted_mail_under_the_text_is_left_out() -> None:
    parsed = read(
        f"Café opens on Sundays\n\n{TEXT}\n\nOn Thu, May 6, 2027 at 9:05 AM, Jo <jo@paper.example> wrote:\n"
        "> Can you send me a line?\n> Jo\n"
    )
    assert "send me a line" not in shown(parsed)
    assert TEXT in parsed.body.html


def test_text_with_a_sign_before_each_line_is_unquoted() -> None:
    parsed = read(f"> Café opens on Sundays\n>\n> By Ann Lee\n>\n> {TEXT}\n", "2027-05-06-story.md")
    assert parsed.story is not None
    assert parsed.story.headline == "Café opens on Sundays"
    assert [byline.name for byline in parsed.story.bylines] == ["Ann Lee"]
    assert "blockquote" not in parsed.body.html


def test_quoted_printable_is_decoded() -> None:
    parsed = read("Caf=C3=A9 opens\n\nThe caf=C3=A9 on the pier will open on Sun=\ndays, =E2=80=9Cat last=E2=80=9D.\n")
    assert "The café on the pier will open on Sundays, “at last”." in shown(parsed)


def test_an_equals_sign_is_no_quoted_printable() -> None:
    parsed = read("Sums\n\nThe sum is x = 2=1+1 and a=B0 at https://pier.example/?a=1&b=2 they said.\n")
    assert "a=B0" in shown(parsed)


def test_the_number_of_people_in_a_poll_is_no_quoted_printable() -> None:
    parsed = read("Poll\n\nThe poll asked people on the pier (N=912) and people on boats (N=880) in May.\n")
    assert "(N=912) and people on boats (N=880)" in shown(parsed)
    assert not [problem for problem in parsed.problems if "mail" in problem.message]


def test_a_saved_mail_with_parts_is_read() -> None:
    parsed = read(
        "Return-Path: <ann@pier.example>\nMIME-Version: 1.0\nSubject: =?utf-8?Q?Caf=C3=A9_opens?=\nFrom: Ann <ann@pier.example>\n"
        'Content-Type: multipart/alternative; boundary="b1"\n\n--b1\nContent-Type: text/plain; charset=utf-8\n'
        "Content-Transfer-Encoding: base64\n\nVGhlIHBpZXIgY2Fmw6kgd2lsbCBvcGVuLgoKSXQgaGFzIDQwIHNlYXRzLgo=\n--b1--\n"
    )
    assert parsed.story is not None
    assert parsed.story.headline == "Café opens"
    assert "<p>The pier café will open.</p>" in parsed.body.html


@pytest.mark.parametrize(
    "closing",
    [
        "Kind regards,\nAnn Lee\nPress officer\nT: 555 0143",
        "Mit freundlichen Grüßen\nAnn Lee\nTel. 030 555 0143",
        "Cordialement,\nAnn Lee\n01 55 55 01 43",
        "-- \nAnn Lee\nann@pier.example",
        "Sent from my phone",
        "CONFIDENTIALITY NOTICE: This e-mail is for its recipient alone.\nDelete it if you are somebody else.",
        "Best,\nAnn\n\nThis message and any files are confidential.",
    ],
)
def test_what_closes_a_mail_is_left_out_and_reported(closing: str) -> None:
    parsed = read(f"Café opens on Sundays\n\n{TEXT}\n\nIt has 40 seats.\n\n{closing}\n")
    words = shown(parsed)
    assert "It has 40 seats." in words
    assert not any(line in words for line in closing.split("\n") if line.strip())
    assert any(problem.message.startswith("Left out: ") for problem in parsed.problems)


def test_a_letter_to_the_editor_keeps_its_signature() -> None:
    parsed = read(
        "Letter: Keep the pier\n\nTo the Editor:\n\nThe pier is our lifeline.\n\nSincerely,\n\nJohn Doe\nMarrow Bay\n"
    )
    assert "John Doe" in shown(parsed)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Editor,\n\nPlease find our story attached. I hope that you can use it.\n\nThe café opens.\n",
        "Hello all,\n\nCould you run this on Thursday? The café will open on Sundays from June.\n",
        "Liebe Redaktion,\n\nanbei der Text über das Café am Hafen, das am Sonntag öffnet.\n",
        "Estimados señores:\n\nLes envío la nota sobre el café que abre los domingos en el puerto.\n",
    ],
)
def test_what_still_looks_like_a_letter_is_held_with_that_word(text: str) -> None:
    assert any("looks like a letter" in message for message in held(text))


@pytest.mark.parametrize(
    "line",
    ["[5/6/27, 9:05:12 AM] Ann Lee: Café opens, story follows", "Ann Lee, [06.05.2027 09:05]"],
)
def test_a_chat_is_held(line: str) -> None:
    assert any("looks like a chat" in message for message in held(f"{line}\nok\n\n{TEXT}\n"))


def test_an_interview_is_no_mail() -> None:
    text = "Five questions\n\nQ: Will it open?\n\nA: It will.\n\nFrom: a reader\n\nTo whom: everybody, always.\n"
    assert recognise_mail(open_copy(text, "content/a.txt")) is None


def test_an_embargo_in_a_covering_note_holds_the_story() -> None:
    text = (
        f"Hi Jo,\n\nEMBARGOED UNTIL THURSDAY\n\n---- Forwarded message ----\nFrom: Ann\nSubject: Café opens\n\n{TEXT}\n"
    )
    assert held(text)


LINES = st.sampled_from(
    [
        "",
        "From: Ann Lee <ann@pier.example>",
        "Subject: Café opens",
        "Date: Thu, 6 May 2027 09:05:11 -0400",
        "---------- Forwarded message ---------",
        "On Thu, May 6, 2027, Ann wrote:",
        "> quoted text",
        "Dear Jo,",
        "Kind regards,",
        "-- ",
        "CONFIDENTIALITY NOTICE: x",
        TEXT,
        "caf=C3=A9 opens=",
        "[cid:image001.png@01DA]",
        "T: 555 0143",
    ]
)


@given(st.lists(LINES | st.text(max_size=30), max_size=20).map("\n".join))
def test_no_word_disappears_without_a_word_and_nothing_raises(text: str) -> None:
    copy = open_copy(text, "content/a.txt")
    found = recognise_mail(copy)
    if found is None:
        return
    kept = {line.number for line in found.copy.lines if line.words}
    kept |= {field.line for field in found.copy.fields.values()}
    told = "\n".join(problem.message for problem in found.copy.problems)
    first_told = {problem.line for problem in found.copy.problems}
    for line in copy.lines:
        if line.words.strip("> =") and line.number not in kept | first_told:
            assert "to line " in told or "=" in text, line


@pytest.mark.parametrize(
    "rows",
    [
        "Marrow Bay    21  18  20  24\nStonington    18  22  19  20\nAttendance 1204887",
        "Votes by district:\nNorth 412 5531\nSouth 398 4410\nEast 377 2218",
        "1. Osprey, 2:04:11\n2. Kittiwake, 2:05:40",
    ],
)
def test_a_table_under_two_hyphens_is_no_signature(rows: str) -> None:
    parsed = read(f"Scores\n\nThe Gulls won on Saturday, before a crowd of 1,204.\n\n--\n{rows}\n")
    assert all(number in shown(parsed) for number in re.findall(r"\d+", rows.replace("1. ", "").replace("2. ", "")))


@pytest.mark.parametrize(
    "signature",
    [
        "Ann Lee\nReporter\n207-555-0142",
        "Ann Lee, Reporter\nThe Shore, 40 Pike Road, Cove, ME 04614\nT: 207-555-0142 | ann@shore.example",
        "Ann Lee 555-0142\nBo Poe 555-0143",
        "Ann Lee\nT: 207 555 0142\nF: 207 555 0143",
    ],
)
def test_a_signature_under_two_hyphens_is_never_shown(signature: str) -> None:
    parsed = read(f"Scores\n\nThe Gulls won on Saturday, before a crowd of 1,204.\n\n--\n{signature}\n")
    assert "0142" not in shown(parsed)


def test_a_subject_that_only_says_what_comes_is_no_headline() -> None:
    mail = "Subject: Letter for publication\nFrom: Bo Poe <bo@poe.example>\n\nThe seawall is a waste of money. The sea will win.\n"
    assert any("no headline" in message for message in held(mail))


def test_the_senders_first_name_under_the_text_is_not_printed() -> None:
    mail = "On May 6, 2027, at 8:01 AM, Dana Pell <dana@shore.example> wrote:\n\n> Seawall vote delayed\n>\n> The council delayed its vote on the seawall.\n>\n> Dana\n"
    parsed = read(mail)
    assert parsed.body.html == "<p>The council delayed its vote on the seawall.</p>"


QUOTED = "From: Tom Roe <tom@paper.example>\nSent: Thursday, May 6, 2027 8:00 AM\nTo: Ann Lee\nSubject: {}\n\nAnn, where is it?\n"


@pytest.mark.parametrize("subject", ["Café opens", "RE: bond"])
@pytest.mark.parametrize(
    "top", ["", "From: Ann Lee <ann@pier.example>\nSent: Thu, 6 May 2027 09:05\nTo: Tom\nSubject: RE: x\n\n"]
)
@pytest.mark.parametrize("more", ["", "It took a year to build, and the town paid for most of it. " * 6 + "\n\n"])
def test_a_story_over_the_mail_that_it_answers_is_printed_and_not_the_mail(subject: str, top: str, more: str) -> None:
    story = f"Café opens\n\n{TEXT}\n\n{more}It has 40 seats.\n\n"
    parsed = read(f"{top}{story}________________________________\n{QUOTED.format(subject)}")
    assert parsed.story is not None, parsed.problems
    assert parsed.story.headline == "Café opens"
    assert "It has 40 seats." in shown(parsed)
    assert not re.search("where is it|tom@|Sent", shown(parsed))


@pytest.mark.parametrize("label", ["Subject", "Betreff", "Objet ", "件名"])
def test_a_subject_alone_over_the_text_is_the_headline(label: str) -> None:
    parsed = read(f"{label}: Re: Café opens\n\n{TEXT}\n\nIt has 40 seats.\n")
    assert parsed.story is not None, parsed.problems
    assert parsed.story.headline == "Café opens"


@pytest.mark.parametrize(
    "rest",
    [
        "[cid:image001.png@01DA1234.5678ABCD] [image: logo.png]\n",
        "<image001.jpg>\n<pool.jpg>\n2 Attachments\n",
        "Attachments area\npool.jpg (2.1 MB)\n",
        "Virus-free.www.avast.com\n",
    ],
)
def test_what_mail_programs_leave_under_a_text_is_left_out(rest: str) -> None:
    parsed = read(f"Café opens\n\n{TEXT}\n\nIt has 40 seats.\n\n{rest}")
    assert parsed.story is not None
    assert not re.search("cid|image|pool|avast|ttach", shown(parsed))


@pytest.mark.parametrize(
    "greeting", ["Kære redaktion", "Hi all", "Bom dia, pessoal!", "Hallo zusammen", "Bonjour à tous"]
)
def test_a_greeting_needs_no_mark_where_it_addresses_everybody(greeting: str) -> None:
    parsed = read(f"From: Ann Lee <ann@pier.example>\nSubject: Café opens\n\n{greeting}\n\n{TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Café opens"
    assert greeting not in shown(parsed)


@pytest.mark.parametrize("before", ["[EXTERNAL] ", "[EXT]: ", "Re: [External Email] Fwd: ", "İLT: ", "[SPAM?] FW: "])
def test_what_programs_write_before_a_subject_is_dropped(before: str) -> None:
    parsed = read(f"From: Ann Lee <ann@pier.example>\nSubject: {before}Café opens\n\n{TEXT}\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Café opens"


def test_the_furniture_of_a_newsletter_is_left_out() -> None:
    parsed = read(
        f"View this email in your browser\n\nCafé opens\n\n{TEXT}\n\nIt has 40 seats.\n\n"
        "Copyright © 2027 Pier Café, All rights reserved.\nYou are receiving this email because you opted in.\n\n"
        "Our mailing address is:\nPier Café\n\nYou can unsubscribe from this list.\n"
    )
    assert parsed.story is not None
    assert parsed.story.headline == "Café opens"
    assert not re.search("browser|Copyright|receiving|mailing|unsubscribe", shown(parsed))


def test_the_writer_of_a_letter_to_the_editor_is_named_and_can_not_be_reached() -> None:
    parsed = read(
        "From: Ann Lee <ann@pier.example>\nSubject: Letter to the editor: Keep the café\n\nTo the Editor:\n\n"
        f"{TEXT}\n\nAnn Lee\n12 Elm Street\n207-555-0144\n"
    )
    assert parsed.story is not None
    assert [byline.name for byline in parsed.story.bylines] == ["Ann Lee"]
    assert not re.search("Elm|0144", shown(parsed))


def test_a_short_story_over_the_mail_that_asked_for_it_is_the_story() -> None:
    parsed = read(
        f"Café opens\n\n{TEXT}\n\nIt has 40 seats.\n\n-----Original Message-----\nFrom: Kay <kay@paper.example>\n"
        "Sent: Friday, May 6, 2027 3:12 PM\nTo: Ann\nSubject: café\n\nAnn, can I have it by four?\n"
    )
    assert parsed.story is not None
    assert parsed.story.headline == "Café opens"
    assert "by four" not in shown(parsed)


@pytest.mark.parametrize(
    "line",
    [
        "Hi Kay, here's the café story, about 300 words.",
        "Hello Kay, photos to follow. Ann",
        "Hallo Kai, anbei der Text.",
    ],
)
def test_a_first_line_that_greets_and_speaks_of_the_copy_holds_it(line: str) -> None:
    assert any("letter" in message for message in held(f"{line}\n\nCafé opens\n\nBy Ann Lee\n\n{TEXT}\n"))


def test_a_first_name_over_the_line_of_a_telephone_is_left_out() -> None:
    parsed = read(f"Café opens\n\n{TEXT}\n\nIt has 40 seats.\n\nAnn\n\nSent from my iPhone\n")
    assert "Ann" not in shown(parsed)
