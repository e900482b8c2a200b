"""Read the Markdown of other programs: their shortcodes and tags go, their links and pictures are numbered.

Markdown itself stays as it was typed. Nothing in code is changed. The forms are those of Hugo (`{{< name >}}`) and of
Liquid (`{% name %}`, `{{ value }}`), which Jekyll and Eleventy use.
"""

import re
from collections.abc import Callable, Mapping

from generator.imports.commands import PICTURE, command_of, is_alone, labelled, liquid_arguments, quotation, set_apart
from generator.imports.markdown_html import drop_controls, open_blocks
from generator.imports.parts import RENAMED, Parts, Shown

TAG_OF_PICTURE = "\ue002{}\ue003"
"""Stands for a picture in HTML."""
MARK = "\ue010{}\ue011"
MARKED = re.compile("\ue010(\\d{1,6})\ue011")
PRIVATE = re.compile("[\ue000-\uf8ff]")

FENCED = re.compile(r"^( {0,3}|\t)(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t]*\2[`~]*[ \t]*$|\Z)", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"(?<![`\\])(`+)(?!`)(?:[^\n]|\n(?!\s*\n))+?(?<!`)\1(?!`)")
PRE = re.compile(r"<pre\b[^<>]{0,1000}>.*?</pre\s*>", re.DOTALL | re.IGNORECASE)
RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
HIGHLIGHT = re.compile(
    r"[ \t]*\{(?:%-?|\{[<%])\s*highlight\s+[\"']?([\w+#-]{1,40})(?![\w+#-])[^{}\n]{0,200}(?:-?%\}|[>%]\}\})[ \t]*\n?"
    r"(.*?)"
    r"\n?[ \t]*\{(?:%-?\s*endhighlight\s*-?%\}|\{[<%]\s*/\s*highlight\s*[>%]\}\})[ \t]*",
    re.DOTALL,
)
"""Code in a language. Without one, it is a command of the site's own, such as one for a marker pen."""

HUGO = re.compile(r"\{\{([<%])\s*(/?)\s*([\w./-]{1,100})((?:[^{}\"]|\"[^\"]{0,2000}\"){0,2000}?)\s*/?\s*[>%]\}\}")
RAW_ARGUMENTS = re.compile(r"(?<!`)\{\{[<%]\s*[\w./-]{1,100}\s(?:[^{}`\n]|(?<=[\s=])`[^{}`]{0,2000}`){0,500}?[>%]\}\}")
"""A shortcode of Hugo whose arguments may be between backticks, which mean no code there."""
RAW_ARGUMENT = re.compile(r"`([^`]*)`")
BUTTON = re.compile(
    r"\{\{[<%]\s*([\w-]{0,30}(?:button|btn|cta)[\w-]{0,30})\s([^{}\n]{1,1000}?)\s*[%>]\}\}([^{}]{1,300}?)\{\{[<%]\s*/\s*\1\s*[%>]\}\}"
)
"""Two commands around the words of a link."""
LONE_REFERENCE = re.compile(r"(?<![(\"'=<\w])(?<!\]:\s)ref:([\w./#%-]{1,300}[\w/])")
"""A reference that isn't the address of a link: the old program printed where it led."""
QUOTATION = re.compile(
    r"\{\{[<%]\s*(?P<name>[\w/-]{0,40}quote[\w-]{0,20})(?P<said>(?:\s(?:[^{}\"]|\"[^\"]{0,2000}\"){0,2000}?)?)\s*[>%]\}\}"
    r"(?P<words>(?:(?!\{\{[<%]\s*(?P=name)\b).){1,20000}?)\{\{[<%]\s*/\s*(?P=name)\s*[>%]\}\}"
    r"|\{%-?\s*(?P<tag>[\w-]{0,40}quote[\w-]{0,20})(?P<given>[^%{}]{0,2000}?)-?%\}"
    r"(?P<text>(?:(?!\{%-?\s*(?P=tag)\b).){1,20000}?)\{%-?\s*end(?P=tag)\s*-?%\}",
    re.DOTALL,
)
"""The two commands around a quotation."""
HUGO_COMMENT = re.compile(r"\{\{[<%]/\*(.{0,2000}?)\*/[>%]\}\}", re.DOTALL)
LIQUID_COMMENT = re.compile(
    r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}"
    r"|\{%-?\s*if\s+false\s*-?%\}(?:(?!\{%-?\s*(?:if|els)).)*?\{%-?\s*endif\s*-?%\}",
    re.DOTALL,
)
"""What no reader ever saw: comments, and what is shown if false is true."""
ASSIGN = re.compile(r"\{%-?\s*assign\s+(\w{1,100})\s*=\s*[\"']([^\"'{}]{0,2000})[\"']\s*-?%\}")
TAG = re.compile(r"\{%-?\s*([\w-]{1,100})((?:[^%{}]|%(?!\})|\{(?!%)|\}){0,3000}?)-?%\}")
OUTPUT = re.compile(r"\{\{-?\s*(?![<%])([^{}]{1,3000}?)\s*-?\}\}")
TEXT = re.compile(r"\A[\"']([^\"']{0,2000})[\"']\s*((?:\|.*)?)\Z", re.DOTALL)
LOGIC = {
    "if", "elsif", "else", "endif", "unless", "endunless", "for", "endfor", "case", "when", "endcase", "capture",
    "endcapture", "assign", "break", "continue", "increment", "decrement", "tablerow", "endtablerow", "set", "endset",
}  # fmt: skip

