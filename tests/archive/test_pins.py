"""The editors' own choice of related stories: who is meant, and that nothing shows before its hour."""

from collections.abc import Iterable
from datetime import timedelta

from conftest import NOON, Newsroom, story

from generator.cli.reports import explanation_lines
from generator.commands.explain import explain
from generator.model import Gravity

FERRY = "The ferry lease was extended by the harbor board on Tuesday after a long debate on dock repairs and fares."
BUDGET = "The school budget passed by two votes, with more money for teachers, buses and the music hall."


def related_on(newsroom: Newsroom, url: str) -> list[str]:
    """The headlines of the related stories on a page, in their order."""
    _, found, rest = newsroom.page(url).partition('class="related"')
    cards = rest.partition("</section>")[0].split('class="headline')[1:]
    return [card.partition(">")[2].partition("</a>")[0].rpartition(">")[2] for card in cards] if found else []


def file_stories(newsroom: Newsroom, **related: str) -> None:
    """Three stories on the ferry and two on the budget; `related` is what their headers say, by file."""
    for name, body in {"ferry-one": FERRY, "ferry-two": FERRY, "ferry-three": FERRY, "cuts": BUDGET, "vote": BUDGET}.items():  # fmt: skip
        fields = {"Related": related[key]} if (key := name.replace("-", "_")) in related else {}
        mark = name.replace("-", " ")
        newsroom.write(f"content/town/{name}.txt", story(mark.capitalize(), body=f"{body} {mark} {mark}.", **fields))


def messages(problems: Iterable[object], gravity: Gravity) -> list[str]:
    return [problem.message for problem in problems if problem.gravity is gravity]  # type: ignore[attr-defined]


def test_pins_stand_first_in_their_order_and_what_is_found_follows(newsroom: Newsroom) -> None:
    file_stories(newsroom, ferry_one="vote, town/cuts.txt")
    outcome = newsroom.build()
    assert outcome.problems == ()
    shown = related_on(newsroom, "/town/2026/11/20/ferry-one/")
    assert shown[:2] == ["Vote", "Cuts"]
    assert len(shown) == len(set(shown))
    assert related_on(newsroom, "/town/2026/11/20/vote/") != []


def test_a_pin_names_a_story_by_path_file_slug_or_address(newsroom: Newsroom) -> None:
    newsroom.write(
        "content/town/2026-11-19-long-name.txt", story("Long", "2026-11-19 09:00", slug="short", body=BUDGET)
    )
    for name in (
        "town/2026-11-19-long-name", "content/town/2026-11-19-long-name.txt", "2026-11-19-long-name", "short",
        "/town/2026/11/19/short/", "https://courier.example/town/2026/11/19/short/",
    ):  # fmt: skip
        newsroom.write("content/town/a.txt", story("A", body=FERRY, related=name))
        outcome = newsroom.build()
        assert outcome.problems == (), name
        assert related_on(newsroom, "/town/2026/11/20/a/") == ["Long"], name


def test_related_none_silences_the_list_and_holds_nothing_back(newsroom: Newsroom) -> None:
    file_stories(newsroom, ferry_one="none")
    outcome = newsroom.build()
    assert outcome.stories == 5
    assert outcome.problems == ()
    assert related_on(newsroom, "/town/2026/11/20/ferry-one/") == []
    assert "Ferry one" in related_on(newsroom, "/town/2026/11/20/ferry-two/")
    file_stories(newsroom)
    newsroom.build()
    assert related_on(newsroom, "/town/2026/11/20/ferry-one/") != []


