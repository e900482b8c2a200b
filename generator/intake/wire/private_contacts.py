"""Find addresses and telephone numbers under the text that aren't for print: a letter writer's, a reporter's.

`Tel. 207-555-0143 (not for publication)` asks for that line, and not for the whole letter.
"""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.mail.closing import has_contact, is_contact_line
from generator.intake.text.date_words import count_digits
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.agencies import is_title
from generator.intake.wire.bylines import is_bare_name, is_paper_name
from generator.intake.wire.lines import NO_LINE, CopyLine, ends_sentence
from generator.intake.wire.restraint_forms import OUTER_MARKS
from generator.intake.wire.restraint_times import drop_until
from generator.intake.wire.restraint_words import Place, has_word_of_restraint

MAX_CHARS = 160
LAST_LINES = 6
"""The lines with words at the end that are searched, up to one that is longer than such lines are."""
MAX_CARD_CHARS, MAX_CARD_LINES, MAX_OWN_CHARS = 60, 8, 80
MOBILE_WORDS = (
    r"(?:cell|mob(?:ile|il|iel)?|handy|m[óo]vil|celular|cellulare|portable|gsm|моб|мобильный|мобільний|kom(?:órka)?|"
    r"携帯|手机|手機|휴대폰|핸드폰|נייד|جوال|موبايل)"
)
MOBILE = re.compile(rf"{MOBILE_WORDS}\b", re.IGNORECASE)
"""What stands before the number of a person's own telephone."""
OWN_NUMBER = re.compile(
    rf"[\s,(–—-]*{MOBILE_WORDS}\.?\s?[:：]?\s?\+?\(?\d[\d\s()./-]{{5,20}}\d\)?"
    rf"|[\s,]*\+?\(?\d[\d\s()./-]{{5,20}}\d\s?[(\[]{MOBILE_WORDS}[)\]]",
    re.IGNORECASE,
)
"""The number of a person's own telephone: `cell 207-555-0142`, `207-555-0142 (cell)`."""
OFFICE = re.compile(
    r"(?:[A-Z][\w&-]{1,20} ){0,3}(?:Director|Manager|Officer|Coordinator|President|Chair(?:man|woman)?|Secretary|Head|"
    r"Specialist|Assistant|Associate|Spokes(?:man|woman|person)|Executive|Superintendent|Principal|Administrator|"
    r"Clerk|Leiter(?:in)?|Pressesprecher(?:in)?|Referent(?:in)?|Directeur|Directrice|Chargée?|Responsable|"
    r"Director(?:a)?|Jefe|Jefa|Diretora?|Assessora?|Direttore|Direttrice|Woordvoerder)(?![^\W\d_])"
)
"""How a line opens that says what somebody is."""
OFFICE_PARTS = re.compile(r"\s[|/·•–-]\s|,\s")
MAX_OFFICE_PARTS = 3
ENDS_OF_NUMBERS = frozenset("0123456789)]")
REPORTERS = frozenset({"記者", "记者", "기자", "Reporter", "Writer"})
MAX_PHRASE_CHARS = 60
MAX_MORE_WORDS = 3
"""`do not print name` has one word more than the phrase."""
MIN_TEXT_CHARS = 30
"""A sentence of this length is text, under which such lines may stand."""
MIN_DIGITS = 6
"""A telephone number has so many digits."""
VERIFIES = "rif"
"""What words for verification have in most languages."""
DIGIT = re.compile(r"\d")
PIECES = re.compile(r"\s*[()\[\]:：;|]\s*|\s[-–—]+\s|,\s+")
WORD = re.compile(r"(?<![^\W_])(?<![@.])[^\W\d_]{3,}(?![^\W_])(?![@.]\w)")
LABELLED = re.compile(
    r"\W{0,3}(?:(?:my|home|street|full|postal|daytime|evening|mobile|work|meine?|mon|mi|meu|il mio|mijn) ){0,2}"
    r"(?:address|adress?e?n?\b|anschrift|direcci[oó]n|endereço|indirizzo|adres|osoite|adresa|адрес|адреса|cím"
    r"|t[eé]l[eé]?f[oó]|phone|mobil|handy|cell|m[óo]vil|celular|e-?mail|telefon|téléphone|puhelin|тел|電話|电话|전화|住所|地址|주소)",
    re.IGNORECASE,
)
"""What a line begins with that holds a private address or number: `Telefonnummer für Rückfragen (...)`."""
LABELLED_LINE = re.compile(rf"^{LABELLED.pattern}[^\n]{{0,40}}[(:]", re.IGNORECASE | re.MULTILINE)
LABELS = frozenset(
    {
        "tel", "phone", "mobile", "cell", "home", "work", "fax", "daytime", "evening", "day", "mail", "email", "e-mail",
        "address", "number", "telephone", "telefon", "handy", "mobil", "adresse", "telefono", "movil", "correo",
        "telefone", "celular", "endereco", "indirizzo", "cellulare", "portable", "adres", "telefoon", "and", "only",
    }
)  # fmt: skip
"""Words, folded, that say what an address or a number is."""