IMAGE = re.compile(
    r"!\[((?:[^\[\]]|\[[^\[\]]{0,500}\]){0,3000})\]\(\s*<?([^\s()<>]{0,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,500}){0,5})>?"
    r"(?:\s+(?:\"((?:[^\"\\]|\\.){0,2000})\"|'((?:[^'\\]|\\.){0,2000})'))?\s*\)"
)
IMAGE_REFERENCE = re.compile(r"!\[((?:[^\[\]]|\[[^\[\]]{0,500}\]){0,3000})\]\[([^\[\]\n]{0,200})\]")
LINK = re.compile(
    r"\]\(\s*<?([^\s()<>]{1,2000}(?:\([^\s()]{0,200}\)[^\s()<>]{0,500}){0,5})>?"
    r"(\s+(?:\"(?:[^\"\\]|\\.){0,2000}\"|'(?:[^'\\]|\\.){0,2000}'))?\s*\)"
)
DEFINITION = re.compile(r"^( {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ \t]*)<?([^\s<>]{1,2000})>?", re.MULTILINE)
HREF = re.compile(r"(<a\b[^<>]{0,1000}?\shref\s*=\s*)(?:\"([^\"<>]{0,2000})\"|'([^'<>]{0,2000})')", re.IGNORECASE)
IMG = re.compile(r"<img\b([^<>]{0,5000})>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"([\w-]{1,40})\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
FRAME = re.compile(
    r"(?:<(?:div|p|figure|center)\b[^<>]{0,1000}>\s*){0,4}<iframe\b([^<>]{0,3000})>.{0,500}?</iframe>"
    r"(?:\s*</(?:div|p|figure|center)>){0,4}",
    re.IGNORECASE | re.DOTALL,
)
SCRIPT = re.compile(r"<(script|style)\b[^<>]{0,2000}>.*?</\1\s*>\n?", re.DOTALL | re.IGNORECASE)
OPEN_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]{0,30})((?:\s[^<>]{0,3000})?)>")
STYLED = re.compile(r"\s(?:style|on[a-z]{3,30})\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*')", re.IGNORECASE)
EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n){2,}")
KRAMDOWN = re.compile(r"\{:{1,2}/?[ \t]*[^{}\n]{0,300}/?\}")
"""Attributes of kramdown: `{: .lede}`, `{:target="_blank"}`, `{::nomarkdown}`."""
IS_ATTRIBUTES = re.compile(
    r"(?:[.#][\w:-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w./-]+))(?:\s+(?:[.#]?[\w:-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w./-]+)))*"
)
"""What is between the braces, where it can't be a word of the text."""
BEHIND_SPAN = (")", "]", ">", "*", "_", "\ue001", "\ue011")
ANCHOR = re.compile(r"#([\w-]{1,100})")
ATTRIBUTES = re.compile(
    r"(\]\([^()\s]{1,300}(?:\s[^()\n]{0,300})?\)|[\]>\ue001\ue011])\{\s?(?:[.#][\w-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w-]+))"
    r"(?:\s+(?:[.#][\w-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w-]+))){0,20}\s?\}"
)
"""Attributes behind a link or a picture, as Pandoc and plugins of Eleventy write them: `{.button target="_blank"}`."""
ONE_ATTRIBUTE = r"(?:[.#][\w-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[\w-]+))"
LINE_OF_ATTRIBUTES = re.compile(rf"^\{{\s?{ONE_ATTRIBUTE}(?:\s+{ONE_ATTRIBUTE}){{0,20}}\s?\}}[ \t]*$\n?", re.MULTILINE)
"""The same on a line of their own below a block, as Hugo's Goldmark reads them."""
CONTAINER = re.compile(r"^ {0,3}:{3,}[ \t]*(?:[\w{-].*)?$\n?", re.MULTILINE)
"""The lines around a box, `::: note` and `:::`."""
PAGE_VALUE = re.compile(r"(?:page\.)?([\w-]{1,100})")
SITE_ADDRESS = re.compile(r"site\.(?:baseurl|url|base_url|base)\b")


