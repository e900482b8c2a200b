"""Files of news agencies for tests, in each format, and a paper that has a folder for them."""

import json
from datetime import datetime, timedelta
from typing import Any

from conftest import NOON, SITE, Newsroom

DROP = "content/wires/ap"
TABLE = f"""
[intake.wire.ap]
folder = "{DROP}"
section = "world"
"""
START = NOON - timedelta(days=1)
TEXT = "The council of the harbor met on Friday and spoke of number {} at length, until late in the evening."


def with_wire(newsroom: Newsroom, table: str = TABLE) -> Newsroom:
    """Return the paper with a folder for an agency's files."""
    newsroom.write("site.toml", SITE + table)
    (newsroom.folder / DROP).mkdir(parents=True, exist_ok=True)
    return newsroom


def at(minutes: int) -> str:
    """Return a time on the day before the tests' noon, in the form of ISO 8601."""
    return (START + timedelta(minutes=minutes)).isoformat()


def ninjs(
    uri: str = "urn:a", headline: str = "The harbor votes", version: int = 1, minute: int = 0, **more: Any
) -> bytes:
    """Return a story in ninjs 1."""
    item = {
        "uri": uri,
        "type": "text",
        "version": str(version),
        "firstcreated": at(0),
        "versioncreated": at(minute),
        "pubstatus": "usable",
        "headline": headline,
        "body_html": f"<p>{TEXT.format(version)}</p>",
        **more,
    }
    return json.dumps(item).encode()


def newsml_g2(*, version: int = 1, minute: int = 0, meta: str = "", status: str = "usable", body: str = "") -> bytes:
    """Return a story in NewsML-G2."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a" version="{version}" standard="NewsML-G2">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="AP"/><versionCreated>{at(minute)}</versionCreated>
<firstCreated>{at(0)}</firstCreated><pubStatus qcode="stat:{status}"/>{meta}</itemMeta>
<contentMeta><headline>The harbor votes</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>{body or TEXT.format(version)}</p></body></html></inlineXML></contentSet></newsItem>""".encode()


def newsml(*, version: int = 1, minute: int = 0, management: str = "", status: str = "Usable") -> bytes:
    """Return a story in NewsML 1.2."""
    sent = (START + timedelta(minutes=minute)).strftime("%Y%m%dT%H%M%SZ")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>afp.com</ProviderId><DateId>20261122</DateId>
<NewsItemId>a</NewsItemId><RevisionId PreviousRevision="0" Update="N">{version}</RevisionId></NewsIdentifier>
</Identification><NewsManagement><NewsItemType FormalName="News"/><ThisRevisionCreated>{sent}</ThisRevisionCreated>
<Status FormalName="{status}"/>{management}</NewsManagement><NewsComponent><NewsLines><HeadLine>The harbor votes</HeadLine>
</NewsLines><ContentItem><MediaType FormalName="Text"/><DataContent><p>{TEXT.format(version)}</p></DataContent>
</ContentItem></NewsComponent></NewsItem></NewsML>""".encode()


def nitf(
    doc_id: str = "a", headline: str = "The harbor votes", *, minute: int = 0, data: str = "", status: str = "usable"
) -> bytes:
    """Return a story in NITF."""
    sent = (START + timedelta(minutes=minute)).strftime("%Y%m%dT%H%M%S+0000")
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><docdata management-status="{status}"><doc-id id-string="{doc_id}"/><date.issue norm="{sent}"/>{data}
</docdata></head><body><body.head><hedline><hl1>{headline}</hl1></hedline></body.head>
<body.content><p>{TEXT.format(1)}</p></body.content></body></nitf>""".encode()


def anpa(
    keywords: str = "BC-US--Harbor Vote", headline: str = "The harbor votes", number: int = 1, minute: int = 0
) -> bytes:
    """Return a story in ANPA 1312."""
    sent: datetime = START + timedelta(minutes=minute)
    head = f"\x16\x16\x01a{number:04}\x1f-----\nr a\x13\x11 {keywords[:24]} {sent:%m-%d} 0100\n"
    text = f"\x02^{keywords},100<\n^{headline}<\n^By JANE ROE=\n^Associated Press=\n\tHARBOR CITY (AP) _ {TEXT.format(number)}\n"
    return f"{head}{text}\t``So be it,'' she said.\n\t\x03AP-WF-{sent:%m-%d-%y %H%M}GMT<\n\x0c\n\x04".encode()


def iptc7901(headline: str = "The harbor votes", mark: str = "", number: int = 1, minute: int = 0) -> bytes:
    """Return a story in IPTC 7901."""
    sent = START + timedelta(minutes=minute)
    heading = f"{mark}\n{headline} =" if mark else f"{headline} ="
    text = f"   Harbor City (dpa) - {TEXT.format(number)}\n\n# Notebook\n\n## dpa contacts\n- Editing by: Ann Poe\n"
    return f"\x01eca{number:04} 3 i 93  dpa 1888\n\nHarbor/vote/\n\x02{heading}\n\n{text}\n\x03{sent:%d%H%M} GMT {sent:%b %y}\n".encode()


def headlines(newsroom: Newsroom) -> dict[str, str]:
    """Return the headline of each public story by its address."""
    feed = json.loads((newsroom.output / "feed.json").read_text())
    return {item["url"].removeprefix("https://courier.example"): item["title"] for item in feed["items"]}
