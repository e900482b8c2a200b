"""A line that may be an embargo but can't be read holds a story back. A sentence doesn't."""

import pytest

from generator.config import parse_config
from generator.intake.parse import parse_copy
from generator.intake.settings import intake_settings_of

DESK = intake_settings_of(parse_config('name = "x"\naddress = "https://a.example"\ntime_zone = "America/New_York"\n'))
RESTRAINTS = [
    "(EMBARGOED UNTIL NOVEMBER 30, 2026)",
    "** EMBARGOED UNTIL NOVEMBER 30, 2026 **",
    "[Embargo: 2026-11-30]",
    "**Embargo:** 2026-11-30",
    "Embargoed for 00:01 GMT, 30 November 2026",
    "EMBARGO 30 November 2026",
    "Embargo – 30 November 2026",
    "HOLD UNTIL 6 a.m. Nov. 30, 2026",
    "Hold for release until Nov. 30",
    "For release November 30, 2026 at 6 a.m.",
    "Do not publish before Nov. 30, 2026",
    "This story is embargoed until Nov. 30, 2026",
    "Embargo (until): Nov. 30, 2026",
    "Embargo： 2026-11-30",
    "STRICT EMBARGO",
    "DRAFT - do not publish",
    "Draft",
    "EMBARGOED - NOT FOR PUBLICATION BEFORE 00:01 ON 30 NOVEMBER 2026",
    "Embargo:",
    "Embargo date: someday",
]
SENTENCES = [
    "The embargo on Cuban cigars has lasted 60 years.",
    "Embargo talks failed on Monday, officials said.",
    "Hold the line, the coach told her players.",
    "They hold on until help comes.",
    "The draft was on the council's table for 3 weeks.",
    "Draft horses pulled the mill's new wheel into place.",
    "The ministry did not publish its figures for 2025.",
    "The film is due for release.",
    "The opening of the film that had once been promised and was first set\nfor release April 24, has been delayed until May 15.",
]


def is_draft(text: str, name: str) -> bool:
    story = parse_copy(text.encode(), f"content/world/{name}", DESK).story
    return story is not None and story.draft


def held_lines(text: str, name: str) -> list[int]:
    return [
        problem.line
        for problem in parse_copy(text.encode(), f"content/world/{name}", DESK).problems
        if problem.gravity == "held"
    ]


@pytest.mark.parametrize("line", RESTRAINTS)
@pytest.mark.parametrize(
    "form",
    [
        "A headline\n{}\nBy Jane Roe\nNovember 20, 2026\n\nThe text.\n",
        "A headline\nBy Jane Roe\nNovember 20, 2026\n{}\n\nThe text.\n",
        "A headline\nNovember 20, 2026\n\nThe text.\n\n{}\n\nMore of it.\n",
        "A headline\nNovember 20, 2026\n\nThe text.\n\n{}\n",
    ],
)
def test_a_line_that_may_be_an_embargo_never_lets_a_story_out(line: str, form: str) -> None:
    parsed = parse_copy(form.format(line).encode(), "content/world/a.txt", DESK)
    assert parsed.story is None or parsed.story.embargo is not None or parsed.story.draft


@pytest.mark.parametrize("line", RESTRAINTS)
def test_nor_in_markdown(line: str) -> None:
    text = f"Title: A\nDate: 2026-11-20\n\nThe text.\n\n{line}\n\nMore.\n"
    assert held_lines(text, "a.md") == [6]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_of_the_story_holds_nothing_back(line: str) -> None:
    assert held_lines(f"A headline\nNovember 20, 2026\n\n{line}\n\nMore of it.\n", "a.txt") == []


def test_a_headline_about_an_embargo_is_a_headline() -> None:
    assert held_lines("Embargo on beef lifted after 30 years\n\nNovember 20, 2026\n\nThe text.\n", "a.txt") == []


@pytest.mark.parametrize(
    "header",
    [
        "embargo:\n  until: 2026-12-30",
        "embargo: {until: 2026-12-30}",
        "expires: {on: 2026-11-01}",
        "draft: {x: yes}",
        "embargo:",
        "embargo lifts on: 2026-12-30",
        "release date: 2026-12-30",
        "publish on: 2026-12-30",
    ],
)
def test_a_header_that_may_mean_an_embargo_holds_the_story(header: str) -> None:
    assert held_lines(f"---\ntitle: A\ndate: 2026-11-20\n{header}\n---\nThe text.\n", "a.md")


def test_a_mistake_in_the_header_is_reported_alone() -> None:
    parsed = parse_copy(b"---\ntitle: 'A\ndate: 2026-11-20\n---\nThe text.\n", "content/world/a.md", DESK)
    [problem] = parsed.problems
    assert "quotation mark" in problem.message + problem.hint


LEDE = "The council voted 5-2 on Sunday to renew the lease of the ferry landing for ten years, officials said."


