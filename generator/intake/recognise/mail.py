"""Recognise a mail: its head, what it forwards or quotes, its greeting, its farewell and its notices."""

import re
from collections.abc import Sequence

import msgspec

from generator.intake.header.fields import Field
from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.mail.answers import find_answers
from generator.intake.mail.closing import (
    end_of_warning,
    find_banners,
    find_closing,
    find_first_name,
    greets_by_name,
    is_greeting,
    is_placeholder,
)
from generator.intake.mail.covers import (
    MAX_LETTER_LINES,
    count_words,
    find_covered,
    find_titled,
    greets,
    same_words,
    speaks,
)
from generator.intake.mail.encoded import (
    choose_depth,
    decode_base64,
    decode_lines,
    is_quoted_printable,
    read_subject,
    unquote_lines,
)
from generator.intake.mail.heads import (
    MAX_MARK_CHARS,
    MailHead,
    end_of_browser_head,
    find_heads,
    has_label,
    is_forward_mark,
    is_quote_mark,
    read_subject_line,
)
from generator.intake.mail.parts import (
    FEW_WORDS,
    MIN_WORDS,
    choose_head,
    has_own_headline,
    is_sample,
    is_story,
    outweighs,
)
from generator.intake.mail.read_mail import read_mail
from generator.intake.mail.subjects import LETTER_TO_EDITOR, NO_HEADLINES
from generator.intake.recognise.copy_text import Certainty, CopyText, Finding, Recognition
from generator.intake.recognise.left_out import left_out
from generator.intake.recognise.press_release import names_release
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.lines import CopyLine, ends_sentence, fold_blanks
from generator.intake.wire.people import is_surely_name
from generator.model import Problem

MAX_CLOSINGS = 4
"""A mail may end with a farewell, a signature and two notices."""
MAX_NAME_WORDS, MAX_NAME_CHARS = 3, 40
SENTENCE = re.compile(r"[.!?。](?:\s|$)")
PHRASES = frozenset({"banner", "forwarded", "greeting", "notice", "device", "farewell"})
"""Kinds of phrases that open lines of mails and few others."""
LABELS = frozenset({"subject", "sender", "sent", "to"})
"""Kinds of words that open the lines of a mail's head, before a colon."""
COLONS = (":", "：")
QUOTE_SIGNS = (">", "|")
DELIMITER = "--"
"""What stands over a signature."""
TWO_TEXTS = "There is text over the mail that it quotes and in it, so it isn't clear which is the story."
QUOTED = "it is a mail that is quoted under the text"
HEAD_ABOVE = "it is the head of the mail, or stands over it"
LETTER_HINT = "Delete what isn't part of the story, or write the headline in the first line."


class _Mail(msgspec.Struct):
    """A mail while it is taken apart."""

    file: str
    lines: list[CopyLine]
    whys: list[str] = []
    problems: list[Problem] = []
    fields: dict[str, Field] = {}
    sent: Field | None = None
    line: int = 0
    sure: bool = False
    wrapped: bool = False
    """True if something was taken off the top, so that the first line may not be a headline."""

    letter: list[CopyLine] = []
    """The lines that speak to the desk, and what mail programs wrote."""

    is_letter: bool = False
    """True for a letter to the editor, whose writer's name is printed."""

    def say(self, why: str, line: int, *, sure: bool = True) -> None:
        self.whys.append(why)
        self.line = self.line or line
        self.sure = self.sure or sure

    def cut(self, kept: Sequence[CopyLine], what: str) -> None:
        """Keep some of the lines, and report the others."""
        numbers = {line.number for line in self.lines} - {line.number for line in kept}
        self.problems.extend(left_out(self.lines, numbers, what, self.file))
        if what != QUOTED:
            self.letter += [line for line in self.lines if line.number in numbers]
        self.lines = list(kept)


