"""Tell paragraphs that only label something, such as `When: Saturday, 8 a.m.`, from the text of a story."""

from generator.intake.languages.phrases import fold
from generator.intake.languages.words import phrases

MAX_KEY_CHARS = 30
MAX_GREETING_CHARS = 60
DAY_KEYS = frozenset({"date", "day", "dates", "days", "datum", "fecha", "data", "日付", "日期", "date et heure"})


def is_label_text(text: str) -> bool:
    """Tell whether a paragraph is a label with its value, or the greeting of a letter: no summary opens with it."""
    head = text[:MAX_KEY_CHARS]
    if ":" not in head and "：" not in head and not text.endswith((",", ":")):
        return False
    key = fold(head.replace("：", ":").partition(":")[0].strip(" *_"))
    if key in DAY_KEYS or key in phrases("event"):
        return True
    return len(text) <= MAX_GREETING_CHARS and text.endswith((":", ",")) and phrases("greeting").opening(fold(text)) > 0
