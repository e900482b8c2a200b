"""Find what stands under the text of a mail: the farewell, the signature and the notices of mail programs."""

import re
from collections.abc import Sequence

from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.mail.heads import ADDRESS
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.lines import CopyLine, cut_blocks, ends_sentence

MAX_CLOSING_LINES = 30
MAX_SIGNATURE_CHARS = 110
MAX_CARD_LINES, MAX_CARD_WORDS = 8, 6
MAX_FAREWELL_CHARS = 60
MAX_ADDRESSED_CHARS = 24
PHONE = re.compile(r"(?<![\d/-])(?:\+|\(?0|\(\d{2,5}\)|\b\d{3}[-. ])[\d\s()./–-]{5,20}\d|\b\d{3}[-. ]?\d{4}\b")
PHONE_LABEL = re.compile(
    r"(?:t|m|p|f|c|o|tel|tél|phone|mobile|mob|cell|fax|office|direct|telefon|teléfono|tlf|handy|mobil|e-?mail|mail|web|"
    r"tel\.|тел|电话|電話|전화|هاتف)\.?\s*[:：.]?\s*(?:\+|\(|\d|\S+@)",
    re.IGNORECASE,
)
LABELLED_NUMBER = re.compile(
    r"(?:(?<![^\W\d_])(?:tel|tél|telefon|telefono|teléfono|telefone|telefoon|telephone|téléphone|tlf|tfn|telp|tlp|puh|"
    r"phone|ph|mob|mobil|mobile|móvil|cell|celular|gsm|тел|телефон|моб|هاتف|تلفن|טל|נייד|फोन|đt|điện thoại)|"
    r"电话|電話|手机|手機|전화|휴대폰|โทร)\.?\s?[:：.]?\s?\+?\(?\d[\d\s()./–-]{4,20}\d",
    re.IGNORECASE,
)
"""A telephone number of any form behind the word that says so: `tlf. 20 12 34 56`."""
DELIMITER = re.compile(r"(?:-- ?|—|__+)")
MIN_ROWS = 2
NUMBER = re.compile(r"\d[\d.,:/-]*")
ITEM = re.compile(r"\d{1,2}[.)] \S")
PRIVATE = re.compile(
    r"\+\d[\d ().-]{6,20}\d|\(\d{2,5}\) ?\d[\d -]{4,12}\d|\b\d{3}[-. ]\d{3}[-. ]\d{4}\b"
    r"|(?<=[^\W\d_] )(?:[A-ZÀ-Þ][^\W\d_]+ )\d{3}[- ]\d{4}$|^\d{3}[- ]\d{4}$"
)
"""Telephone numbers, also behind a first name and a surname."""
EVERYBODY = {
    "all", "everyone", "everybody", "team", "folks", "there", "editor", "editors", "desk", "news desk", "newsroom",
    "redaktion", "liebe redaktion", "zusammen", "alle", "alle sammen", "redaksjon", "redaktør", "redaktor", "kolleger",
    "redaktionen", "alla", "allihopa", "redactie", "allemaal", "iedereen", "à tous", "a tous", "a tous et a toutes",
    "toute l'equipe", "a todos", "a todas", "todos", "pessoal", "redação", "redacao", "redaccion", "a tutti", "tutti",
    "redazione", "redakcjo", "wszystkim", "toimitus", "kaikki", "herkese", "arkadaşlar", "arkadaslar", "ekip",
}  # fmt: skip
"""Those whom a greeting addresses without a mark behind it, folded: `Kære redaktion`, `Hi all`, `Bom dia, pessoal!`."""
FIRST_NAME = re.compile(r"[^\W\d_]{2,12}[.,]?")
NAME_AND_COMMA = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]{1,12}(?:(?: and |/| & | und | y | et | e )[A-ZÀ-Þ][a-zß-ÿ]{1,12})?,")
MAX_BANNER_LINES = 4
BANNER_MARKS = " \t*[]()<>!|_#"
PLACEHOLDER = re.compile(
    r"[\[<](?:cid:|image(?:\s|\d|:)|inline image|attachment)[^\[\]<>]{0,120}[\]>]"
    r"|<[\w .()-]{1,60}\.(?:jpe?g|png|gif|heic|tiff?|pdf|docx?)>",
    re.IGNORECASE,
)
"""What stands for a picture or another file in the text of a mail: `[cid:image001.png@01DA]`, `<pool.jpg>`."""


