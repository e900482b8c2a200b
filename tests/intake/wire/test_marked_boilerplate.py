"""Boilerplate in Markdown is left out where it is a paragraph of its own, and nowhere else."""

from generator.intake.wire.lines import number_lines
from generator.intake.wire.marked_boilerplate import find_marked_boilerplate


def found(text: str) -> list[str]:
    return [line.words for line in find_marked_boilerplate(number_lines(text))]


def test_furniture_between_and_behind_paragraphs_is_found() -> None:
    text = "The quay opened.\n\n*Share this story*\n\nIt had been closed.\n\n**ENDS**\n\n-30-"
    assert found(text) == ["*Share this story*", "**ENDS**", "-30-"]


def test_code_wrapped_sentences_and_headings_of_lists_stay() -> None:
    assert found("```\n-30-\n```\n\nThe clerk wrote\n-30-\nbelow the text.") == []
    assert found("The quay opened.\n\nRead more:\n\n- [The storm](/storm/)\n\nIt was over.") == []
