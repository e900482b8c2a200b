"""Read agencies' XML, whatever is in it: no DTD, no entities of its own, a bounded depth."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from generator.intake.wire_files.record import WireError, one_line

MAX_DEPTH = 200
"""How deep elements may be in each other. Agencies' files have up to 20 levels."""


def read_tree(raw: bytes) -> Element:
    """Return the root of an XML file. Names of elements and attributes are without namespaces. Raises WireError."""
    try:
        root: Element = fromstring(raw.strip(), forbid_dtd=True)
    except DefusedXmlException as error:
        message = "It has a DTD (<!DOCTYPE …>), by which a file can attack programs that read it, so it isn't read."
        raise WireError(message, "Ask the agency to send its files without one.") from error
    except ParseError as error:
        line = error.position[0]
        message = f"It is not well-formed XML: see line {line}."
        raise WireError(message, "It may be cut off. Ask the agency to send it again.") from error
    except (ValueError, LookupError) as error:
        raise WireError("It is XML in an encoding that can't be read.") from error
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise WireError(f"Its elements are nested more than {MAX_DEPTH} deep.")
        for element in level:
            _drop_namespaces(element)
        level = [child for element in level for child in element]
    return root


def _drop_namespaces(element: Element) -> None:
    if isinstance(element.tag, str):
        element.tag = element.tag.rpartition("}")[2]
    for name in [name for name in element.attrib if "}" in name]:
        element.attrib.setdefault(name.rpartition("}")[2], element.attrib.pop(name))


def words_in(element: Element | None) -> str:
    """Return all text in an element on one line; empty for no element."""
    return "" if element is None else one_line("".join(element.itertext()))


def words_at(element: Element | None, path: str) -> str:
    """Return the text of the first element at `path`, such as `itemMeta/provider`, that has any."""
    return next((words for words in all_words(element, path)), "")


def all_words(element: Element | None, path: str) -> Iterator[str]:
    """Yield the text of each element at `path` that has any."""
    for found in () if element is None else element.findall(path):
        if words := words_in(found):
            yield words


def attribute_at(element: Element | None, path: str, name: str) -> str:
    """Return an attribute of the first element at `path` that has it; empty without one."""
    found = () if element is None else element.findall(path)
    return next((one_line(one.attrib[name]) for one in found if one.attrib.get(name, "").strip()), "")


def first_of(root: Element, name: str) -> Element | None:
    """Return the first element called `name`, at any depth."""
    return next(iter(root.iter(name)), None)
