"""No setting can put anything but http, https and mailto behind a link."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec
import pytest
from click.testing import CliRunner
from conftest import Newsroom, story
from hypothesis import given
from hypothesis import strategies as st

from generator.cli import main
from generator.commands.settings import settings_of, tables_of
from generator.config import Config, parse_config
from generator.config.links import LINKS, NEEDED
from generator.errors import ConfigError

GOOD = 'name = "The Courier"\naddress = "https://example.org"\ntime_zone = "Europe/Berlin"\n'
WAYS = {
    "corrections_policy": 'corrections_policy = "{}"\n',
    "logo": 'logo = "{}"\n',
    "fediverse": 'fediverse = "{}"\n',
    "menu.*.link": '[[menu]]\nplace = "header"\nname = "Shop"\nlink = "{}"\n',
    "notice.link": '[notice]\ntext = "News"\nlink = "{}"\n',
    "logo_dark": 'logo_dark = "{}"\n',
    "feeds.hub": '[feeds]\nhub = "{}"\n',
    "ping.indexnow_server": '[ping]\nindexnow_server = "{}"\n',
    "share.own.*.pattern": '[[share.own]]\nslug = "ours"\nlabel = "Ours"\npattern = "{}"\n',
    "people.*.contact": '[people.jane]\nname = "Jane"\ncontact = "{}"\n',
    "people.*.fediverse": '[people.jane]\nname = "Jane"\nfediverse = "{}"\n',
    "deploy.*.endpoint": '[deploy.live]\nto = "s3"\nbucket = "courier-site"\nendpoint = "{}"\n',
}
HOSTILE = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript://example.org/%0Aalert(1)", "java\\tscript:alert(1)", "\\u0001javascript:alert(1)",
    " javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "data:image/svg+xml;base64,PHN2Zz4=", "vbscript:msgbox(1)", "file:///etc/passwd",
    "blob:https://example.org/1", "view-source:https://example.org", "feed:https://example.org", "ftp://example.org/", "tel:+4912345", "x:y",
    "javascript&colon;alert(1)", "//evil.example/x", "/\\\\evil.example/x", "\\\\\\\\evil.example", "https:evil.example", "https:///evil.example", "https://",
    "https://good.example@evil.example/", "https://user:word@evil.example/", "https://good.example\\\\@evil.example/", "https://a b.example/",
    "https://example.org/\\u202egnp.exe", "https://example.org/\\u0000x", "https://example.org/\\n", "https://example.org/\\\"onclick=x", "https://example.org/<script>", "mailto:jane@example.org\\nBcc: x", "example.org",
]  # fmt: skip


def mistakes_of(text: str) -> list[tuple[int, str, str]]:
    try:
        parse_config(text)
    except ConfigError as trouble:
        return [(problem.line, problem.message, problem.hint) for problem in trouble.problems]
    return []


def test_every_address_that_can_be_set_is_checked() -> None:
    """The examples are valid addresses. Others have a form of their own: those of the paper, of git, of mail."""
    tables: list[type[msgspec.Struct]] = [Config, *(struct for _, struct in tables_of(Config))]
    links = {one.name for table in tables for one in settings_of(table) if _is_like_an_address(one.example)}
    checked = {key.rsplit(".", 1)[-1] for key in LINKS}
    assert links - checked == {"address", "repository", "sender", "email"}
    assert set(WAYS) == set(LINKS)


def _is_like_an_address(example: object) -> bool:
    return isinstance(example, str) and ("://" in example or example.startswith("/logo") or "@" in example[1:])


@pytest.mark.parametrize("key", WAYS)
@pytest.mark.parametrize("address", HOSTILE)
def test_anything_but_web_and_mail_is_refused_with_its_line(key: str, address: str) -> None:
    text = GOOD + WAYS[key].format(address)
    line = next(
        number for number, one in enumerate(text.split("\n"), 1) if f'"{address}"' in one and "address" not in one
    )
    [(told, message, hint)] = mistakes_of(text)
    assert told == line
    assert " is not " in message
    assert hint.startswith(f"Write for example: {key.rsplit('.', 1)[-1]} = ")


WEB = ["https://example.org", "http://example.org:8080/a/b.html?c=d&e=f#g", "https://bücher.example/é/%20", "https://[2001:db8::1]:8443/x"]  # fmt: skip


@pytest.mark.parametrize(
    ("key", "address"),
    [(key, address) for key in ("corrections_policy", "logo", "feeds.hub", "share.own.*.pattern", "people.*.contact", "deploy.*.endpoint") for address in WEB]
    + [("corrections_policy", "/corrections/"), ("corrections_policy", "mailto:editor@example.org?subject=Correction"), ("logo", "/logo.png")]
    + [("people.*.contact", "jane@example.org"), ("people.*.contact", "mailto:jane.roe+news@example.org"), ("fediverse", "@courier@news.example")]
    + [("share.own.*.pattern", "https://forum.example/s?u={url}&t={title}"), ("share.own.*.pattern", "mailto:?subject={title}&body={url}")]
    + [(key, "") for key in WAYS if key not in NEEDED],
)  # fmt: skip
def test_the_addresses_that_papers_have_are_taken(key: str, address: str) -> None:
    assert mistakes_of(GOOD + WAYS[key].format(address)) == []


@pytest.mark.parametrize(
    "pattern",
    ["{url}", "{title}:x", "https://{title}/", "https://{url}", "https://x.{title}.example/", "https://forum.example/{link}", ""],
)  # fmt: skip
def test_what_is_shared_never_decides_where_a_link_leads(pattern: str) -> None:
    assert len(mistakes_of(GOOD + WAYS["share.own.*.pattern"].format(pattern))) == 1


PIECES = st.lists(st.sampled_from(["java", "script", "data", "https", "http", "mailto", ":", "/", "//", "\\", "@", "a.example", " ", "\t", "\x00", "\u202e", "?", "#", "{url}", "&#58;"]), max_size=7).map("".join)  # fmt: skip


@given(PIECES | st.text(st.characters(exclude_categories=["Cs"]), max_size=12), st.sampled_from(sorted(WAYS)))
def test_whatever_is_taken_leads_by_http_https_or_mailto(address: str, key: str) -> None:
    if mistakes_of(GOOD + WAYS[key].format("".join(f"\\U{ord(char):08x}" for char in address))):
        return
    as_browsers_read = "".join(char for char in address if char > " ")
    assert address == as_browsers_read
    assert urlsplit(address).scheme in {"http", "https", "mailto"} or ":" not in address.split("/", maxsplit=1)[0]
    assert not address.startswith(("//", "/\\", "\\"))


def _people() -> Iterator[str]:
    yield (
        GOOD
        + '[people.jane]\nname = "Jane"\ncontact = "jane@example.org"\n[people."joe"]\nname = "Joe"\ncontact = "javascript:x"\n'
    )
    yield (
        GOOD
        + '[[share.own]]\nslug = "a"\nlabel = "A"\npattern = "https://a.example/"\n[[share.own]]\n"pattern" = "x:y"\nslug = "b"\nlabel = "B"'
    )
    yield (
        GOOD
        + '[people]\njane.name = "Jane"\njane.contact = "jane@example.org"\njoe.name = "Joe"\n\njoe.contact = "javascript:x"\n'
    )
    yield (
        GOOD
        + 'copyright = "x"\npeople.joe = {name = "Joe"}\n\n\n\n[share]\nown = [{slug = "a", label = "A", pattern = "x:y"}]\n'
    )


@pytest.mark.parametrize("text", list(_people()))
def test_the_line_reported_is_that_of_the_wrong_entry(text: str) -> None:
    """The line is that of the wrong key, not of the first key with that name."""
    [(line, _, _)] = mistakes_of(text)
    told = text.split("\n")[line - 1]
    assert "javascript:x" in told or "x:y" in told


def test_a_command_ends_with_2_and_touches_nothing(newsroom: Newsroom) -> None:
    newsroom.write("content/world/a.txt", story("A"))
    site = (newsroom.folder / "site.toml").read_text()
    newsroom.write("site.toml", 'corrections_policy = "javascript:alert(1)"\n' + site)
    result = CliRunner().invoke(main, ["build", "--source", str(newsroom.folder)])
    assert result.exit_code == 2
    assert "site.toml:1" in result.output
    assert not newsroom.output.exists()


def test_a_path_of_this_site_is_linked_in_full(newsroom: Newsroom) -> None:
    site = (newsroom.folder / "site.toml").read_text().replace("courier.example", "courier.example/paper")
    newsroom.write("site.toml", 'corrections_policy = "/corrections/"\n' + site)
    newsroom.write("content/world/a.txt", story("A"))
    newsroom.build()
    assert '<a href="https://courier.example/paper/corrections/">' in newsroom.page("/world/2026/11/20/a/")
    newsroom.write("site.toml", 'corrections_policy = "mailto:editor@example.org"\n' + site)
    newsroom.build()
    assert '<a href="mailto:editor@example.org">' in newsroom.page("/world/2026/11/20/a/")
