"""Domain names with letters beyond ASCII: machines get punycode, people read what was written."""

import json
import re
import unicodedata
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import SITE, Newsroom, story
from hypothesis import given
from hypothesis import strategies as st

from generator.audience.pages import Pages
from generator.commands.check import check_paper
from generator.commands.explain import explain
from generator.commands.takedown import TakedownOptions, take_down
from generator.config import machine_address, parse_config, readable_address
from generator.delivery.bundle import read_bundle
from generator.edition.last import open_kept
from generator.errors import ConfigError, DeployRefused

WRITTEN, PUNYCODE = "https://zeitung-köln.example", "https://xn--zeitung-kln-zfb.example"
OURS = SITE.replace("https://courier.example", WRITTEN)
LETTERS = st.text("abcxyzäöüßéñøłабвгдежαβγδ日本新聞", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("written", "machines"),
    [
        (WRITTEN, PUNYCODE),
        (unicodedata.normalize("NFD", WRITTEN), PUNYCODE),
        ("https://ZEITUNG-KÖLN.example", PUNYCODE),
        (f"{WRITTEN}:8443/blatt", f"{PUNYCODE}:8443/blatt"),
        ("https://straße.example", "https://xn--strae-oqa.example"),
        ("https://新聞。example", "https://xn--efvv70d.example"),
        ("https://courier.example", "https://courier.example"),
        ("https://my_host.example", "https://my_host.example"),
    ],
)
def test_machines_get_the_ascii_form_of_the_address(written: str, machines: str) -> None:
    assert parse_config(SITE.replace("https://courier.example", written)).address == machines


@pytest.mark.parametrize(
    "wrong", ["https://köl n.example", "https://-ö.example", "https://ö@example.org", f"{WRITTEN}:99999"]
)
def test_what_is_no_host_is_refused_as_it_was_written(wrong: str) -> None:
    with pytest.raises(ConfigError) as refused:
        parse_config(SITE.replace("https://courier.example", wrong))
    assert f"“{wrong}” isn't a web address." in [one.message for one in refused.value.problems]


def test_all_settings_that_machines_read_have_hosts_in_ascii() -> None:
    config = parse_config(
        f'logo = "https://bild.köln.example/l.png"\n{OURS}\n[feeds]\nhub = "https://hub.köln.example/"\n'
        '[headers.allow]\nscript-src = ["https://*.köln.example"]\n[deploy.live]\nto = "sftp"\n'
        'host = "www.köln.example"\nfolder = "/var/www"\n'
    )
    assert config.logo == "https://bild.xn--kln-sna.example/l.png"
    assert config.feeds.hub == "https://hub.xn--kln-sna.example/"
    assert config.headers.allow == {"script-src": ("https://*.xn--kln-sna.example",)}
    assert config.deploy["live"].host == "www.xn--kln-sna.example"


@given(LETTERS, LETTERS)
def test_the_ascii_form_reads_as_the_same_site_and_stays_as_it_is(name: str, domain: str) -> None:
    machines = machine_address(f"https://{name}.{domain}.example/a/")
    assert machine_address(machines) == machines
    if machines.isascii():  # otherwise it can't be a host, such as letters of two directions
        assert machine_address(readable_address(machines)) == machines
        assert readable_address(machines) == unicodedata.normalize("NFC", f"https://{name}.{domain}.example/a/")


def test_every_file_of_the_site_has_the_ascii_form(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", OURS)
    newsroom.write("content/town/bridge.txt", story("The bridge opens"))
    newsroom.build()
    assert not newsroom.mentions("zeitung-köln")
    page = next(page for name, page in newsroom.files().items() if "bridge" in name and name.endswith(".html")).decode()
    assert re.search(rf'<link rel="?canonical"? href="?{re.escape(PUNYCODE)}/town/', page)
    assert newsroom.page("/sitemaps/pages.xml").count(f"<loc>{PUNYCODE}/")
    assert json.loads(newsroom.page("/feed.json"))["home_page_url"].startswith(PUNYCODE)


def test_people_may_use_either_form_in_links_and_commands(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", OURS)
    newsroom.write("content/town/bridge.txt", story("The bridge opens"))
    newsroom.write("content/town/wrong.txt", story("Another", body=f"See [this]({WRITTEN}/nowhere/) now."))
    newsroom.build()
    url = next(name for name in newsroom.files() if "/bridge/" in name).removesuffix("index.html")
    told = [one.message for one in check_paper(newsroom.paper()).problems]
    assert f"The link to {WRITTEN}/nowhere/ leads nowhere." in told
    for origin in (WRITTEN, PUNYCODE):
        assert explain(newsroom.paper(), f"{origin}/{url}").url == f"/{url}"
    take_down(newsroom.paper(), f"{WRITTEN}/{url}", TakedownOptions())
    assert 'story = "town/bridge"' in Path(newsroom.folder, "takedowns.toml").read_text()


def test_readers_are_counted_by_either_form() -> None:
    pages = Pages(["content/town/a"], {"town/a": 0}, "", PUNYCODE)
    assert pages.find(f"{WRITTEN}/town/a/".encode()) == pages.find(f"{PUNYCODE}/town/a/".encode()) == 0


def test_people_read_the_address_as_it_was_written(newsroom: Newsroom) -> None:
    newsroom.write("site.toml", SITE.replace("https://courier.example", "https://köln.test"))
    newsroom.write("content/town/a.txt", story("A story"))
    newsroom.build(datetime(2026, 11, 23, 12, tzinfo=UTC))
    with (
        closing(open_kept(newsroom.paper())) as store,
        pytest.raises(DeployRefused, match=r"built for https://köln\.test,"),
    ):
        read_bundle(store, newsroom.output)