def read_markdown(text: str, values: Mapping[str, str], parts: Parts, *, has_liquid: bool = False) -> str:
    """Return a text of another program as Markdown of ours. `values`: what the header of its file says."""
    return _read(text, values, parts, has_liquid=has_liquid, markup=_read_markup)


def read_commands(text: str, values: Mapping[str, str], parts: Parts, *, has_liquid: bool = False) -> str:
    """Return HTML of another program without its shortcodes and tags. Links and pictures stay as they are."""
    return _read(text, values, parts, has_liquid=has_liquid, markup=lambda text, _: text)


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Return a text of Markdown in which a function changed all but the code."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return MARK.format(len(kept) - 1)

    text = PRIVATE.sub("", text)
    for code in (FENCED, PRE, SPAN):
        text = code.sub(keep, text)
    text = change(text)
    for _ in range(3):  # a span may have been read in what is code as a whole
        text = MARKED.sub(lambda found: kept[int(found[1])], text)
    return text


def _read(
    text: str, values: Mapping[str, str], parts: Parts, *, has_liquid: bool, markup: Callable[[str, Parts], str]
) -> str:
    text = PRIVATE.sub("", text.replace("\r\n", "\n"))
    kept: list[str] = []

    def keep(words: str) -> str:
        kept.append(words)
        return MARK.format(len(kept) - 1)

    if has_liquid:
        text = RAW.sub(lambda found: keep(found[1]), text)
    text = HIGHLIGHT.sub(r"\n```\1\n\2\n```\n", text) if "highlight" in text else text
    for code in (FENCED, PRE):
        text = code.sub(lambda found: keep(found[0]), text)
    text = RAW_ARGUMENTS.sub(_quote_arguments, text) if "{{" in text else text
    text = SPAN.sub(lambda found: keep(found[0]), text)
    text = QUOTATION.sub(_quotation, text) if "quote" in text else text
    text = BUTTON.sub(lambda found: labelled(found[3], found[2]) or found[0], text) if "{{" in text else text
    text = HUGO_COMMENT.sub(lambda found: keep(f"{{{{<{found[1]}>}}}}"), text)
    if has_liquid:
        text = _read_liquid(text, values, parts)
    if "{{" in text:
        text = HUGO.sub(lambda found: _hugo(found, values, parts), text)
        text = LONE_REFERENCE.sub(r"[\1](ref:\1)", text) if "ref:" in text else text
    text = EMPTY_LINES.sub("\n\n", markup(text, parts))
    for _ in range(3):  # code may be in a raw part
        text = MARKED.sub(lambda found: kept[int(found[1])] if int(found[1]) < len(kept) else "", text)
    return text


