"""Find the head of a mail in pasted text: `From:`, `Sent:`, `To:`, `Subject:`, in the words of any language."""

import re
from collections.abc import Sequence

import msgspec

from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases
from generator.intake.wire.lines import CopyLine

KINDS = ("subject", "sender", "sent", "to")
MAX_LABEL_CHARS = 30
MAX_HEAD_LINES = 40
MIN_LABELS = 2
"""The head of a mail has at least so many lines with labels."""
LABELLED = re.compile(r"[>\s*_]*([^\s:：>*_][^:：\n*]{0,28}?)[*_\s]*(?::[*_]*(?:\s+|$)|：[*_]*\s*)(.*)")
TECHNICAL = re.compile(
    r"(?:received|return-path|mime-version|content-[a-z-]+|message-id|delivered-to|dkim-signature|arc-[a-z-]+|"
    r"x-[\w-]+|authentication-results|received-spf|in-reply-to|references|list-[a-z-]+|precedence|thread-[a-z-]+|"
    r"user-agent|errors-to|reply-to|sender|feedback-id|auto-submitted|accept-language|spamdiagnostic\w*|"
    r"mailing-list|mailed-by|signed-by|security)",
    re.IGNORECASE,
)
MAX_MARK_CHARS = 100
RULE_SIGNS = frozenset("->–—_=*")
SURE_TECHNICAL = {"received", "return-path", "mime-version", "message-id", "content-type", "delivered-to"}
ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
BRACKETED_LAST = re.compile(r"[<(＜][^<>()＜＞]{3,80}[>)＞] ?[:：]$")
"""An address between brackets before the colon at the end."""
SENDER = re.compile(r"[^\n<>@]{2,60} <[^<>@\s]{1,64}@[^<>@\s]{3,120}>")
MAX_BROWSER_LINES = 4
RULE = re.compile(r"[\s>]*[-–—_=*]{2,}\s*([^\n]{0,60}?)\s*[-–—_=*]{0,}[\s:：]*$")


class MailHead(msgspec.Struct, frozen=True):
    """The head of one mail, and where it stands."""

    start: int
    """The index of its first line, which may be a line such as `---- Forwarded message ----`."""
    end: int
    """The index of the first line behind it."""
    subject: str = ""
    subject_line: int = 0
    sent: str = ""
    sent_line: int = 0
    is_technical: bool = False
    """True if it is the head of a saved message, with lines that only mail programs read."""
    encoding: str = ""
    """The lines' transfer encoding, in small letters, or empty."""


def find_heads(lines: Sequence[CopyLine]) -> list[MailHead]:
    """Return all heads of mails in `lines`, in their order."""
    if sum(_may_be_labelled(line) for line in lines) < MIN_LABELS:
        return []
    heads: list[MailHead] = []
    labels: dict[int, _Label] = {}
    at = 0
    while at < len(lines):
        head = _read_head(lines, at, labels) if _may_be_labelled(lines[at]) else None
        if head is None:
            at = _next_start(lines, at, labels)
            continue
        start = head.start
        while start > 0 and (not lines[start - 1].words or is_forward_mark(lines[start - 1].words)):
            start -= 1
        heads.append(msgspec.structs.replace(head, start=start))
        at = head.end
    return heads


def has_label(lines: Sequence[CopyLine]) -> bool:
    """Tell whether a line begins with a label that heads of mails can't be without."""
    return any(_may_be_labelled(line) and _read_label(line).kind for line in lines)


def read_subject_line(line: CopyLine) -> str:
    """Return the subject in a line of a mail's head; empty for any other line."""
    label = _read_label(line) if _may_be_labelled(line) else NO_LABEL
    return label.value if label.kind == "subject" else ""


def end_of_browser_head(lines: Sequence[CopyLine]) -> int:
    """Return the index behind the head of a mail that was copied from a browser; 0 without one.

    Over `to me` stand the sender with the address, and perhaps the time.
    """
    first = next((at for at, line in enumerate(lines) if line.words), len(lines))
    if first >= len(lines) or SENDER.match(lines[first].words) is None:
        return 0
    for at in range(first + 1, min(len(lines), first + 1 + MAX_BROWSER_LINES)):
        if phrases("to_me").opens(lines[at].words):
            return at + 1
    return 0


