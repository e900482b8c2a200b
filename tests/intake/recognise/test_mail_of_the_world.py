"""Mails as they are pasted from browsers and answered in turn, and warnings that mail systems write over them."""

import pytest
from copies import held, read, shown

TEXT = "The ferry board voted on Friday to raise fares by ten percent.\n\nA vote of the town is due in January.\n"
QUOTED = "".join(f"> {line}\n" if line else ">\n" for line in f"Ferry fares to rise\n\n{TEXT}".splitlines())


def test_a_mail_copied_from_a_browser_loses_its_head_and_what_it_answers() -> None:
    head = "Jane Roe <jane@courier.example>\nSun, Nov 22, 3:14 PM (1 day ago)\nto me, desk\n\n"
    answered = "\nOn Sun, Nov 22, 2026 at 1:02 PM Ann Lee <ann@courier.example> wrote:\n> Can you file by 3?\n\n"
    parsed = read(
        f"{head}Ferry fares to rise\n\nBy Jane Roe\n\n{TEXT}{answered}Jane <j@a.example> wrote:\n> Will do.\n"
    )
    assert parsed.story is not None
    assert parsed.story.headline == "Ferry fares to rise"
    page = shown(parsed)
    assert "A vote of the town is due in January." in page
    assert not [words for words in ("@", "to me", "Can you file", "Will do") if words in page]


@pytest.mark.parametrize(
    "mark",
    [
        "2026年11月22日(日) 14:05 広報課 <koho@shi.example>:",
        "Le dim. 22 nov. 2026 à 14:05, Mairie <presse@baie.example> a écrit :",
        "Nga 22 nëntor 2026 14:05, Zyra <zyra@a.example>:",
    ],
)
def test_an_address_and_a_colon_over_a_quoted_mail_are_a_mark_in_any_language(mark: str) -> None:
    parsed = read(f"{mark}\n\n{QUOTED}")
    assert parsed.story is not None
    assert parsed.story.headline == "Ferry fares to rise"
    assert "@" not in shown(parsed)


def test_a_few_words_of_answer_under_a_quoted_story_are_left_out() -> None:
    deeper = "".join(f"> {line}\n" for line in QUOTED.splitlines())
    parsed = read(f"{deeper}>\n> Got it, thanks! -K\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Ferry fares to rise"
    assert "&gt;" not in parsed.body.html
    assert "Got it" not in shown(parsed)
    assert any("Got it" in problem.message for problem in parsed.problems)


def test_a_few_words_that_the_story_answers_are_left_out() -> None:
    parsed = read(f"{QUOTED}>> Can you file?\n")
    assert "Can you file" not in shown(parsed)
    assert "A vote of the town is due in January." in shown(parsed)


@pytest.mark.parametrize(
    "banner",
    [
        "CAUTION: This email originated from outside of the organization.\nDo not click links or open attachments.",
        "[EXTERNAL EMAIL: Do not click links or open attachments unless you recognize the sender.]",
        "ACHTUNG: Diese E-Mail kommt von einem externen Absender.",
        "Courriel externe - ne cliquez sur aucun lien.",
        "Let op: deze e-mail is van buiten de organisatie afkomstig.",
    ],
)
def test_the_warning_of_a_mail_system_is_left_out(banner: str) -> None:
    parsed = read(f"From: Clerk <clerk@bay.example>\nTo: n@a.example\nSubject: Fares to rise\n\n{banner}\n\n{TEXT}")
    assert parsed.story is not None
    assert parsed.story.headline == "Fares to rise"
    assert parsed.body.html.startswith("<p>The ferry board voted")


def test_an_address_in_the_story_is_no_mark() -> None:
    parsed = read(f"Ferry fares to rise\n\nWrite to the board (board@bay.example):\n\n{TEXT}")
    assert "board@bay.example" in shown(parsed)
    assert "A vote of the town is due in January." in shown(parsed)


def test_the_warning_of_a_mail_system_is_left_out_where_the_mails_head_is_not_there() -> None:
    warning = "CAUTION: This email originated from outside the organization. Do not click links."
    parsed = read(f"{warning}\n\nFares to rise\n\n{TEXT}")
    assert parsed.story is not None
    assert parsed.story.headline == "Fares to rise"
    assert "CAUTION" not in shown(parsed)


@pytest.mark.parametrize("headline", ["Use caution with fireworks, chief says", "Warning: This email is a scam"])
def test_a_headline_that_warns_stays(headline: str) -> None:
    parsed = read(f"{headline}\n\n{TEXT}")
    assert parsed.story is not None
    assert parsed.story.headline == headline


def test_the_head_of_a_mail_may_have_wide_colons() -> None:
    parsed = read(f"发件人：李明 <li@ming.example>\n收件人：d@a.example\n主题：转发：渡轮涨价\n\n{TEXT}")
    assert parsed.story is not None
    assert parsed.story.headline == "渡轮涨价"
    assert "@" not in shown(parsed)


def test_a_first_sentence_like_the_subject_is_printed() -> None:
    parsed = read("From: Ann Lee <ann@a.example>\nTo: d@a.example\nSubject: Fares rise\n\nFares rise.\n\nIt is so.\n")
    assert parsed.story is not None
    assert parsed.story.headline == "Fares rise"
    assert parsed.body.html.startswith("<p>Fares rise.</p>")


def test_a_mail_that_greets_and_goes_on_is_held() -> None:
    head = "From: Ann Lee <ann@a.example>\nTo: d@a.example\nSubject: Fares to rise"
    assert any("letter" in one for one in held(f"{head}\n\nHi Jane, this is for Tuesday.\n\nFares\n\n{TEXT}"))