def find_closing(lines: Sequence[CopyLine], *, is_mail: bool) -> tuple[int, str]:
    """Return the index at which the closing of a mail begins, and what it begins with; the length without one.

    Where nothing else says that the copy is a mail, a farewell counts only if an address or a telephone number follows.
    """
    with_words = [at for at, line in enumerate(lines) if line.words]
    for at in with_words[-MAX_CLOSING_LINES:]:
        if at == with_words[0]:
            continue
        what = _read_closing(lines[at])
        if not what:
            continue
        rest = [line for line in lines[at + 1 :] if line.words]
        if what in {"notice", "device"} and _is_under_all(lines, at, rest):
            return at, what
        if what == "farewell" and _is_signature(rest) and (is_mail or _has_contact(rest)):
            return at, what
        signs = what == "signature" and rest and _is_signature(rest) and not _are_results(rest)
        if signs and (_has_contact(rest) or is_mail):
            return at, what
    return find_card(lines) if is_mail else (len(lines), "")


def find_card(lines: Sequence[CopyLine]) -> tuple[int, str]:
    """Return where the sender's name and numbers begin that end a mail or a press release without a farewell."""
    blocks = cut_blocks(lines)
    last = blocks[-1] if len(blocks) > 1 else []
    speaks = any(ends_sentence(line.words) and len(line.words.split()) > MAX_CARD_WORDS for line in last)
    if last and len(last) <= MAX_CARD_LINES and not speaks and _is_signature(last) and _has_contact(last):
        return next(at for at, line in enumerate(lines) if line is last[0]), "signature"
    return len(lines), ""


def find_first_name(lines: Sequence[CopyLine], at: int) -> int:
    """Return where the sender's first name stands that is alone over `Sent from my phone`; otherwise `at`."""
    above = [place for place, line in enumerate(lines[:at]) if line.words]
    if len(above) < 2 or above[-2] == above[-1] - 1 or not FIRST_NAME.fullmatch(lines[above[-1]].words):
        return at
    return above[-1]


def has_contact(words: str) -> bool:
    """Tell whether the line holds a mail address or a telephone number."""
    return ADDRESS.search(words) is not None or has_number(words)


def has_number(words: str) -> bool:
    """Tell whether the line holds a telephone number."""
    return PHONE.search(words) is not None or LABELLED_NUMBER.search(words) is not None


def is_contact_line(words: str) -> bool:
    """Tell whether a line has nothing but ways to reach somebody: `T: 555 0100 | jane@roe.example`."""
    if (
        len(words) > MAX_SIGNATURE_CHARS
        or not (has_contact(words) or PHONE_LABEL.match(words))
        or looks_like_moment(words)
    ):
        return False
    rest = PHONE.sub(" ", ADDRESS.sub(" ", words))
    return (
        len(
            re.findall(
                r"[^\W\d_]{4,}", re.sub(r"(?i)phone|mobile|cell|email|mail|office|direct|fax|telefon|mailto", "", rest)
            )
        )
        <= 1
    )


def is_placeholder(words: str) -> bool:
    """Tell whether a line only stands for a picture in the mail: `[cid:image001.png@01DA]`."""
    return bool(words) and not PLACEHOLDER.sub("", words).strip()


def find_banners(lines: Sequence[CopyLine]) -> frozenset[int]:
    """Return the numbers of the lines with which a mail system warns of a sender outside."""
    blocks = [block for block in cut_blocks(lines) if phrases("banner").opens(block[0].words.strip(BANNER_MARKS))]
    return frozenset(line.number for block in blocks if len(block) <= MAX_BANNER_LINES for line in block)