def test_a_pin_to_an_embargoed_story_or_a_draft_shows_when_its_hour_comes_and_not_before(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.txt", story("A", body=FERRY, related="town/secret, town/sketch"))
    newsroom.write("content/town/secret.txt", story("Secret merger", body=BUDGET, embargo="2026-11-24 09:00"))
    newsroom.write("content/town/sketch.txt", story("A sketch", body=BUDGET, draft="yes"))
    outcome = newsroom.build()
    assert related_on(newsroom, "/town/2026/11/20/a/") == []
    assert newsroom.mentions("Secret merger") == newsroom.mentions("sketch") == []
    assert messages(outcome.problems, Gravity.WARNING) == []
    assert any("“town/secret” isn't public now" in one for one in messages(outcome.problems, Gravity.NOTE))
    newsroom.build(now=NOON + timedelta(days=4))
    assert related_on(newsroom, "/town/2026/11/20/a/") == ["Secret merger"]
    newsroom.build()
    assert newsroom.mentions("Secret merger") == []


def test_a_pin_follows_what_it_names_as_stories_come_move_and_go(newsroom: Newsroom) -> None:
    newsroom.write("content/town/a.txt", story("A", body=FERRY, related="lease"))
    outcome = newsroom.build()
    assert [problem.message for problem in outcome.problems] == ["There is no story called “lease”."]
    steps = [("content/town/lease.txt", "Lease in town"), ("content/world/lease.txt", "Lease in the world")]
    for number, (file, headline) in enumerate(steps):
        newsroom.write(file, story(headline, f"2026-11-2{number} 10:00", body=BUDGET))
        assert newsroom.build().problems == ()
        assert related_on(newsroom, "/town/2026/11/20/a/")[:1] == [headline]
    newsroom.delete("content/world/lease.txt")
    newsroom.build()
    assert related_on(newsroom, "/town/2026/11/20/a/")[:1] == ["Lease in town"]
    newsroom.delete("content/town/lease.txt")
    assert [problem.gravity for problem in newsroom.build().problems] == [Gravity.WARNING]
    assert related_on(newsroom, "/town/2026/11/20/a/") == []


def test_a_misspelled_pin_is_reported_with_a_suggestion(newsroom: Newsroom) -> None:
    file_stories(newsroom, vote="ferry-tow")
    (problem,) = newsroom.build().problems
    assert (problem.path, problem.gravity, problem.hint) == (
        "content/town/vote.txt",
        Gravity.WARNING,
        "Did you mean “ferry-two”?",
    )


def test_sections_that_are_left_out_are_not_offered_but_may_be_pinned(newsroom: Newsroom) -> None:
    newsroom.write("content/obituaries/smith.txt", story("Smith dies", body=FERRY + " Smith"))
    newsroom.write(
        "content/town/b.txt",
        story("B", body=FERRY + " Fares rise by a tenth, said harbor master Lindqvist, whose crew mends pontoons."),
    )
    newsroom.write(
        "content/town/c.txt",
        story("C", body=FERRY + " Islanders welcomed winter crossings and timber deliveries.", related="smith"),
    )
    site = newsroom.folder / "site.toml"
    site.write_text(site.read_text() + '\n[story]\nrelated_except = ["obituaries"]\n')
    newsroom.build()
    assert related_on(newsroom, "/town/2026/11/20/b/") == ["C"]
    assert related_on(newsroom, "/town/2026/11/20/c/") == ["Smith dies", "B"]
    assert related_on(newsroom, "/obituaries/2026/11/20/smith/") == []


def test_versions_of_a_story_lead_to_the_newest_and_are_not_offered(newsroom: Newsroom) -> None:
    long = f"{FERRY} Captain Ines Aldo said the island had waited since the spring storm for new pontoons."
    newsroom.write("content/town/first.txt", story("Ferry lease extended", "2026-11-20 08:00", body=long))
    newsroom.write("content/town/second.txt", story("Ferry lease extended", "2026-11-20 11:00", body=f"{long} Vote."))
    newsroom.write(
        "content/town/other.txt", story("Islanders hail ferry", "2026-11-20 12:00", body=f"{FERRY} {BUDGET}")
    )
    newsroom.build()
    assert "There is a newer version of this story" in newsroom.page("/town/2026/11/20/first/")
    assert (
        "/town/2026/11/20/second/"
        in newsroom.page("/town/2026/11/20/first/").partition('class="update"')[2].partition("</p>")[0]
    )
    assert 'class="update"' not in newsroom.page("/town/2026/11/20/second/")
    assert related_on(newsroom, "/town/2026/11/20/other/") == ["Ferry lease extended"]
    assert "/second/" in newsroom.page("/town/2026/11/20/other/").partition('class="related"')[2]
    newsroom.delete("content/town/second.txt")
    newsroom.build()
    assert 'class="update"' not in newsroom.page("/town/2026/11/20/first/")
    assert related_on(newsroom, "/town/2026/11/20/other/") == ["Ferry lease extended"]
    assert "/first/" in newsroom.page("/town/2026/11/20/other/").partition('class="related"')[2]


def test_explain_names_the_words_that_stories_share_and_their_similarity(newsroom: Newsroom) -> None:
    file_stories(newsroom, ferry_one="vote")
    newsroom.build()
    told = explain(newsroom.paper(), "/town/2026/11/20/ferry-one/")
    by_path = {relation.path: relation for relation in told.related}
    assert next(iter(by_path)) == "town/vote"
    assert by_path["town/vote"].pinned
    found = [relation for relation in told.related if not relation.pinned]
    assert found
    for relation in found:
        assert 0.07 <= relation.score <= 1.4
        assert {"ferry", "lease", "harbor"} & set(relation.words)
    lines = explanation_lines(told)
    assert "town/vote: named in its header" in lines
    assert f"similarity {found[0].score:.2f}" in lines
