"""Read NewsML 1.2, as AFP and others send it."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.intake.wire_files.nitf import find_text
from generator.intake.wire_files.record import Nature, Status, WireItem, WirePicture, Wrapping, whole_number
from generator.intake.wire_files.times import moment_words, names_no_hour, read_time
from generator.intake.wire_files.words import NOT_STORIES, embargo_of, is_kill_signal, read_status
from generator.intake.wire_files.xml import all_words, attribute_at, first_of, words_at, words_in

TEXTS = {"text", ""}
PICTURES = {"photo", "picture", "image", "graphic"}


def read_newsml(root: Element, wrapping: Wrapping) -> Iterator[WireItem]:
    """Yield the stories of a NewsML 1.2 file."""
    for item in root.iter("NewsItem"):
        yield _read_item(item, wrapping)


def _read_item(item: Element, wrapping: Wrapping) -> WireItem:
    name, management = item.find("Identification/NewsIdentifier"), item.find("NewsManagement")
    lines = first_of(item, "NewsLines")
    created, sent = words_at(management, "FirstCreated"), words_at(management, "ThisRevisionCreated")
    revision = words_at(name, "RevisionId")
    texts = list(_texts_of(item))
    pictures = tuple(_pictures_of(item))
    kind = attribute_at(management, "NewsItemType", "FormalName").casefold()
    return WireItem(
        thread=_id_of(name) or wrapping.name,
        version=whole_number(revision),
        sent=read_time(sent or created, wrapping.zone),
        created=read_time(created, wrapping.zone),
        day_only=names_no_hour(created or sent),
        status=_status_of(management),
        nature=Nature.ADVISORY if kind in NOT_STORIES else Nature.STORY if texts else Nature.OTHER,
        what="" if texts else "a picture" if pictures else "a package of other items",
        kills=tuple(_killed_by(management)),
        embargo=_embargo_of(item, management, wrapping),
        headline=words_at(lines, "HeadLine"),
        deck=words_at(lines, "SubHeadLine"),
        bylines=tuple(all_words(lines, "ByLine")),
        dateline=words_at(lines, "DateLine"),
        slugline=words_at(lines, "SlugLine") or words_at(item, "Identification/NameLabel"),
        language=_first_name(item, "Language"),
        source=_source_of(item, lines),
        categories=tuple(_categories_of(item)),
        notes=tuple(filter(None, (words_in(one) for one in item.iter("Instruction")))),
        html="\n".join(texts),
        pictures=pictures,
    )


def _id_of(name: Element | None) -> str:
    parts = (words_at(name, "ProviderId"), words_at(name, "DateId"), words_at(name, "NewsItemId"))
    return ":".join(parts) if parts[2] else words_at(name, "PublicIdentifier")


def _status_of(management: Element | None) -> Status:
    if any(is_kill_signal(one.attrib.get("FormalName", "")) for one in _instructions(management)):
        return Status.KILLED
    return read_status(attribute_at(management, "Status", "FormalName"))


def _instructions(management: Element | None) -> list[Element]:
    return management.findall("Instruction") if management is not None else []


def _killed_by(management: Element | None) -> Iterator[str]:
    """Yield the ids of items that a note asks to be killed: urn:newsml:PROVIDER:DATE:ID:REVISION."""
    for link in management.findall("AssociatedWith") if management is not None else ():
        if link.attrib.get("FormalName", "").casefold() in {"kill", "killed", "cancels", "canceled"}:
            parts = link.attrib.get("NewsItem", "").removeprefix("urn:newsml:").split(":")
            yield from filter(None, [":".join(parts[:3])])


def _embargo_of(item: Element, management: Element | None, wrapping: Wrapping) -> str:
    """Return the time of a change of the status to usable in the future, or of an embargo."""
    later = words_at(management, "StatusWillChange/DateAndTime")
    future = attribute_at(management, "StatusWillChange/FutureStatus", "FormalName")
    if later and read_status(future) is Status.USABLE:
        return moment_words(later, wrapping.zone)
    found = moment_words(words_in(first_of(item, "EmbargoDate")), wrapping.zone)
    return embargo_of(attribute_at(management, "Status", "FormalName"), found)


def _first_name(item: Element, name: str) -> str:
    return next((one.attrib["FormalName"] for one in item.iter(name) if one.attrib.get("FormalName")), "")


def _source_of(item: Element, lines: Element | None) -> str:
    for name in ("Source", "Provider"):
        for one in item.iter(name):
            if words := attribute_at(one, "Party", "FormalName"):
                return words
    return words_at(lines, "CreditLine")


def _categories_of(item: Element) -> Iterator[str]:
    for name in ("Subject", "SubjectMatter", "SubjectDetail", "Genre", "OfInterestTo", "Property"):
        for one in item.iter(name):
            yield from filter(None, [one.attrib.get("FormalName", "").strip()])
            yield from filter(None, [one.attrib.get("Value", "").strip()])


def _texts_of(item: Element) -> Iterator[str]:
    for content in item.iter("ContentItem"):
        data = content.find("DataContent")
        kind = attribute_at(content, "MediaType", "FormalName").casefold()
        if data is not None and kind in TEXTS and (words_in(data) or len(data)):
            yield find_text(data)


def _pictures_of(item: Element) -> Iterator[WirePicture]:
    for component in item.iter("NewsComponent"):
        files = [one.attrib.get("Href", "").strip() for one in component.findall("ContentItem") if _is_picture(one)]
        lines = component.find("NewsLines")
        if named := tuple(one for one in files if one):
            yield WirePicture(
                files=named,
                caption=next((words_in(one) for one in component.iter("DataContent")), "")
                or words_at(lines, "HeadLine"),
                credit=words_at(lines, "CreditLine") or words_at(lines, "ByLine"),
                copyright=words_at(lines, "CopyrightLine"),
            )


def _is_picture(content: Element) -> bool:
    return attribute_at(content, "MediaType", "FormalName").casefold() in PICTURES