def recognise_mail(copy: CopyText) -> Recognition | None:
    """Return the text of a mail without its wrapping; None for any other text."""
    if not may_be_mail(copy):
        return None
    answers = find_answers(copy.lines)
    mail = _Mail(copy.file, list(copy.lines[len(answers) :]), fields=dict(answers))
    _take_above(mail, end_of_warning(mail.lines), "a mail system's warning stands over it", "a mail program wrote it")
    _take_head(mail)
    _decode(mail)
    _take_quotes(mail)
    _take_cover(mail)
    _take_greeting(mail)
    _take_closing(mail)
    _take_name(mail, "\n".join(line.words for line in copy.lines if "@" in line.words))
    if not mail.whys:
        return None
    _drop_placeholders(mail)
    _settle_headline(mail)
    _hold_letters(mail)
    certainty = Certainty.SURE if mail.sure else Certainty.LIKELY
    found = msgspec.structs.replace(
        copy,
        lines=tuple(mail.lines),
        fields={**mail.fields, **copy.fields},
        sent=mail.sent,
        letter=tuple(line for line in mail.letter if line.words and not has_label([line])),
        problems=(*copy.problems, *mail.problems),
    )
    return Recognition(Finding("a mail", certainty, " and ".join(mail.whys[:2]), mail.line), found)


def may_be_mail(copy: CopyText) -> bool:
    """Tell quickly whether a text has anything by which a mail is known."""
    text = copy.text
    if not PHRASES.isdisjoint(copy.openings) or "=" in text or text.lstrip()[:1] in QUOTE_SIGNS:
        return True
    if "@" in text and end_of_browser_head(copy.lines):
        return True
    opening = text.lstrip()[:MAX_NAME_CHARS].partition("\n")[0].rstrip()
    if opening.endswith(",") and greets_by_name(copy.lines):
        return True
    if DELIMITER in text and any(line.text.startswith(DELIMITER) for line in copy.lines):
        return True
    colons = ":" in text or "：" in text
    if colons and not LABELS.isdisjoint(copy.openings) and has_label(copy.lines):
        return True
    return colons and any(line.words[-1:] in COLONS for line in copy.lines if line.words)


def _take_above(mail: _Mail, end: int, why: str, what: str) -> None:
    """Leave out the lines above the index `end`, which show that it is a mail; with 0 there are none."""
    if end:
        mail.wrapped = True
        mail.say(why, next(line.number for line in mail.lines if line.words))
        mail.cut(mail.lines[end:], what)


def _decode(mail: _Mail) -> None:
    first = next((line for line in mail.lines if "=" in line.text), None)
    if first is not None and is_quoted_printable("\n".join([line.text for line in mail.lines])):
        mail.lines = decode_lines(mail.lines)
        mail.say("it is written in quoted-printable", first.number)


# --- the head, and what stands over it ------------------------------------------------------------


def _take_head(mail: _Mail) -> None:
    _take_above(mail, end_of_browser_head(mail.lines), "it has the head of a mail in a browser", HEAD_ABOVE)
    heads = [head for head in find_heads(mail.lines) if not is_sample(mail.lines, head)]
    if not heads:
        _take_subject(mail)
        return
    head = choose_head(mail.lines, heads)
    above = [line for line in mail.lines[: heads[0].start] if line.words]
    below = mail.lines[head.end :]
    first = next((line.number for line in mail.lines[head.start : head.end] if line.words), 0)
    mail.wrapped = True
    mail.say("it has a head with “From”, “Subject” and the like", first)
    if outweighs(mail.lines[: heads[0].start], below):
        mail.cut(mail.lines[: heads[0].start], QUOTED)
        return
    if count_words(above) > FEW_WORDS:
        _hold(mail, above[0].number, TWO_TEXTS)
    saved = _read_saved(mail, head)
    quoted = next((one.start for one in heads if one.start >= head.end), len(mail.lines))
    mail.cut(mail.lines[:quoted], QUOTED)
    mail.cut(mail.lines[head.end :], HEAD_ABOVE)
    mail.lines = saved or mail.lines
    if head.subject:
        subject = read_subject(head.subject, phrases("reply"))
        mail.is_letter = LETTER_TO_EDITOR.match(subject) is not None
        bare = fold(subject).strip(" .!:-")
        if subject and bare not in NO_HEADLINES and bare not in phrases("press"):
            mail.fields["headline"] = Field(subject, head.subject_line)
    if head.sent and looks_like_moment(head.sent):
        mail.sent = Field(head.sent, head.sent_line)


