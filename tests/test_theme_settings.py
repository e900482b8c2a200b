"""[theme], logo and [notice] in site.toml: what becomes of them on pages and in the style sheet that they make."""

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from browsing import HOST, open_chromium, open_tab
from conftest import NOON, SITE, Newsroom, story
from histories import clean_build, site_of
from hypothesis import given
from hypothesis import strategies as st

from generator.config import parse_config
from generator.config.colours import ACCENTS, DARK, LEAST_CONTRAST, LIGHT, Palette, contrast, dark_palette, mix
from generator.errors import ConfigError
from generator.model import Gravity
from generator.paper import theme_folder

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
THEME_CSS = (theme_folder() / "static/assets/broadsheet.css").read_text()


def sheet(newsroom: Newsroom) -> str:
    """Return the style sheet that is made of the settings."""
    [path] = (newsroom.output / "assets").glob("settings.*.css")
    return path.read_text()


def built(newsroom: Newsroom, settings: str) -> Newsroom:
    newsroom.write("site.toml", settings if "\nname =" in f"\n{settings}" else SITE + settings)
    newsroom.write("content/town/a.txt", story("A story"))
    newsroom.outcome = newsroom.build()  # type: ignore[attr-defined]
    return newsroom


def told(newsroom: Newsroom) -> list[tuple[str, str]]:
    return [(one.where, one.message) for one in newsroom.build().problems]


# --- colors ---------------------------------------------------------------------------------------


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#ff0000", "#ffffff") == pytest.approx(4.0, abs=0.005)
    assert mix("#ffffff", "#000000", 0.5) == "#808080"


@given(colour=COLOURS)
def test_an_accent_is_made_readable_on_dark_pages(colour: str) -> None:
    theme = parse_config(f'{SITE}[theme]\naccent = "{colour}"\n').theme
    made = dark_palette(theme).accent
    assert min(contrast(made, DARK.paper), contrast(made, DARK.tint)) >= LEAST_CONTRAST
    if min(contrast(colour, DARK.paper), contrast(colour, DARK.tint)) >= LEAST_CONTRAST:
        assert made == colour


def test_the_theme_s_own_colors_are_those_of_its_style_sheet() -> None:
    light, dark = THEME_CSS.split("@media screen and (prefers-color-scheme: dark)", 2)[:2]
    for css, palette in ((light, LIGHT), (dark, DARK)):
        found = dict(reversed(re.findall(r"--(\w+): (#[0-9a-f]{6});", css)))
        names = ("paper", "tint", "ink", "accent", "focus")
        assert Palette(*(found[name] for name in names)) == palette
        for ground in (palette.paper, palette.tint):
            assert min(contrast(palette.ink, ground), contrast(palette.accent, ground)) >= LEAST_CONTRAST


def test_the_accents_of_the_second_look_are_those_of_its_rules() -> None:
    rules = re.findall(r"\.look-tabloid(?::not\(\.only-light\))? \{[^}]*?--accent: (#[0-9a-f]{6});", THEME_CSS)
    assert tuple(rules) == ACCENTS["tabloid"]


def test_without_settings_there_is_no_sheet(newsroom: Newsroom) -> None:
    built(newsroom, "")
    assert not list((newsroom.output / "assets").glob("settings.*"))
    assert "settings" not in newsroom.page("/")


def test_colors_become_properties_for_light_and_dark_pages(newsroom: Newsroom) -> None:
    built(newsroom, '[theme]\naccent = "#0a5c4a"\nbackground = "#fff1e5"\ndark_text = "#ffffff"\n')
    assert told(newsroom) == []
    light, dark = sheet(newsroom).split("@media screen and (prefers-color-scheme: dark)")
    assert "@media screen and (prefers-color-scheme: light) {\n:root:root { --paper" in light
    assert "--accent: #0a5c4a;" in light
    assert "--paper: #fff1e5; --ink: #17181a;" in light
    assert "--paper: #141517; --ink: #ffffff;" in dark
    accent = re.findall(r"--accent: (#\w+);", dark)[0]
    assert contrast(accent, "#141517") >= LEAST_CONTRAST
    page = newsroom.page("/")
    assert 'content="#fff1e5"' in page
    assert re.search(r'broadsheet\.\w+\.css">\n<link rel="stylesheet" href="/assets/settings\.\w+\.css">', page)
    assert "<style" not in page
    assert " style=" not in page


