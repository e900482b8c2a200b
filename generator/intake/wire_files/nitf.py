"""Read NITF, as AAP, AP, PA, The Canadian Press and others send it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.intake.wire_files.html import html_of
from generator.intake.wire_files.record import Status, WireItem, WirePicture, Wrapping, whole_number
from generator.intake.wire_files.times import moment_words, names_no_hour, read_time
from generator.intake.wire_files.words import embargo_of, is_kill_signal, read_status
from generator.intake.wire_files.xml import all_words, attribute_at, first_of, words_at, words_in

CATEGORIES = {"anpa-category", "category", "service", "aap-category", "section"}
"""Names of <meta> elements that say what the story is about."""
SUBJECT = "tobject.subject."


def read_nitf(root: Element, wrapping: Wrapping) -> Iterator[WireItem]:
    """Yield the story of an NITF file."""
    head, body = root.find("head"), root.find("body")
    data = head.find("docdata") if head is not None else None
    top = body.find("body.head") if body is not None else None
    issued = attribute_at(data, "date.issue", "norm") or attribute_at(head, "revision-history", "norm")
    issued = issued or attribute_at(top, "dateline/story.date", "norm")
    released = attribute_at(data, "date.release", "norm")
    content = body.find("body.content") if body is not None else None
    sent, opens = read_time(issued or released, wrapping.zone), read_time(released, wrapping.zone)
    is_past = sent is not None and opens is not None and opens <= sent
    yield WireItem(
        thread=_id_of(data) or wrapping.name,
        version=whole_number(attribute_at(data, "du-key", "version") or attribute_at(data, "du-key", "generation")),
        sent=sent,
        day_only=names_no_hour(issued or released),
        status=_status_of(data),
        kills=tuple(_replaced(data)),
        embargo=embargo_of(_mark(data), "" if is_past else moment_words(released, wrapping.zone)),
        expires=moment_words(attribute_at(data, "date.expire", "norm"), wrapping.zone),
        headline=_headline_of(head, top),
        deck=words_at(top, "hedline/hl2") if words_at(top, "hedline/hl2") != words_at(top, "hedline/hl1") else "",
        summary=words_at(top, "abstract"),
        bylines=tuple(_bylines_of(top)),
        dateline=_dateline_of(top),
        slugline=attribute_at(head, "meta[@name='anpa-keyword']", "content") or words_at(head, "title"),
        source=_source_of(data, top),
        categories=tuple(_categories_of(head, data)),
        notes=tuple(_notes_of(root, data)),
        html=html_of(content) if content is not None else "",
        pictures=tuple(read_media(root)),
    )


def _id_of(data: Element | None) -> str:
    return attribute_at(data, "doc-id", "id-string") or attribute_at(data, "du-key", "key")


def _mark(data: Element | None) -> str:
    return data.attrib.get("management-status", "") if data is not None else ""


def _status_of(data: Element | None) -> Status:
    if is_kill_signal(attribute_at(data, "ed-msg", "msg-type")):
        return Status.KILLED
    return read_status(_mark(data))


def _replaced(data: Element | None) -> Iterator[str]:
    """Yield the id of another document that this one says is to go."""
    if data is None:
        return
    other = data.attrib.get("management-doc-idref", "").strip()
    if other and read_status(data.attrib.get("management-idref-status", "usable")) is Status.KILLED:
        yield other


def _headline_of(head: Element | None, top: Element | None) -> str:
    return words_at(top, "hedline/hl1") or words_at(top, "hedline") or words_at(head, "title")


def _bylines_of(top: Element | None) -> Iterator[str]:
    """Yield the writers, each with the title behind it."""
    for byline in top.findall("byline") if top is not None else ():
        title = words_at(byline, "byttl")
        people = [words_in(one) for one in byline.findall("person")]
        whole = words_in(byline).removesuffix(title).strip(" ,")
        names = ", ".join(one for one in people if one) if people and not whole.strip() else whole
        if names:
            yield f"{names}, {title}" if title else names


def _dateline_of(top: Element | None) -> str:
    location = top.find("dateline/location") if top is not None else None
    return words_at(location, "city") or words_in(location)


def _source_of(data: Element | None, top: Element | None) -> str:
    holder = attribute_at(data, "doc.copyright", "holder").partition(". ")[0]
    sender = attribute_at(data, "del-list/from-src", "src-name")
    return words_at(top, "distributor") or holder or attribute_at(data, "doc-id", "regsrc") or sender


def _categories_of(head: Element | None, data: Element | None) -> Iterator[str]:
    if head is None:
        return
    for subject in head.iter("tobject.subject"):
        for name in ("refnum", "type", "matter", "detail"):
            yield from filter(None, [subject.attrib.get(f"{SUBJECT}{name}", "").strip()])
    for meta in head.findall("meta"):
        if meta.attrib.get("name") in CATEGORIES:
            yield from filter(None, [meta.attrib.get("content", "").strip()])
    for scope in data.findall("doc-scope") if data is not None else ():
        yield from filter(None, [scope.attrib.get("scope", "").strip()])
    for keyword in data.iter("keyword") if data is not None else ():
        yield from filter(None, [keyword.attrib.get("key", "").strip() or words_in(keyword)])


def _notes_of(root: Element, data: Element | None) -> Iterator[str]:
    yield from filter(
        None, (one.attrib.get("info", "").strip() for one in (data.findall("ed-msg") if data is not None else ()))
    )
    for note in root.iter("note"):
        yield from filter(None, [words_in(note)])


def read_media(root: Element) -> Iterator[WirePicture]:
    """Yield the pictures in the text of NITF."""
    for media in root.iter("media"):
        references = media.findall("media-reference")
        files = tuple(filter(None, (one.attrib.get("source", "").strip() for one in references)))
        if media.attrib.get("media-type", "image") == "image" and files:
            yield WirePicture(
                files=files,
                caption=words_at(media, "media-caption"),
                credit=words_at(media, "media-producer"),
                alt=attribute_at(media, "media-reference", "alternate-text"),
                copyright=next(all_words(media, "media-metadata[@name='copyright']"), ""),
            )


def find_text(element: Element) -> str:
    """Return the text in an element that holds NITF, or paragraphs alone, as HTML."""
    content = first_of(element, "body.content")
    return html_of(content if content is not None else element)