def _take_subject(mail: _Mail) -> None:
    """Take a subject that was pasted alone over the text: it is the headline."""
    at = next((at for at, line in enumerate(mail.lines) if line.words), len(mail.lines))
    if at + 1 >= len(mail.lines) or mail.lines[at + 1].words:
        return
    subject = read_subject(read_subject_line(mail.lines[at]), phrases("reply"))
    if subject and fold(subject).strip(" .!:-") not in NO_HEADLINES:
        mail.say("it has a subject", mail.lines[at].number)
        mail.lines[at] = CopyLine(mail.lines[at].number, subject, subject)


def _read_saved(mail: _Mail, head: MailHead) -> list[CopyLine]:
    """Return the text of a mail as a mail program saved it, if it is in parts or in base64; otherwise nothing."""
    below = mail.lines[head.end :]
    text = "\n".join(line.text for line in mail.lines[head.start :])
    if head.is_technical and "boundary=" in text:
        saved = read_mail(text)
        first, last = (below[0].number, below[-1].number) if below else (0, 0)
        texts = saved.body.split("\n") if saved else []
        return [CopyLine(min(first + at, last), one, fold_blanks(one)) for at, one in enumerate(texts)]
    return (decode_base64(below) or []) if head.encoding == "base64" else []


def _take_quotes(mail: _Mail) -> None:
    mark = next((at for at, line in enumerate(mail.lines) if line.words and _is_mark(line.words)), -1)
    if mark < 0:
        unquoted, levels = unquote_lines(mail.lines)
        if levels:
            mail.say("each line begins with “>”", mail.lines[0].number)
            mail.lines = unquoted
            mail.cut(choose_depth(unquoted), QUOTED)
            mail.lines, _ = unquote_lines(mail.lines)
        elif mail.whys:
            _take_quoted_story(mail)
        return
    above, below = mail.lines[:mark], mail.lines[mark + 1 :]
    below = [line for line in below if not line.words or not is_quote_mark(line.words)]
    quoted, levels = unquote_lines(below)
    forwards = is_forward_mark(mail.lines[mark].words)
    if not levels and not forwards and count_words(above):
        return
    mail.wrapped = True
    mail.say("it quotes or forwards another mail", mail.lines[mark].number)
    if is_story(above) and (not forwards or count_words(above) > max(FEW_WORDS, count_words(below))):
        if count_words(below) > FEW_WORDS and is_story(quoted):
            _hold(mail, mail.lines[mark].number, TWO_TEXTS)
        mail.cut(above, QUOTED)
    else:
        mail.cut(below, "it stands over the mail that is forwarded")
        mail.lines = quoted


def _take_quoted_story(mail: _Mail) -> None:
    """Take the story that an answer quotes under a few words of its own: `Good to go.`"""
    start = next((at for at, line in enumerate(mail.lines) if line.words[:1] == ">"), 0)
    quoted, levels = unquote_lines(mail.lines[start:])
    if start and levels and FEW_WORDS >= count_words(mail.lines[:start]) < count_words(quoted):
        mail.wrapped = True
        mail.say("it quotes or forwards another mail", mail.lines[start].number)
        mail.cut(mail.lines[start:], "it stands over the mail that is quoted")
        mail.lines = quoted


def _is_mark(words: str) -> bool:
    """Tell whether another mail follows the line."""
    return (words[-1] in ":：" and is_quote_mark(words)) or (len(words) <= MAX_MARK_CHARS and is_forward_mark(words))


def _take_cover(mail: _Mail) -> None:
    """Leave out the letter over a story that it brings, with its signature."""
    start = find_covered(mail.lines, names_release)
    if not start and "headline" in mail.fields:
        start = find_titled(mail.lines, str(mail.fields["headline"].value))
    if start:
        mail.wrapped = True
        mail.say("it opens with a covering letter", next(line.number for line in mail.lines if line.words), sure=False)
        mail.cut(mail.lines[start:], "it is a covering letter")


# --- greeting and closing -------------------------------------------------------------------------


