"""Footnotes in HTML are footnotes in the paper, whatever a program calls them; nothing else is taken for one."""

import pytest

from generator.imports.convert import Body, convert_body


def noted(reference: str, item: str, back: str = "") -> str:
    return f"<p>A{reference}.</p><ol>{item.format(back)}</ol>"


@pytest.mark.parametrize(("reference", "item", "back"), [
    ('<sup id="fnref:1"><a href="#fn:1">1</a></sup>', '<li id="fn:1"><p>Note. {}</p></li>', '<a href="#fnref:1">&#8617;&#xFE0E;</a>'),
    ('<sup><a id="easy-footnote-1-7" href="#easy-footnote-bottom-1-7">1</a></sup>', '<li id="easy-footnote-bottom-1-7">Note. {}</li>', '<a href="#easy-footnote-1-7">↵</a>'),
    ('<a href="#footnote-1"><sup>1</sup></a>', '<li id="footnote-1">Note. {}</li>', '<a href="#footnote-anchor-1">^</a>'),
    ('<sup><a href="#cite_note-1">[1]</a></sup>', '<li class="x" id="cite_note-1">{} Note.</li>', '<a href="#cite_ref-1">↑</a>'),
])  # fmt: skip
def test_a_list_of_footnotes_is_one(reference: str, item: str, back: str) -> None:
    assert convert_body(Body(noted(reference, item, back), "html")).text.strip() == "A[^f1].\n\n[^f1]: Note."


def test_footnotes_of_substack_are_elements_of_their_own() -> None:
    note = '<div class="footnote" id="footnote-{0}"><a class="footnote-number" href="#footnote-anchor-{0}">{0}</a><div><p>Note {0}</p></div></div>'
    text = '<p>A<a class="footnote-anchor" href="#footnote-1">1</a> B<a href="#footnote-2">2</a></p>'
    body = convert_body(Body(text + "\n".join(map(note.format, (1, 2))), "substack"))
    assert body.text.strip() == "A[^f1] B[^f2]\n\n[^f1]: Note 1\n\n[^f2]: Note 2"


@pytest.mark.parametrize(("text", "wanted"), [
    ('<p>A<a href="#footnote-3">3</a></p><p id="footnote-3">3. Note</p>', "A3\n\n3\\. Note"),
    ('<p>A<a name="_ftnref1" href="#_ftn1">[1]</a></p><p><a name="_ftn1" href="#_ftnref1">[1]</a> Note.</p>', "A[1]\n\n[1] Note."),
    ('<p><a href="#b">B</a></p><ul><li id="b">Bay</li></ul>', "[B](#b)\n\n-   Bay"),
    ('<p><a href="#keynotes">Speeches</a></p><ul><li id="keynotes">Bay</li></ul>', "[Speeches](#keynotes)\n\n-   Bay"),
])  # fmt: skip
def test_what_is_no_list_of_footnotes_keeps_its_words(text: str, wanted: str) -> None:
    assert convert_body(Body(text, "html")).text.strip() == wanted


def test_lists_and_quotations_are_as_deep_as_markdown_can_write_them() -> None:
    for tags in ("<blockquote>", "<ul><li>"):
        text = convert_body(Body(f"{tags}x " * 5_000, "html")).text
        assert len(text) < 2_000_000
        assert text.count("x") == 5_000
