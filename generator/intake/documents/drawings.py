"""Put the pictures of drawings in documents of Word where mammoth looks for them, and find charts, which it can't show.

mammoth knows pictures that stand by themselves. Those in a group, on a canvas or as the filling of a shape it would
pass over in silence.
"""

from xml.etree.ElementTree import Element, SubElement

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
CHARTS = {
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
    "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart",
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
}


def lift_pictures(tree: Element) -> bool:
    """Bring the pictures within drawings to the top of each, and tell whether there is a chart or a diagram."""
    for parent in list(tree.iter()):
        for child in list(parent):
            if child.tag == f"{MC}AlternateContent" and (newer := _only_in_newer(child)) is not None:
                parent.insert(list(parent).index(child) + 1, newer)
    has_chart = False
    for data in tree.iter(f"{A}graphicData"):
        if any(child.tag in CHARTS for child in data.iter()):
            has_chart = True
        elif pictures := _pictures_in(data):
            data[:] = pictures
    return has_chart


def _only_in_newer(alternate: Element) -> Element | None:
    """Return the drawing for newer programs, if what is there for older ones lacks its pictures."""
    choice, fallback = alternate.find(f"{MC}Choice"), alternate.find(f"{MC}Fallback")
    if choice is None or len(choice) != 1 or next(choice.iter(f"{A}blip"), None) is None:
        return None
    return None if fallback is not None and next(fallback.iter(VML_PICTURE), None) is not None else choice[0]


def _pictures_in(data: Element) -> list[Element]:
    found = []
    for part in data.iter():
        if part.tag == f"{PIC}pic":
            found.append(part)
        elif part.tag == f"{A}blipFill":
            picture = Element(f"{PIC}pic")
            SubElement(picture, f"{PIC}blipFill").extend(list(part))
            found.append(picture)
    return found