def is_forward_mark(words: str) -> bool:
    """Tell whether a line stands over a forwarded mail: `---------- Forwarded message ---------`."""
    if len(words) > MAX_MARK_CHARS:
        return False
    rule = RULE.fullmatch(words) if words[:1] in RULE_SIGNS else None
    written = (rule[1] if rule else words).strip(" :：>-–—_=*")
    if not phrases("forwarded").opens(written):
        return False
    bare = fold(written)
    return bare in phrases("forwarded") or (rule is not None and phrases("forwarded").opening(bare) > 0)


def is_quote_mark(words: str) -> bool:
    """Tell whether a line stands over a quoted mail: `On Monday, Jane Roe <jane@roe.example> wrote:`."""
    if not words.endswith((":", "：")) or len(words) > 200:
        return False
    bare = fold(words.rstrip(" :：>"))
    addressed = ADDRESS.search(words) is not None
    dated = any(char.isdigit() for char in bare)
    if addressed and BRACKETED_LAST.search(words):
        return True
    return (dated or addressed) and phrases("wrote").within(bare) != ""


def _may_be_labelled(line: CopyLine) -> bool:
    return ":" in line.text or "：" in line.text


class _Label(msgspec.Struct, frozen=True):
    """What a line says if it begins like one of a mail's head."""

    kind: str = ""
    """One of KINDS, or empty."""
    technical: str = ""
    """The label that only mail programs read, in small letters, or empty."""
    value: str = ""


NO_LABEL = _Label()


def _next_start(lines: Sequence[CopyLine], at: int, labels: dict[int, _Label]) -> int:
    """Return the next index at which a head may begin. Of many lines in a row with one label, only the last may."""
    kind = labels.get(at, NO_LABEL).kind
    end = at + 1
    while kind and end < len(lines) and _label_at(lines, end, labels).kind == kind:
        end += 1
    return max(at + 1, end - MAX_HEAD_LINES + 1)


def _label_at(lines: Sequence[CopyLine], at: int, labels: dict[int, _Label]) -> _Label:
    label = labels.get(at)
    if label is None:
        label = labels[at] = _read_label(lines[at])
    return label


def _read_label(line: CopyLine) -> _Label:
    found = LABELLED.match(line.text) if len(line.text) < 2_000 else None
    if found is None:
        return NO_LABEL
    name = fold(found[1].strip())
    kind = _kind_of(name)
    technical = name if not kind and TECHNICAL.fullmatch(name) else ""
    return _Label(kind, technical, found[2].strip()) if kind or technical else NO_LABEL


def _read_head(lines: Sequence[CopyLine], start: int, labels: dict[int, _Label]) -> MailHead | None:
    """Return the head that begins at `start`. `labels` keeps those of lines, which are read for many starts."""
    found: dict[str, tuple[str, int]] = {}
    technical: dict[str, str] = {}
    at = start
    last = ""
    while at < min(len(lines), start + MAX_HEAD_LINES):
        line = lines[at]
        label = _label_at(lines, at, labels)
        if label.kind:
            found.setdefault(label.kind, (label.value, line.number))
            last = label.kind
        elif label.technical:
            technical.setdefault(label.technical, label.value)
            last = label.technical
        elif line.words and last and (line.is_indented or (last == "to" and ADDRESS.search(line.words))):
            if last == "subject":
                found[last] = (f"{found[last][0]} {line.words}", found[last][1])
        else:
            break
        at += 1
    sure = bool(SURE_TECHNICAL & technical.keys())
    if not (sure and found) and not _is_enough(found):
        return None
    subject, subject_line = found.get("subject", ("", 0))
    sent, sent_line = found.get("sent", ("", 0))
    encoding = technical.get("content-transfer-encoding", "").casefold()
    return MailHead(start, at, subject, subject_line, sent, sent_line, sure, encoding)


def _kind_of(name: str) -> str:
    if not name or len(name) > MAX_LABEL_CHARS:
        return ""
    return next((kind for kind in KINDS if name in phrases(kind)), "")


def _is_enough(found: dict[str, tuple[str, int]]) -> bool:
    """Tell whether the labels are those of a mail, and not the questions and answers of an interview."""
    kinds = set(found)
    if "subject" in kinds and len(kinds) > 1:
        return True
    named = any(ADDRESS.search(value) for value, _ in found.values())
    return len(kinds) >= 3 or (named and {"sender", "to"} <= kinds) or (named and {"sender", "sent"} <= kinds)