def end_of_warning(lines: Sequence[CopyLine]) -> int:
    """Return the index behind such a warning at the top, which is in whole sentences; 0 without one."""
    block = next(iter(cut_blocks(lines)), [])
    if not block or not find_banners(block) or not ends_sentence(block[-1].words):
        return 0
    end = next(at for at, line in enumerate(lines) if line is block[-1]) + 1
    return end if any(line.words for line in lines[end:]) else 0


def is_farewell(line: CopyLine) -> bool:
    """Tell whether a line is the farewell of a letter: `Kind regards,`."""
    return _read_closing(line) == "farewell"


def is_greeting(words: str) -> bool:
    """Tell whether a line is the greeting of a letter: `Dear Editor,`."""
    bare = words.strip(" *_")
    if len(bare) > MAX_FAREWELL_CHARS:
        return False
    folded = fold(bare)
    length = phrases("greeting").opening(folded)
    if not length:
        return len(bare) <= MAX_ADDRESSED_CHARS and phrases("addressed").closing(folded) > 0
    rest = folded[length:].strip(" ,.!،，、:：。")
    if not rest:
        return len(folded) > 3
    if rest in EVERYBODY:
        return True
    return bare.endswith((",", "،", "，", "、", ":", "：")) and len(rest.split()) <= 6


def greets_by_name(lines: Sequence[CopyLine]) -> bool:
    """Tell whether the first line is nothing but a name and a comma over a blank line: `Ann,`."""
    at = next((at for at, line in enumerate(lines) if line.words), len(lines))
    alone = at + 1 < len(lines) and not lines[at + 1].words
    return alone and lines[at].words[-1] == "," and NAME_AND_COMMA.fullmatch(lines[at].words) is not None


def _read_closing(line: CopyLine) -> str:
    if line.text.startswith("--") and DELIMITER.fullmatch(line.text.rstrip("\n")):
        return "signature"
    bare = line.words.strip(" *_>")
    if not phrases("notice", "device", "farewell").opens(bare):
        return ""
    folded = fold(bare)
    if phrases("notice").opening(folded):
        return "notice"
    if phrases("device").opening(folded) and len(folded) <= MAX_FAREWELL_CHARS:
        return "device"
    length = phrases("farewell").opening(folded)
    if length and len(folded) <= MAX_FAREWELL_CHARS:
        rest = folded[length:].strip(" ,.!،，、。–—-")
        if not rest or (folded[length:].lstrip()[:1] in ",.!،，" and len(rest.split()) <= 3):
            return "farewell"
    return ""


def _is_under_all(lines: Sequence[CopyLine], at: int, rest: Sequence[CopyLine]) -> bool:
    """Tell whether a notice stands at the end: behind it come only a few lines, or it is in the last third."""
    return len(rest) <= 6 or at * 3 >= len(lines) * 2


def _is_signature(rest: Sequence[CopyLine]) -> bool:
    """Tell whether the lines may be a signature: few, short, and no sentences, up to a notice."""
    for count, line in enumerate(rest):
        if _read_closing(line) in {"notice", "device"}:
            return True
        if count >= 14 or len(line.words) > MAX_SIGNATURE_CHARS:
            return False
        if ends_sentence(line.words) and len(line.words) > 60 and not has_contact(line.words):
            return False
    return True


def _are_results(rest: Sequence[CopyLine]) -> bool:
    """Tell whether the lines under `--` are a table: two of them are rows, and none has an address."""
    if any(ADDRESS.search(line.words) or PHONE_LABEL.match(line.words) for line in rest):
        return False
    rows = [line for line in rest if ITEM.match(line.words) or len(NUMBER.findall(PRIVATE.sub(" ", line.words))) > 1]
    return len(rows) >= MIN_ROWS


def _has_contact(rest: Sequence[CopyLine]) -> bool:
    return any(has_contact(line.words) or PHONE_LABEL.match(line.words) for line in rest)
