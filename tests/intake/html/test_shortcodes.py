"""Commands of other programs are read or taken out, and never printed."""

import pytest

from generator.config.embed_settings import EmbedSettings
from generator.intake.html.shortcodes import take_shortcodes
from generator.intake.html.story_html import lead_links_home, summary_text, take_commands
from generator.intake.wire.lines import number_lines


def taken(text: str, *, is_markdown: bool = True) -> tuple[str, list[int]]:
    found = take_shortcodes(tuple(number_lines(text, 5)), "a.md", EmbedSettings(), is_markdown=is_markdown)
    return "\n".join(line.text for line in found.lines), [problem.line for problem in found.problems]


@pytest.mark.parametrize(
    ("text", "printed", "told"),
    [
        ("{{< youtube w7Ft2ym >}}", "https://www.youtube.com/watch?v=w7Ft2ym", [5]),
        ("{% youtube w7Ft2ym 640 360 %}", "https://www.youtube.com/watch?v=w7Ft2ym", [5]),
        ("[embed]https://v.example/1[/embed]", "https://v.example/1", []),
        ("{{% notice %}}in{{% /notice %}}", "in", [5, 5]),
        ("[caption width=\"9\"]A boat[/caption]", "A boat", []),
        ("x\n[gallery ids=\"1,2\"]", "x\n", [6]),
        ("{% include a.html %} b {{ page.title }}", " b", [5, 5]),
        ("{{ .Site.Params.city | upper }} wins", " wins", [5]),
        ("{% block %}", "", [5]),
        ("[[Ferry lease|the lease]]", "the lease", [5]),
        ("![[pier photo.jpg]]", "![](pier%20photo.jpg)", []),
        ("[pullquote]Ours[/pullquote]", "> Ours", []),
        ("::: note\nx\n:::", "\nx\n", [5, 7]),
        ("[a]({{< ref \"b.md\" >}})", "[a](b.md)", []),
        ("a %%call Ann%% b", "a  b", [5]),
        ("{--old--}{++new++} by {~~five~>four~~}.{>>call Ann<<}", "new by four.", [5, 5, 5, 5]),
    ],
)  # fmt: skip
def test_shortcodes(text: str, printed: str, told: list[int]) -> None:
    assert taken(text) == (printed, told)


@pytest.mark.parametrize(
    "text",
    ["`{{< x >}}`", "```\n{{< x >}}\n[gallery]\n```", "He said [sic] and [laughter].", "[a](/b) [1] [[2]](#c)", "{{ chart sales }}", "{{ site }} and {% block %}", "[video](/a.mp4)", "100%% sure and 50%% off", "`{--x--}`"],
)  # fmt: skip
def test_code_links_and_what_an_extension_may_know_stay(text: str) -> None:
    assert taken(text) == (text, [])


def test_a_command_that_nobody_knows_is_taken_out_of_the_page() -> None:
    assert take_commands("<p>a</p>\n<p>{{ chart sales }}</p>\n<p>b</p>") == ("<p>a</p>\n<p>b</p>", ("chart sales",))


def test_addresses_at_the_root_lead_into_the_papers_folder() -> None:
    html = '<p><a href="/a/">a</a> <img src="/i.png" alt=""> <a href="/p/b/">b</a> <a href="//c.example/">c</a> src="/x"</p>'
    home = '<p><a href="/p/a/">a</a> <img src="/p/i.png" alt=""> <a href="/p/b/">b</a> <a href="//c.example/">c</a> src="/x"</p>'
    assert lead_links_home(html, "/p") == home
    assert lead_links_home(html, "") == html


def test_footnotes_headings_and_tables_are_in_no_summary() -> None:
    html = '<h2 id="s-a">A</h2>\n<p>Words.</p>\n<table>\n<tbody></tbody></table>\n<div class="footnote">\n<p>Note</p>\n</div>'
    assert summary_text(html) == "Words."