def test_a_color_that_is_hard_to_read_is_told_with_its_line(newsroom: Newsroom) -> None:
    built(newsroom, '[theme]\naccent = "#ff8800"\ndark_background = "#777777"\n[theme.sections]\ntown = "#eeee00"\n')
    lines = (newsroom.folder / "site.toml").read_text().split("\n")
    at = {line.split(" ")[0]: number for number, line in enumerate(lines, 1)}
    assert sorted(told(newsroom)) == [
        (f"site.toml:{at['accent']}", "#ff8800 on #fffefc has a contrast of 2.3:1, which many readers can't read."),
        (
            f"site.toml:{at['dark_background']}",
            "#e9e7e2 on #777777 has a contrast of 3.6:1, which many readers can't read.",
        ),
        (f"site.toml:{at['town']}", "#eeee00 on #fffefc has a contrast of 1.2:1, which many readers can't read."),
    ]


def test_a_color_that_is_hard_to_read_in_boxes_alone_is_told(newsroom: Newsroom) -> None:
    """Calendars, corrections and boxes of live stories have links on a tint. 4.47 isn't told as 4.5."""
    built(newsroom, '[theme]\naccent = "#767676"\n[theme.sections]\ntown = "#717171"\n')
    told_of = "on #f5f3ee, the color of boxes, has a contrast of"
    assert [message for _, message in told(newsroom)] == [
        f"#767676 {told_of} 4.0:1, which many readers can't read.",
        f"#717171 {told_of} 4.4:1, which many readers can't read.",
    ]


def test_a_section_has_an_accent_of_its_own(newsroom: Newsroom) -> None:
    built(newsroom, '[theme.sections]\ntown = "#7a3e9d"\nsprots = "#000000"\n')
    light, dark = sheet(newsroom).split("@media")[1:]
    assert ".in-town { --accent: #7a3e9d; }" in light
    assert ".in-town { --accent: #" in dark
    assert '<body class="page-section in-town">' in newsroom.page("/town/")
    assert '<body class="page-story in-town">' in newsroom.page("/town/2026/11/20/a/")
    assert '<body class="page-home">' in newsroom.page("/")
    assert [message for _, message in told(newsroom)] == [
        "There is a color for the section “sprots”, and no such section."
    ]


@pytest.mark.parametrize(
    ("settings", "light", "dark"),
    [
        (
            'background = "#fff1e5"',
            ("rgb(255, 241, 229)", "rgb(23, 24, 26)"),
            ("rgb(20, 21, 23)", "rgb(233, 231, 226)"),
        ),
        (
            'background = "#222222"\ntext = "#f0f0f0"\ndark = false',
            ("rgb(34, 34, 34)", "rgb(240, 240, 240)"),
            ("rgb(34, 34, 34)", "rgb(240, 240, 240)"),
        ),
    ],
)
def test_colors_of_light_pages_are_on_no_dark_page_and_on_no_paper(
    newsroom: Newsroom, settings: str, light: tuple[str, str], dark: tuple[str, str]
) -> None:
    built(newsroom, f"[theme]\n{settings}\n")
    with open_chromium() as browser, open_tab(browser, newsroom) as tab:
        tab.goto(f"{HOST}/")
        for media, scheme, colours in (
            ("screen", "light", light),
            ("screen", "dark", dark),
            ("print", "light", ("rgb(255, 255, 255)", "rgb(0, 0, 0)")),
        ):
            tab.emulate_media(media=media, color_scheme=scheme)
            style = (
                "[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]"
            )
            assert tuple(tab.evaluate(style)) == colours, (media, scheme)