def find_private_contacts(lines: Sequence[CopyLine]) -> frozenset[int]:
    """Return the numbers of the lines under the text that hold somebody's address or number and ask not to print it."""
    short = list(islice(takewhile(_is_short, (line for line in reversed(lines) if line.words)), LAST_LINES))
    if not short or not _has_contact_signs("\n".join([line.words for line in short])):
        return frozenset()  # most copy
    signed = [line for line in short if _has_contact_signs(line.words)]
    private = [line for line in signed if _may_be_private(line.words) and is_private_contact(line.words)]
    if not private:
        return frozenset()
    below_headline = islice((line for line in lines if line.words), 1, None)
    text = next((line for line in below_headline if _is_text(line.words)), None)
    return frozenset(line.number for line in private if text is not None and line.number > text.number)


def _is_short(line: CopyLine) -> bool:
    return len(line.words) <= MAX_CHARS


def _may_be_private(words: str) -> bool:
    """Tell quickly whether a line may ask that it not be printed."""
    return VERIFIES in words or has_word_of_restraint(words, Place.HEAD)


def _has_contact_signs(words: str) -> bool:
    """Tell quickly whether words have the digits of a number, the sign of an address, or a word for verification."""
    return (
        count_digits(words) >= MIN_DIGITS
        or "@" in words
        or VERIFIES in words
        or LABELLED_LINE.search(words) is not None
    )


def find_reporters_card(lines: Sequence[CopyLine]) -> frozenset[int]:
    """Return the numbers of the lines at the end with a reporter's name and telephone numbers, and perhaps a title."""
    last = next((line for line in reversed(lines) if line.words), NO_LINE)
    if len(last.words) > MAX_CARD_CHARS or not _has_contact_signs(last.words):
        return frozenset()  # most copy
    card: list[int] = []
    reached = signed = False
    for line in islice((line for line in reversed(lines) if line.words), MAX_CARD_LINES):
        card.append(line.number)
        if is_contact_line(line.words):
            reached = True
            signed = signed or MOBILE.search(line.words) is not None
        elif is_title(line.words) or _names_office(line.words):
            signed = True
        elif not is_paper_name(line.words):
            if _names_sender(line.words):
                return frozenset(card) if reached and signed else frozenset()
            if not reached or line.number != card[-2] - 1 or not _may_be_office(line.words):
                return frozenset()
    return frozenset()


def find_own_numbers(lines: Sequence[CopyLine]) -> frozenset[int]:
    """Return the numbers of the lines at the end that are somebody's name and the number of their own telephone."""
    last = [line for line in lines[-LAST_LINES:] if line.words and line.words[-1] in ENDS_OF_NUMBERS]
    return frozenset(line.number for line in last if len(line.words) <= MAX_OWN_CHARS and _is_own_number(line.words))


def _is_own_number(words: str) -> bool:
    """Tell whether a line is a name, perhaps with a title, and a number: `Ann Lee, librarian, 207-555-0142 (cell)`."""
    found = OWN_NUMBER.search(words) if count_digits(words) >= MIN_DIGITS else None
    if found is None or words[found.end() :].strip(OUTER_MARKS):
        return False
    name, *more = words[: found.start()].strip(OUTER_MARKS + ",;").split(", ")
    return len(more) <= 1 and (is_bare_name(name) or is_title(name) or name in REPORTERS)


def _names_sender(words: str) -> bool:
    """Tell whether a line is a name, alone or with a title: `Ann Lee, Press Officer`."""
    name, comma, title = words.partition(", ")
    return is_bare_name(name) and (not comma or is_title(title) or _names_office(title))


def _may_be_office(words: str) -> bool:
    return len(words) <= MAX_CARD_CHARS and not ends_sentence(words)


def _names_office(words: str) -> bool:
    """Tell whether a line is somebody's office and whose it is: `Director of Communications | Marrow Bay Library`."""
    pieces = [piece for piece in OFFICE_PARTS.split(words) if piece]
    opens = OFFICE.match(words) is not None
    return opens and len(pieces) <= MAX_OFFICE_PARTS and _may_be_office(words)


def is_private_contact(words: str) -> bool:
    """Tell whether a line is an address or a number that it asks not to print."""
    pieces = [piece.strip(OUTER_MARKS) for piece in PIECES.split(words)]
    kept = [piece for piece in pieces if not _withholds(piece)]
    if len(kept) == len(pieces) or any(looks_like_moment(piece) for piece in kept):
        return False
    labelled = LABELLED.match(words) is not None
    if not has_contact(words) and not labelled and not any(_verifies(fold(piece)) for piece in pieces):
        return False
    if labelled and not ends_sentence(kept[-1] if kept else ""):
        return True
    return all(word[0].isupper() or fold(word) in LABELS for piece in kept for word in WORD.findall(piece))


def _is_text(words: str) -> bool:
    return len(words) >= MIN_TEXT_CHARS and ends_sentence(words)


def _withholds(piece: str) -> bool:
    """Tell whether a piece of a line asks that what stands beside it not be printed, at no time."""
    folded = fold(piece)
    if not folded or len(folded) > MAX_PHRASE_CHARS or DIGIT.search(folded):
        return False
    if _verifies(folded):
        return True
    forbidden = phrases("forbidden")
    length = forbidden.opening(folded)
    if not length:
        first = WORD.search(piece)
        return forbidden.closing(folded) > 0 and first is not None and fold(first[0]) in LABELS
    rest = folded[length:].strip(OUTER_MARKS)
    return len(rest.split()) <= MAX_MORE_WORDS and drop_until(rest) == rest


def _verifies(folded: str) -> bool:
    known = phrases("verification")
    return known.opening(folded) > 0 or known.closing(folded) > 0