def _quote_arguments(found: re.Match[str]) -> str:
    """Return a shortcode with quotation marks instead of the backticks around arguments."""
    return RAW_ARGUMENT.sub(lambda one: '"{}"'.format(one[1].replace('"', "”")), found[0])


def _quotation(found: re.Match[str]) -> str:
    if found["name"]:
        return quotation(found["words"], found["said"])
    given = found["given"].strip()
    is_plain = not re.search(r"[\"'=]|:\s", given)  # `{% blockquote Jane Roe, The Bay %}`
    return quotation(found["text"], f'"{given}"' if is_plain else liquid_arguments(given))


# --- tags and shortcodes --------------------------------------------------------------------------


def _read_liquid(text: str, values: Mapping[str, str], parts: Parts) -> str:
    text = LIQUID_COMMENT.sub("", text)
    known = {**values, **dict(ASSIGN.findall(text))}
    text = OUTPUT.sub(lambda found: _output(found, known, parts), ASSIGN.sub("", text))
    return TAG.sub(lambda found: _tag(found, parts), text) if "{%" in text else text


def _output(found: re.Match[str], values: Mapping[str, str], parts: Parts) -> str:
    """Return what `{{ … }}` prints, as far as the text itself tells."""
    words = found[1].strip()
    name = words.partition("|")[0]
    if literal := TEXT.match(words):
        if "embed" in literal[2]:
            return f"\n\n{literal[1]}\n\n"
        return literal[1]
    if SITE_ADDRESS.match(name.strip()):
        return ""
    value = PAGE_VALUE.fullmatch(name.strip())
    if value and value[1] in values:
        return values[value[1]]
    parts.leave("Values of Liquid that only the old site knew", found[0][:100])
    return ""


def _tag(found: re.Match[str], parts: Parts) -> str:
    name, words = found[1].casefold(), found[2].strip()
    if name in {"include", "include_relative", "include_cached", "render"}:
        name, words = (*words.split(None, 1), "", "")[:2]
        name = name.strip("\"',").casefold()
        label = f"include {name}"
    else:
        label = name
    arguments = liquid_arguments(words)
    known = name not in LOGIC
    replaced = command_of(name.removesuffix(".html"), arguments, parts, alone=is_alone(found)) if known else None
    if replaced is not None:
        return set_apart(found, replaced)
    if known:
        parts.leave("Liquid tags and includes", f"{{% {label} … %}}")
    else:
        parts.leave("Conditions and loops of Liquid; the text inside them was kept", f"{{% {label} … %}}")
    return ""


def _hugo(found: re.Match[str], values: Mapping[str, str], parts: Parts) -> str:
    closing, name = found[2], found[3].casefold()
    if name == "param" and not closing:
        return values.get(found[4].strip().strip('"'), "")
    replaced = None if closing else command_of(name, found[4], parts, alone=is_alone(found))
    if replaced is None:
        parts.leave("Shortcodes of the old site; the text between them was kept", f"{{{{< {found[3]} >}}}}")
        return ""
    return set_apart(found, replaced)


# --- links, pictures, HTML ------------------------------------------------------------------------


