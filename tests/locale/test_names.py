"""A story's language may be written as editors call it."""

import pytest
from conftest import SITE, Newsroom, story

from generator.locale.names import OWN_NAMES, code_of_language


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("es", "es"),
        ("pt-BR", "pt-BR"),
        ("Spanish", "es"),
        ("español", "es"),
        ("ESPAÑOL", "es"),
        ("Deutsch", "de"),
        ("Türkçe", "tr"),
        ("日本語", "ja"),
        ("العربية", "ar"),
        ("Brazilian Portuguese", "pt-BR"),
        ("Bad Grammar", ""),
        ("../x", ""),
    ],
)
def test_a_language_is_known_by_code_and_by_name(written: str, code: str) -> None:
    assert code_of_language(written) == code


def test_own_names_are_written_as_they_are_looked_up() -> None:
    assert all(name == name.casefold() for name in OWN_NAMES)


@pytest.mark.parametrize("form", ["txt", "yaml", "toml", "plain"])
def test_a_story_names_its_language_in_any_header(newsroom: Newsroom, form: str) -> None:
    text = {
        "txt": story("El voto", Language="Spanish", body='Dijo "sí".'),
        "yaml": '---\ntitle: El voto\ndate: 2026-11-20\nlanguage: Spanish\n---\nDijo "sí".\n',
        "toml": '+++\ntitle = "El voto"\ndate = 2026-11-20\nlang = "español"\n+++\nDijo "sí".\n',
        "plain": 'Title: El voto\nDate: 2026-11-20\nIdioma: español\n\nDijo "sí".\n',
    }
    newsroom.write(f"content/town/voto.{'txt' if form == 'txt' else 'md'}", text[form])
    newsroom.write("site.toml", SITE + "\n[copy]\ntypographic_quotes = true\n")
    newsroom.write("content/town/odd.txt", story("Odd", Language="Bad Grammar"))
    [problem] = newsroom.build().problems
    assert (problem.path, problem.message) == ("content/town/odd.txt", "“Bad Grammar” isn't a language.")
    page = newsroom.page("/town/2026/11/20/voto/")
    assert '<html lang="es"' in page
    assert "«sí»" in page, "the marks are those of the language"
    assert "Odd" in newsroom.page("/town/2026/11/20/odd/")