@pytest.mark.parametrize(
    "text",
    [
        f"Hi Tom,\n\nHere's our copy. Please don't publish before the press conference at 10.\n\nFerry lease\n\n{LEDE}\n",
        f"Jane, this one is for Sunday. Please hold it until then.\n\nFerry lease approved\n\n{LEDE}\n",
        f"Ferry lease\nBy Jane Roe\n\n(EDS: This story is embargoed. It moves Tuesday at 6.)\n\n{LEDE}\n",
        f"Ferry lease\nBy Jane Roe\n\n{LEDE} // EMBARGO Tuesday 6 am //\n",
        f"Ferry lease\nBy Jane Roe\n\n{LEDE}\n\nStatus: on hold\n",
        f"Ferry lease\nScheduled: Dec 1 6am\nBy Jane Roe\n\n{LEDE}\n",
    ],
)
def test_a_note_to_the_desk_holds_the_story_wherever_it_stands(text: str) -> None:
    assert held_lines(text, "2026-11-20-a.txt")


@pytest.mark.parametrize("sign", ["“yes”", '"yes"', "»ja«"])
@pytest.mark.parametrize(
    "opening",
    [
        "This article is under embargo until Friday at noon.",
        "Please do not publish before Monday.",
        "Not for publication before Dec. 1:",
        "Hold for release until Monday.",
        "The text follows. It is not to be used before Tuesday: please do not publish before then.",
    ],
)
@pytest.mark.parametrize(
    "form", ["Ferry lease\n\nDate: 2026-11-20\n\n{}\n", "# Ferry lease\n\nDate: 2026-11-20\n\n{}\n"]
)
def test_a_quotation_in_a_later_sentence_hides_no_restraint(form: str, opening: str, sign: str) -> None:
    said = f"{opening} The council said {sign} to the lease of the ferry landing on Sunday evening. {LEDE} {LEDE}"
    assert held_lines(form.format(said), "a.md" if form.startswith("#") else "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        f"“Please do not publish this before Monday,” she had told the editor, she said. {LEDE} {LEDE}",
        f"The officer told them “do not publish before Monday” and hung up, three of them said. {LEDE} {LEDE}",
        f"The lease was read aloud. “Not for release before Dec. 1,” its first page said in red. {LEDE} {LEDE}",
    ],
)
def test_a_restraint_that_somebody_is_quoted_with_holds_nothing(text: str) -> None:
    assert held_lines(f"Ferry lease\n\nDate: 2026-11-20\n\n{text}\n", "a.txt") == []


def test_a_later_day_of_release_comes_before_the_day_in_the_name() -> None:
    parsed = parse_copy(
        f"Ferry lease\nGo-live: 1 December 2026\n\n{LEDE}\n".encode(), "content/world/2026-11-20-a.txt", DESK
    )
    assert parsed.story is not None
    assert parsed.story.opens.isoformat()[:10] == "2026-12-01"


@pytest.mark.parametrize(
    "header",
    [
        "approved: no",
        "ready: false",
        "visibility: private",
        "hold: yes",
        "hidden: true",
        "tags: [ferry, HOLD]",
        "publish: no",
        "post_status: pending",
        "status: private",
        "workflow_state: copyedit",
        "review: needed",
        "legal: pending",
    ],
)
def test_a_key_that_withholds_the_story_holds_it(header: str) -> None:
    text = f"---\ntitle: A\ndate: 2026-11-20\n{header}\n---\nThe text.\n"
    assert held_lines(text, "a.md") or is_draft(text, "a.md")


@pytest.mark.parametrize(
    "header",
    [
        "approved: yes",
        "visibility: public",
        "hidden: no",
        "tags: [hold, embargo]",
        "publish: yes",
        "post_status: publish",
        "status: publish",
        "workflow_state: published",
    ],
)
def test_a_key_that_lets_the_story_go_does_not(header: str) -> None:
    assert held_lines(f"---\ntitle: A\ndate: 2026-11-20\n{header}\n---\nThe text.\n", "a.md") == []


def test_a_name_that_asks_to_wait_holds_the_story_until_its_header_answers() -> None:
    text = f"Ferry lease\n\n{LEDE}\n"
    assert held_lines(text, "2026-11-20-EMBARGOED-ferry.txt")
    assert held_lines(f"Embargo: none\n{text}", "2026-11-20-EMBARGOED-ferry.txt") == []
    assert held_lines(text, "2026-11-20-oil-embargo.txt") == []


@pytest.mark.parametrize(
    "line", ["DRAFT", "Needs legal read", "Harbor jobs rise v3 DRAFT", "BROUILLON - Le port recrute", "SPIKE"]
)
def test_what_the_report_advises_about_unfinished_copy_works(line: str) -> None:
    text = f"{line}\n\nFerry lease\n\nBy Jane Roe\n\n{LEDE}\n\n{LEDE}\n"
    [problem] = parse_copy(text.encode(), "content/world/2026-11-20-a.txt", DESK).problems[:1]
    assert "isn't ready" in problem.message
    assert "“Draft: no”" in problem.hint
    assert held_lines(f"Draft: no\n{text}", "2026-11-20-a.txt") == []
    assert is_draft(f"Draft: yes\n{text}", "2026-11-20-a.txt")


def test_an_answer_over_a_pasted_mail_is_heard() -> None:
    mail = f"From: Ann <ann@a.example>\nTo: d@a.example\nSubject: EMBARGOED: Ferry lease\n\n{LEDE}\n\n{LEDE}\n"
    assert held_lines(mail, "2026-11-20-a.txt")
    assert held_lines(f"Embargo: none\n{mail}", "2026-11-20-a.txt") == []
    story = parse_copy(f"Embargo: 2026-11-30 06:00\n{mail}".encode(), "content/world/2026-11-20-a.txt", DESK).story
    assert story is not None
    assert story.embargo is not None
