"""Cut Rich Text Format into its tokens, as Microsoft's specification 1.9.1 describes them."""

import re
from collections.abc import Iterator

import msgspec

TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\"
)
CODEPAGES = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
"""The number of a font's character set -> codec."""
SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "tab": " ", "emspace": " ", "enspace": " ", "qmspace": " ", "cell": "", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
SYMBOLS = {"~": "\xa0", "-": "", "_": "‑", "\\": "\\", "{": "{", "}": "}"}
BREAKS = frozenset("\r\n")
"""Behind a backslash, the end of a line ends the paragraph. Programs on the Mac end all paragraphs so."""


class Token(msgspec.Struct, frozen=True):
    """A control word with its number, a brace, a run of bytes, or the sign of an ignorable group."""

    kind: str
    """`word`, `open`, `close`, `bytes` or `symbol`."""
    word: str = ""
    number: int | None = None
    data: bytes = b""
    span: tuple[int, int] = (0, 0)
    """Where a run of bytes is in the file."""


def tokens_of(raw: bytes) -> Iterator[Token]:
    """Yield the tokens. Binary data is skipped. The time is in proportion to the length."""
    at = 0
    while at < len(raw):
        found = TOKEN.match(raw, at)
        if found is None:
            at += 1
            continue
        at = found.end()
        if found[1] == b"bin":
            at += max(0, int(found[2] or 0))
        elif found.lastindex:
            yield _token_of(found)


def _token_of(found: re.Match[bytes]) -> Token:
    word, number, byte, symbol, brace, text = found.groups()
    if word:
        return Token("word", word.decode(), int(number) if number else None)
    if symbol:
        sign = symbol.decode("latin-1")
        return Token("word", "par") if sign in BREAKS else Token("symbol", sign)
    if brace:
        return Token("open" if brace == b"{" else "close")
    return Token("bytes", data=bytes([int(byte, 16)]) if byte else text, span=found.span())