def _read_markup(text: str, parts: Parts) -> str:
    text = SCRIPT.sub(lambda found: _drop_script(found, parts), text) if "<" in text else text
    text = drop_controls(text, parts) if "<" in text else text
    text = open_blocks(text) if "markdown=" in text else text
    text = KRAMDOWN.sub(_anchor_alone, text) if "{:" in text else text
    if ":::" in text:
        text = CONTAINER.sub(lambda found: _drop_container(found, parts), text)
    if "<iframe" in text.casefold():
        text = FRAME.sub(lambda found: _frame(found, parts), text)
    defined = {found[1].strip()[1:].partition("]")[0].casefold(): found[2] for found in DEFINITION.finditer(text)}
    text = IMAGE.sub(lambda found: _picture(found[2], found[1], found[3] or found[4] or "", parts), text)
    text = IMAGE_REFERENCE.sub(lambda found: _referred(found, defined, parts), text)
    text = OPEN_TAG.sub(_allowed_tag, text)
    text = IMG.sub(lambda found: _img(found, parts), text)
    text = LINK.sub(_numbered(parts, lambda found: (found[1], "](", f"{found[2] or ''})")), text)
    text = DEFINITION.sub(_numbered(parts, lambda found: (found[2], found[1], "")), text)
    text = LINE_OF_ATTRIBUTES.sub("", ATTRIBUTES.sub(r"\1", text)) if "{" in text else text
    return HREF.sub(_numbered(parts, lambda found: (found[2] or found[3] or "", f'{found[1]}"', '"')), text)


def _numbered(parts: Parts, take: Callable[[re.Match[str]], tuple[str, str, str]]) -> Callable[[re.Match[str]], str]:
    """Return a function that puts a number in the place of a link's address. `take`: match -> address and its sides."""

    def replace(found: re.Match[str]) -> str:
        href, before, after = take(found)
        if not href or href.startswith(("#", "mailto:", "tel:", "\ue000")):
            return found[0]
        return f"{before}link:{parts.link(href)}{after}"

    return replace


def _picture(source: str, alt: str, title: str, parts: Parts) -> str:
    if not source:
        return alt
    return PICTURE.format(parts.picture(Shown(source, alt, caption=title.replace('\\"', '"'))))


def _referred(found: re.Match[str], defined: Mapping[str, str], parts: Parts) -> str:
    source = defined.get((found[2] or found[1]).casefold(), "")
    return _picture(source, found[1], "", parts) if source else found[0]


def _img(found: re.Match[str], parts: Parts) -> str:
    said = {name.casefold(): double or single for name, double, single in ATTRIBUTE.findall(found[1])}
    source = said.get("src") or said.get("data-src", "")
    if not source or source.startswith("data:"):
        parts.leave("Pictures without an address, or inside the text itself", said.get("alt", "")[:80])
        return ""
    return TAG_OF_PICTURE.format(parts.picture(Shown(source, said.get("alt", ""), said.get("title", ""))))


def _frame(found: re.Match[str], parts: Parts) -> str:
    said = {name.casefold(): double or single for name, double, single in ATTRIBUTE.findall(found[1])}
    source = said.get("src") or said.get("data-src", "")
    source = f"https:{source}" if source.startswith("//") else source
    if not source.startswith("http"):
        parts.leave("Frames without an address", source[:80])
        return ""
    return f"\n\n{source}\n\n"


def _allowed_tag(found: re.Match[str]) -> str:
    """Return a tag without a style of its own, or the allowed tag that is nearest to it."""
    name = RENAMED.get(found[2].casefold(), found[2])
    return f"<{found[1]}{name}{STYLED.sub('', found[3])}>"


def _drop_script(found: re.Match[str], parts: Parts) -> str:
    if found[1].casefold() == "script":
        parts.leave("Scripts in texts", found[0][:100])
    return ""


def _drop_container(found: re.Match[str], parts: Parts) -> str:
    if any(sign.isalpha() for sign in found[0]):
        parts.leave("Boxes of the old site (:::); the text in them was kept", found[0].strip())
    return ""


def _anchor_alone(found: re.Match[str]) -> str:
    """Return what stays of attributes: the anchor of a heading, to which links of the text may lead.

    Braces in a sentence that only look like them stay: `the set {: a, b}`.
    """
    line = found.string[found.string.rfind("\n", 0, found.start()) + 1 : found.start()]
    words = found[0][2:-1].strip()
    is_sure = not words or words.startswith((":", "/")) or IS_ATTRIBUTES.fullmatch(words)
    if not (is_sure or is_alone(found) or line.endswith(BEHIND_SPAN)):
        return found[0]
    anchor = ANCHOR.search(found[0])
    return f"{{#{anchor[1]}}}" if anchor and line.startswith("#") else ""
