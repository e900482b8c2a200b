"""Patterns that are compiled when they are first used do what compiled ones do."""

import re
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.lazy_patterns import lazy_pattern

SOURCE = r"(?P<word>[a-c]+)(\d)?"


@given(st.text("abcA1 "))
def test_each_method_gives_what_that_of_the_compiled_pattern_gives(text: str) -> None:
    lazy, compiled = lazy_pattern(SOURCE, re.IGNORECASE), re.compile(SOURCE, re.IGNORECASE)
    for _ in range(2):
        assert lazy.findall(text) == compiled.findall(text)
        assert lazy.sub(r"<\g<word>>", text) == compiled.sub(r"<\g<word>>", text)
        assert [one.span() for one in lazy.finditer(text)] == [one.span() for one in compiled.finditer(text)]
        assert bool(lazy.fullmatch(text)) == bool(compiled.fullmatch(text))
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


def test_it_is_compiled_once_and_not_before_its_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compile_ = Mock(wraps=re.compile)
    monkeypatch.setattr(re, "compile", compile_)
    lazy = lazy_pattern("a+")
    assert compile_.call_count == 0
    assert lazy.match("aa")
    assert lazy.search("baa")
    assert lazy.sub("-", "ba") == "b-"
    assert compile_.call_count == 1