@pytest.mark.parametrize("value", ["red", "#fff", "#12345g", "#112233; } body { display: none", "url(x)"])
def test_nothing_but_a_color_gets_into_the_sheet(value: str) -> None:
    for key in ("accent", "background", "sections.town"):
        with pytest.raises(ConfigError):
            parse_config(SITE + f'[theme]\n{key} = "{value}"\n')


def test_nothing_but_the_slug_of_a_section_gets_into_the_sheet() -> None:
    with pytest.raises(ConfigError, match=r"theme\.sections"):
        parse_config(SITE + '[theme.sections]\n"x} body { display: none } .y" = "#000000"\n')


# --- dark pages, type, density --------------------------------------------------------------------


def test_the_place_of_the_keyboard_is_seen_on_every_background(newsroom: Newsroom) -> None:
    colours = 'background = "#0b3d91"\ntext = "#ffffff"\naccent = "#ffd34d"\ndark_background = "#3a6ea5"\n'
    built(newsroom, f"[theme]\n{colours}")
    _, light, dark = sheet(newsroom).split("@media screen and (prefers-color-scheme:")
    for part, background in ((light, "#0b3d91"), (dark, "#3a6ea5")):
        [focus] = re.findall(r"--focus: (#\w+);", part)
        assert contrast(focus, background) >= 3


@pytest.mark.browser
def test_the_keyboard_is_seen_on_a_notice(newsroom: Newsroom) -> None:
    built(newsroom, '[notice]\ntext = "The bridge is closed."\nlink = "/town/"\nkind = "breaking"\n')
    style = "one => { one.focus({ focusVisible: true }); return getComputedStyle(one).outlineColor; }"
    with open_chromium() as browser, open_tab(browser, newsroom, color_scheme="light") as tab:
        tab.goto(HOST + "/")
        outline = tab.eval_on_selector(".notice a", style)
        assert (
            outline == tab.eval_on_selector(".notice a", "one => getComputedStyle(one).color") == "rgb(255, 254, 252)"
        )


def test_dark_pages_can_be_switched_off(newsroom: Newsroom) -> None:
    built(newsroom, '[theme]\ndark = false\naccent = "#0a5c4a"\n')
    page = newsroom.page("/")
    assert 'class="look-broadsheet only-light"' in page
    assert '<meta name="color-scheme" content="light">' in page
    assert '<meta name="theme-color" content="#fffefc">' in page
    assert "prefers-color-scheme" not in page + sheet(newsroom)


def test_every_dark_rule_of_the_theme_leaves_pages_that_are_only_light_alone() -> None:
    blocks = re.findall(r"@media screen and \(prefers-color-scheme: dark\) \{\n((?:  .*\n|\n)*)\}", THEME_CSS)
    selectors = [line for block in blocks for line in block.splitlines() if line.endswith("{")]
    assert selectors
    assert all(":not(.only-light)" in selector for selector in selectors)


@pytest.mark.parametrize("pair", ["old-style", "grotesque"])
def test_a_pair_of_typefaces_is_chosen_by_name(newsroom: Newsroom, pair: str) -> None:
    built(newsroom, f'[theme]\ntype = "{pair}"\ndensity = "compact"\n')
    assert re.search(r"--serif: [^;]+serif; --sans: [^;]+sans-serif;", sheet(newsroom))
    assert "--gap: 1.25rem;" in sheet(newsroom)


FONT = """\
[[theme.fonts]]
file = "assets/fonts/my serif.woff2"
family = "Marrow Serif"
use = "text"
weight = "100 900"

[[theme.fonts]]
file = "assets/fonts/my serif.woff2"
family = "Marrow Serif"
use = "headlines"
preload = false
"""


