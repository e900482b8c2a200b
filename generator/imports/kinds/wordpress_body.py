"""Read what WordPress keeps in the text of a post: blocks, shortcodes, and paragraphs that are only blank lines.

The result is plain HTML in which a few elements have a meaning of their own for convert.py:

    <figure data-gallery="1,2">   the attachments of these numbers; of the whole post if there is no number
"""

import re
from html import escape, unescape

import msgspec

from generator.imports.kinds.wordpress_blocks import words_of_blocks
from generator.imports.kinds.wordpress_shortcodes import WEB, read_shortcodes
from generator.imports.parts import Tell, tell_nobody

SHIELD = re.compile(r"<(pre|code|script|style|textarea)\b[^<>]{0,1000}>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
"""Text in which nothing is a shortcode and no line break is a paragraph."""
CODE = re.compile(
    r"\[(sourcecode|code|source|php|python|ruby|java|javascript|js|css|html|xml|sql|bash|shell|csharp|cpp)"
    r"(?:\s[^\[\]]{0,300})?\](.{1,200000}?)\[/\1\]",
    re.DOTALL | re.IGNORECASE,
)
"""Shortcodes around code, as WordPress.com and several plugins have them."""
FILE_BUTTON = re.compile(r"<a\b[^<>]{0,1000}\bwp-block-file__button\b[^<>]{0,500}>.{0,200}?</a>", re.DOTALL)
"""A second link to the same file."""
MARK = "\ue010{}\ue011"
MARKED = re.compile("\ue010(\\d{1,6})\ue011")
PRIVATE = re.compile("[\ue000-\uf8ff]")
BLOCK = re.compile(r"<!--\s*(/?)wp:([a-z][a-z0-9/-]{0,80})(?:\s+(\{.*?\}))?\s*(/?)-->", re.DOTALL)
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
EMBED_BLOCK = re.compile(
    r"<!--\s*wp:(?:core-)?embed(?:/[\w-]{1,60})?\s+(\{.*?\})\s*(?:/-->|-->(.*?)<!--\s*/wp:(?:core-)?embed(?:/[\w-]{1,60})?\s*-->)",
    re.DOTALL,
)
SHOWN_BLOCK = re.compile(r"((?:<|&lt;)!--)\s+(/?)wp:")
"""A block that is shown as code. A no-break space keeps it from being read as a block again."""
FIGCAPTION = re.compile(r"<figcaption[^<>]{0,500}>(.*?)</figcaption>", re.DOTALL | re.IGNORECASE)
COVER_IMAGE = re.compile(r"background-image:\s*url\(([^()]{1,2000})\)")
BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
BLOCK_TAGS = (
    "address|article|aside|blockquote|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|"
    "iframe|li|main|nav|object|ol|p|pre|script|section|style|summary|table|tbody|td|tfoot|th|thead|tr|ul|video|audio|caption"
)
OPENS_BLOCK = re.compile(rf"\s*(?:</?(?:{BLOCK_TAGS})\b|\ue010)", re.IGNORECASE)
BESIDE_BLOCK = re.compile(
    rf"(</?(?:{BLOCK_TAGS})\b[^<>]{{0,2000}}>)[ \t]*\n|\n[ \t]*(?=</?(?:{BLOCK_TAGS})\b)", re.IGNORECASE
)


def as_html(body: str, tell: Tell = tell_nobody) -> str:
    """Return the text of a post as plain HTML, without blocks and shortcodes. It never fails.

    `tell` hears of the shortcodes that aren't known, since words in their arguments are lost.
    """
    text = PRIVATE.sub("", body.replace("\r\n", "\n").replace("\r", "\n"))
    kept: list[str] = []

    def shield(found: re.Match[str]) -> str:
        kept.append(SHOWN_BLOCK.sub("\\1\u00a0\\2wp:", found[0]))
        return MARK.format(len(kept) - 1)

    text = SHIELD.sub(shield, CODE.sub(_pre_of_code, text) if "[/" in text else text)
    text = FILE_BUTTON.sub("", text)
    has_blocks = "<!-- wp:" in text
    text = words_of_blocks(text, tell) if has_blocks else text
    end = text.rfind("-->") + len("-->")  # behind it no comment ends, and to look for one would take long
    text = COMMENT.sub("", EMBED_BLOCK.sub(_embed_of_block, text[:end])) + text[end:] if "-->" in text else text
    text = _cover_images(text)
    text = read_shortcodes(text, tell)
    if not has_blocks:
        text = _add_paragraphs(text)
    return MARKED.sub(lambda found: kept[int(found[1])] if int(found[1]) < len(kept) else "", text)


def _pre_of_code(found: re.Match[str]) -> str:
    """Return code as HTML. Posts have it with entities, or as it was typed."""
    code = unescape(re.sub(r"</?(?:p|br)\s*/?>", "", found[2])).strip("\r\n")
    return f"\n\n<pre><code>{escape(code, quote=False)}</code></pre>\n\n"


class _EmbedBlock(msgspec.Struct):
    url: str = ""


def _embed_of_block(found: re.Match[str]) -> str:
    try:
        address = msgspec.json.decode(found[1], type=_EmbedBlock).url
    except msgspec.DecodeError:
        return found[2] or ""
    caption = FIGCAPTION.search(found[2] or "")
    words = f"<p>{caption[1]}</p>" if caption else ""
    return f"<p>{escape(address)}</p>{words}" if WEB.fullmatch(address) else (found[2] or "")


def _cover_images(text: str) -> str:
    """Show the pictures that blocks have as a background, where the block has no picture of its own."""
    if "background-image" not in text:
        return text

    def shown(tag: re.Match[str]) -> str:
        image = COVER_IMAGE.search(tag[0])
        return f'{tag[0]}<img src="{escape(unescape(image[1]).strip(chr(34) + chr(39)))}" alt="">' if image else tag[0]

    return re.sub(r"<div\b[^<>]{0,3000}>", shown, text)


# --- paragraphs -----------------------------------------------------------------------------------


def _add_paragraphs(text: str) -> str:
    """Return text of the former editor, in which a blank line begins a paragraph and a line break is one."""
    return "".join(_paragraph(piece) for piece in BLANK_LINE.split(text.strip()))


def _paragraph(piece: str) -> str:
    piece = BESIDE_BLOCK.sub(lambda found: found[1] or "", piece).strip("\n")
    if OPENS_BLOCK.match(piece):
        return f"{piece}\n"
    return "<p>" + piece.replace("\n", "<br>\n") + "</p>\n" if piece.strip() else ""