def _take_greeting(mail: _Mail) -> None:
    first = next((line for line in mail.lines if line.words), None)
    if first is None:
        return
    if not is_greeting(first.words) and not greets_by_name(mail.lines):
        if _opens_letter(first.words):
            mail.say("it opens like a letter", first.number, sure=False)
        return
    if count_words(mail.lines) < MIN_WORDS:
        return
    mail.wrapped = True
    mail.say(f"it opens with “{first.words}”", first.number, sure=False)
    mail.is_letter = mail.is_letter or LETTER_TO_EDITOR.match(first.words) is not None
    mail.cut([line for line in mail.lines if line is not first], "it is a greeting")
    top = next(at for at, line in enumerate(mail.lines) if line.words)
    subject = read_subject(mail.lines[top].words, phrases("reply"))
    if subject and subject != mail.lines[top].words:  # `Re: “Ferry lease approved”`
        mail.lines[top] = CopyLine(mail.lines[top].number, subject, subject)


def _opens_letter(words: str) -> bool:
    """Tell whether a line greets somebody and goes on to speak of the copy: `Hi Ann, here's the ferry story.`"""
    if not phrases("greeting").opens(words) or "," not in words or SENTENCE.search(words) is None:
        return False
    return phrases("letter").within(fold(words[:400])) != ""


def _take_name(mail: _Mail, senders: str) -> None:
    """Leave out the sender's own name under the text. `senders` are the lines with addresses around it."""
    last = next((line for line in reversed(mail.lines) if line.words), None)
    words = last.words.strip(" ,.–-").split() if last else []
    if not last or not mail.whys or not 0 < len(words) <= MAX_NAME_WORDS or not words[0][:1].isupper():
        return
    if all(re.search(rf"\b{re.escape(word)}\b", senders) for word in words):
        mail.cut([line for line in mail.lines if line is not last], "it is the sender's name")


def _take_closing(mail: _Mail) -> None:
    for _ in range(MAX_CLOSINGS):
        at, what = find_closing(mail.lines, is_mail=bool(mail.whys))
        if not what:
            return
        mail.say("it ends like a mail", mail.lines[at].number, sure=what != "farewell")
        _sign_letter(mail, mail.lines[at:])
        mail.cut(mail.lines[: find_first_name(mail.lines, at) if what == "device" else at], "it closes the mail")


def _sign_letter(mail: _Mail, closing: Sequence[CopyLine]) -> None:
    """Keep the name under a letter to the editor as its byline."""
    name = next((line for line in closing if is_surely_name(line.words)), None) if mail.is_letter else None
    if name is not None:
        mail.fields.setdefault("bylines", Field(name.words, name.number))


def _drop_placeholders(mail: _Mail) -> None:
    kept = [line for line in mail.lines if not is_placeholder(line.words)]
    if len(kept) < len(mail.lines):
        mail.cut(kept, "it stands for a picture in the mail")
    banners = find_banners(mail.lines)
    if banners:
        mail.cut([line for line in mail.lines if line.number not in banners], "a mail program wrote it")


# --- the headline, and letters --------------------------------------------------------------------


def _settle_headline(mail: _Mail) -> None:
    """Let the copy's own headline come before the subject, and don't print one twice."""
    subject = mail.fields.pop("headline", None)
    with_words = [line for line in mail.lines if line.words]
    if subject is None or not with_words:
        return
    is_lede = ends_sentence(with_words[0].words) and not ends_sentence(str(subject.value))
    if same_words(str(subject.value), with_words[0].words) and not is_lede:
        mail.lines = [line for line in mail.lines if line is not with_words[0]]
        mail.fields["headline"] = subject
    elif not has_own_headline(mail.lines):
        mail.fields["headline"] = subject


def _hold_letters(mail: _Mail) -> None:
    """Hold what still reads like a letter: its first lines speak to the desk."""
    opening = [line for line in mail.lines if line.words][:MAX_LETTER_LINES]
    for line in opening:
        if speaks(line) or (mail.sure and greets(line.words) and ends_sentence(line.words)):
            _hold(mail, line.number, f"This still looks like a letter: “{line.words[:80]}”.")
            return
    if mail.wrapped and "headline" not in mail.fields and opening and not has_own_headline(mail.lines):
        _hold(mail, opening[0].number, "This still looks like a letter: it has no headline.")


def _hold(mail: _Mail, line: int, message: str) -> None:
    mail.problems.append(
        Problem(mail.file, line, f"{message} The story isn't published.", LETTER_HINT, code="copy-letter")
    )