def test_a_typeface_of_the_paper_s_own_is_found_and_fetched_with_the_page(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("static/assets/fonts/my serif.woff2", b"wOF2")
    built(newsroom, FONT)
    assert told(newsroom) == []
    css = sheet(newsroom)
    [address] = set(re.findall(r'url\("([^"]+)"\) format\("woff2"\)', css))
    assert re.fullmatch(r"/assets/fonts/my%20serif\.[0-9a-f]{10}\.woff2", address)
    assert (newsroom.output / address.lstrip("/").replace("%20", " ")).read_bytes() == b"wOF2"
    assert '--serif: "Marrow Serif", Charter,' in css
    assert '--headline: "Marrow Serif", var(--serif);' in css
    assert "font-weight: 100 900;" in css
    page = newsroom.page("/")
    assert page.count(f'<link rel="preload" as="font" type="font/woff2" href="{address}" crossorigin>') == 1
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", NOON)
    newsroom.write("static/assets/fonts/my serif.woff2", b"wOF2 again")
    newsroom.build()
    assert address not in sheet(newsroom) + newsroom.page("/")


def test_a_typeface_that_isn_t_there_is_told_and_left_out(newsroom: Newsroom) -> None:
    built(newsroom, FONT)
    assert {message for _, message in told(newsroom)} == {
        "There is no typeface static/assets/fonts/my serif.woff2, so pages do without it."
    }
    assert "preload" not in newsroom.page("/")


# --- logo and notice ------------------------------------------------------------------------------


def test_the_logo_stands_in_the_nameplate(newsroom: Newsroom) -> None:
    newsroom.write("static/logo.svg", "<svg/>")
    newsroom.write("static/logo-dark.svg", "<svg/>")
    built(newsroom, 'logo = "/logo.svg"\nlogo_dark = "/logo-dark.svg"\n' + SITE.replace(".example", ".example/paper"))
    page = newsroom.page("/")
    assert '<img class="logo" src="/paper/logo.svg" alt="The Test Courier">' in page
    assert '<source media="(prefers-color-scheme: dark)" srcset="/paper/logo-dark.svg">' in page
    assert "background: none;" in re.findall(r"\n\.logo \{([^}]*)\}", THEME_CSS)[0]


def test_the_place_of_the_logo_is_kept_while_it_is_loaded(newsroom: Newsroom) -> None:
    newsroom.write("static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"/>')
    newsroom.write("static/dark.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"/>')
    built(newsroom, 'logo = "/logo.svg"\nlogo_dark = "/dark.svg"\n' + SITE)
    page = newsroom.page("/")
    assert '<img class="logo" src="/logo.svg" width="300" height="60" alt="The Test Courier">' in page
    assert 'srcset="/dark.svg" width="1000" height="333">' in page
    light, _, dark = sheet(newsroom).partition("@media screen and (prefers-color-scheme: dark)")
    assert "--logo-ratio: 5; --logo-widest: 300px;" in light
    assert "--logo-ratio: 3.003; --logo-widest: 100vw;" in dark
    newsroom.write("static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="50"/>')
    newsroom.build()
    assert 'width="300" height="50"' in newsroom.page("/")
    assert "--logo-ratio: 6;" in sheet(newsroom)


def test_a_logo_in_the_folder_of_assets_is_shown_at_its_address_there(newsroom: Newsroom) -> None:
    newsroom.write("static/assets/löwe.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"/>')
    settings = 'logo = "/assets/löwe.svg?v=2"\n' + SITE.replace(".example", ".example/paper")
    built(newsroom, settings)
    [file] = newsroom.output.glob("assets/löwe.*.svg")
    address = f"/paper/assets/{quote(file.name)}"
    page = newsroom.page("/")
    assert f'<img class="logo" src="{address}" width="300" height="60" alt="The Test Courier">' in page
    assert f'"https://courier.example{address}"' in page


def test_the_size_of_a_logo_is_found_whatever_follows_its_address(newsroom: Newsroom) -> None:
    newsroom.write("static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="60"/>')
    built(newsroom, 'logo = "/logo.svg?v=2"\n' + SITE)
    assert '<img class="logo" src="/logo.svg?v=2" width="300" height="60"' in newsroom.page("/")


def test_a_logo_that_is_no_picture_is_told_once(newsroom: Newsroom) -> None:
    newsroom.write("static/logo.svg", "The name of our paper")
    built(newsroom, 'logo = "/logo.svg"\nlogo_dark = "/logo.svg"\n' + SITE)
    assert told(newsroom) == [
        ("site.toml:1", "Browsers show no picture for /logo.svg: the file isn't one, or is damaged.")
    ]
    newsroom.write("static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert told(newsroom) == []


def test_a_logo_on_another_host_is_for_search_engines_alone(newsroom: Newsroom) -> None:
    built(newsroom, 'logo = "https://cdn.example/logo.png"\n' + SITE)
    page = newsroom.page("/")
    assert "<img" not in page
    assert "https://cdn.example/logo.png" in page


@pytest.mark.parametrize(
    ("settings", "told_of"),
    [
        ('logo = "/logo.svg"', [("site.toml:1", "Readers who prefer dark pages see this logo on a dark background.")]),
        ('logo = "/logo.svg"\nlogo_dark = "/logo.svg"', []),
        ('logo = "/logo.svg"\n{}[theme]\ndark = false', []),
        ('logo = "https://cdn.example/logo.png"', []),
        (
            'logo_dark = "/logo.svg"',
            [("site.toml:1", "No page shows this logo, since there is none for light pages.")],
        ),
        (
            'logo = "/logo.svg"\nlogo_dark = "/logo.svg"\n{}[theme]\ndark = false',
            [("site.toml:2", "No page shows this logo, since no page is dark: under [theme] is dark = false.")],
        ),
    ],
)
def test_a_logo_that_dark_pages_may_not_show_is_told(
    newsroom: Newsroom, settings: str, told_of: list[tuple[str, str]]
) -> None:
    newsroom.write("static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    newsroom.write("site.toml", settings.replace("{}", SITE) if "{}" in settings else f"{settings}\n{SITE}")
    assert told(newsroom) == told_of


NOTICE = '[notice]\ntext = "The bridge is <closed>."\nlink = "/town/"\nuntil = {}\n'


@pytest.mark.parametrize("until", ['"2026-11-23 09:00"', "2026-11-23T09:00:00", "2026-11-23T14:00:00Z"])
def test_a_notice_stands_above_all_pages_until_its_time(newsroom: Newsroom, tmp_path: Path, until: str) -> None:
    newsroom.write("site.toml", SITE + NOTICE.format(until))
    newsroom.write("content/town/a.txt", story("A story"))
    ends = datetime(2026, 11, 23, 14, tzinfo=UTC)
    outcome = newsroom.build()
    assert outcome.next_change == ends
    line = '<p class="notice notice-breaking"><a href="/town/">The bridge is &lt;closed&gt;.</a></p>'
    for url in ("/", "/town/2026/11/20/a/", "/404.html"):
        assert line in newsroom.page(url)
    after = newsroom.build(ends)
    assert after.next_change != ends
    [problem] = after.problems
    assert (problem.where, problem.gravity) == ("site.toml:15", Gravity.WARNING)
    assert problem.message.startswith("The notice ended at 2026-11-23")
    assert outcome.problems == ()
    assert newsroom.mentions("The bridge is") == []
    assert site_of(newsroom) == clean_build(newsroom, tmp_path / "clean", ends)


def test_a_notice_without_an_end_stays(newsroom: Newsroom) -> None:
    built(newsroom, '[notice]\ntext = "Join us."\nkind = "membership"\n')
    assert '<p class="notice notice-membership">Join us.</p>' in newsroom.page("/")


def test_an_end_that_is_no_time_is_told() -> None:
    with pytest.raises(ConfigError) as refused:
        parse_config(SITE + NOTICE.format('"tomorrow"'))
    [problem] = refused.value.problems
    assert (problem.line, problem.message) == (15, "“tomorrow” isn't a day and a time.")
