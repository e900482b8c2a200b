"""Agencies such as Reuters send a text and its pictures as items of their own, which a package joins."""

from zoneinfo import ZoneInfo

import pytest
from conftest import Newsroom
from pictured import picture
from wired import DROP, at, with_wire

from generator.intake.wire_files.formats import read_items
from generator.intake.wire_files.record import Nature, WireItem, Wrapping

NS = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def item(name: str, kind: str, inside: str, *, version: int = 1, meta: str = "", status: str = "usable") -> str:
    return f"""<newsItem {NS} guid="{name}" version="{version}"><itemMeta><itemClass qcode="icls:{kind}"/>
<provider literal="Reuters"/><versionCreated>{at(version)}</versionCreated><firstCreated>{at(0)}</firstCreated>
<pubStatus qcode="stat:{status}"/>{meta}</itemMeta>{inside}</newsItem>"""


def text(name: str = "urn:text") -> str:
    return item(name, "text", f"""<contentMeta><headline>The harbor votes on {name[4:]}</headline></contentMeta><contentSet>
<inlineXML contenttype="application/xhtml+xml"><html><body><p>The council of the harbor met on Friday.</p></body></html>
</inlineXML></contentSet>""")  # fmt: skip


def photo(name: str = "urn:photo", **more: object) -> str:
    return item(name, "picture", f"""<contentMeta><headline>Dock</headline><creditline>REUTERS/Jane Roe</creditline>
<description role="drol:caption">The dock at noon</description></contentMeta><contentSet>
<remoteContent href="{name[4:]}.jpg" contenttype="image/jpeg" width="800"/></contentSet>""", **more)  # type: ignore[arg-type]  # fmt: skip


def message(*items: str, named: tuple[str, ...] = ("urn:text", "urn:photo")) -> bytes:
    refs = "".join(f'<itemRef residref="{one}"/>' for one in named)
    package = (
        f'<packageItem guid="urn:package"><groupSet root="r"><group id="r">{refs}</group></groupSet></packageItem>'
    )
    return f"<newsMessage {NS}><itemSet>{package}{''.join(items)}</itemSet></newsMessage>".encode()


def stories(raw: bytes) -> dict[str, WireItem]:
    items = read_items(raw, Wrapping("x", ZoneInfo("UTC")))
    return {one.thread: one for one in items if one.nature is Nature.STORY}


def test_a_package_gives_a_text_its_picture(newsroom: Newsroom) -> None:
    with_wire(newsroom)
    (newsroom.folder / DROP / "photo.jpg").write_bytes(picture(800, 500))
    (newsroom.folder / DROP / "package.xml").write_bytes(message(text(), photo()))
    newsroom.build()
    [page] = [one for one in newsroom.output.rglob("index.html") if "harbor-votes" in one.parent.name]
    assert "The dock at noon" in page.read_text()
    assert "REUTERS/Jane Roe" in page.read_text()
    assert "<img" in page.read_text()


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        (message(photo(), text()), {"urn:text": ["photo.jpg"]}),
        (message(text(), photo(status="withheld")), {"urn:text": []}),
        (message(text(), photo(status="canceled")), {"urn:text": []}),
        (message(text(), photo(meta="<embargoed>2090-01-01T00:00:00Z</embargoed>")), {"urn:text": []}),
        (message(text(), photo(), photo(version=2, status="canceled")), {"urn:text": []}),
        (message(text(), photo(status="canceled"), photo(version=2)), {"urn:text": ["photo.jpg"]}),
        (message(text(), photo(), named=("urn:text",)), {"urn:text": []}),
        (message(text(), photo(), named=("urn:text", "urn:text", "urn:photo", "urn:photo", "urn:none")), {"urn:text": ["photo.jpg"]}),
        (
            message(text(), text("urn:other"), photo(), named=("urn:text", "urn:other", "urn:photo")),
            {"urn:text": [], "urn:other": []},
        ),
        (message(text(), text("urn:other"), photo()), {"urn:text": ["photo.jpg"], "urn:other": []}),
        (message(photo()), {}),
    ],
)  # fmt: skip
def test_only_what_is_clear_and_free_is_joined(raw: bytes, shown: dict[str, list[str]]) -> None:
    found = {name: [file for one in story.pictures for file in one.files] for name, story in stories(raw).items()}
    assert found == shown
