"""Ready HTML is what MarkupSafe makes of the same values."""

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from generator.press.markup import as_html, escaped, quoted

TEXTS = st.text(max_size=20) | st.text("<>&'\"a", max_size=8)


@given(TEXTS | TEXTS.map(Markup))
def test_ready_html_is_what_markup_makes_of_it(text: str) -> None:
    assert (type(as_html(text)), as_html(text)) == (Markup, Markup(text))


@given(TEXTS | TEXTS.map(Markup) | st.none() | st.integers())
def test_values_are_escaped_as_markupsafe_escapes_them(value: object) -> None:
    assert (type(escaped(value)), escaped(value)) == (Markup, escape(value))


@given(TEXTS)
def test_a_quoted_text_is_the_escaped_one(text: str) -> None:
    assert quoted(text) == escape(text)
