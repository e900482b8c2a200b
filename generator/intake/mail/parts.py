"""Tell which part of a mail is the story: the text of its own, the mail that it forwards, or the one that it quotes."""

from collections.abc import Sequence

from generator.intake.languages.phrases import fold
from generator.intake.mail.covers import MAX_LETTER_LINES, count_words, speaks
from generator.intake.mail.heads import MailHead, is_forward_mark
from generator.intake.text.dates import looks_like_moment
from generator.intake.wire.bylines import looks_like_byline
from generator.intake.wire.lines import CopyLine, ends_sentence

FEW_WORDS = 60
"""A text with fewer words over a forwarded mail is a covering note."""
MIN_WORDS = 8
"""A text with fewer words is no story."""
MAX_TITLE_CHARS = 120


def is_sample(lines: Sequence[CopyLine], head: MailHead) -> bool:
    """Tell whether a head under text only shows what a mail looks like: no address, no day and no mark is in it."""
    block = [line.words for line in lines[head.start : head.end] if line.words]
    above = any(line.words for line in lines[: head.start])
    return above and not head.sent and not any("@" in words or is_forward_mark(words) for words in block)


def choose_head(lines: Sequence[CopyLine], heads: Sequence[MailHead]) -> MailHead:
    """Return the last head with text of its own behind it: that of the innermost forwarded mail.

    The text of an answer comes before the mail that it quotes, if it is the story.
    """
    ends = [*(head.start for head in heads[1:]), len(lines)]
    texts = [lines[head.end : end] for head, end in zip(heads, ends, strict=True)]
    full = [at for at, text in enumerate(texts) if count_words(text) > 0]
    bulky = [at for at in full if count_words(texts[at]) > FEW_WORDS]
    last = (bulky or full or [len(heads) - 1])[-1]
    answers = [at for at in full if at < last and outweighs(texts[at], texts[last])]
    return heads[answers[0] if answers else last]


def outweighs(text: Sequence[CopyLine], quoted: Sequence[CopyLine]) -> bool:
    """Tell whether a text over the head of a mail is the story, and what is under the head is only quoted."""
    count = count_words(text)
    if count <= count_words(quoted):
        return False
    return count > FEW_WORDS or (is_story(text) and has_own_headline(text))


def is_story(lines: Sequence[CopyLine]) -> bool:
    """Tell whether the lines may be a story, and not a covering note: they have words and speak to nobody."""
    opening = [line for line in lines if line.words][:MAX_LETTER_LINES]
    return count_words(lines) > MIN_WORDS and not any(speaks(line) for line in opening)


def has_own_headline(lines: Sequence[CopyLine]) -> bool:
    """Tell whether the text of a mail opens, behind byline and date, with a line of its own that isn't a sentence."""
    first = next((at for at, line in enumerate(lines) if line.words and not _stands_over_text(line.words)), -1)
    if first < 0:
        return False
    words = lines[first].words.strip("#* ")
    alone = first + 1 < len(lines) and not lines[first + 1].words
    byline = first + 1 < len(lines) and fold(lines[first + 1].words).startswith("by ")
    rest = [line for line in lines[first + 1 :] if line.words]
    return bool(rest) and (alone or byline) and len(words) <= MAX_TITLE_CHARS and not ends_sentence(words)


def _stands_over_text(words: str) -> bool:
    """Tell whether a line is a byline or a date: a headline may stand over it or under it, but it is none."""
    return looks_like_byline(words) or looks_like_moment(words)
