"""Documents as word processors write them, made of a few lines, for tests."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
ODT = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "svg": "svg-compatible", "fo": "xsl-fo-compatible",
    }.items()
) + ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # fmt: skip
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/></Types>'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOT_RELATIONS = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>'


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive of the parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return packed.getvalue()


def run(text: str, look: str = "") -> str:
    """Return a run of a document of Word; `look` is its properties, such as `<w:b/>`."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, style: str = "", extra: str = "") -> str:
    """Return a paragraph of a document of Word. Plain texts become runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{named}{extra}</w:pPr>{''.join(one if one.startswith('<') else run(one) for one in runs)}</w:p>"
    )


def shown(name: str, alt: str = "") -> str:
    """Return a run that shows the picture `name` of a document of Word."""
    fill = f'<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip r:embed="picture-{name}"/></pic:blipFill></pic:pic>'
    return f'<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" descr="{escape(alt)}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData>{fill}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'


def docx(
    *blocks: str,
    links: Mapping[str, str] | None = None,
    pictures: Mapping[str, bytes] | None = None,
    **parts: str | bytes,
) -> bytes:
    """Return a document of Word. `links`: addresses by id. `pictures`: by name, for `shown`.

    `parts`: others by their names in word/, without `.xml`.
    """
    relations = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'
        for key, url in (links or {}).items()
    )
    for name in parts:
        relations += f'<Relationship Id="part-{name}" Type="{RELATION}/{name}" Target="{name}.xml"/>'
    for name in pictures or {}:
        relations += f'<Relationship Id="picture-{name}" Type="{RELATION}/image" Target="media/{name}"/>'
    body = "".join(one if one.startswith("<") else para(one) for one in blocks)
    return archive(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": ROOT_RELATIONS,
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
            **{f"word/{name}.xml": data for name, data in parts.items()},
            **{f"word/media/{name}": data for name, data in (pictures or {}).items()},
        }
    )


def frame(name: str, alt: str = "") -> str:
    """Return the frame that shows the picture `name` of a document of LibreOffice."""
    return f'<draw:frame><draw:image xlink:href="Pictures/{name}"/><svg:desc>{escape(alt)}</svg:desc></draw:frame>'


def odt(body: str, styles: str = "", pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Return a text document of LibreOffice. `pictures`: by name, for `frame`."""
    content = f"<office:document-content {ODT}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    images = {f"Pictures/{name}": data for name, data in (pictures or {}).items()}
    return archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **images})
