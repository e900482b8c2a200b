"""Know languages by their names: editors write `Spanish` or `español` where programs write `es`."""

# ruff: noqa: PLC0415 -- Babel is loaded only where somebody wrote a name

import re
from functools import lru_cache

CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
"""A language code as BCP 47 has them: `es`, `pt-BR`, `zh-Hant-TW`."""
OWN_NAMES = {
    "afrikaans": "af", "العربية": "ar", "azərbaycan": "az", "беларуская": "be", "български": "bg", "বাংলা": "bn",
    "bosanski": "bs", "català": "ca", "čeština": "cs", "cymraeg": "cy", "dansk": "da", "deutsch": "de", "ελληνικά":
    "el", "español": "es", "eesti": "et", "euskara": "eu", "فارسی": "fa", "suomi": "fi", "français": "fr",
    "gaeilge": "ga", "galego": "gl", "עברית": "he", "हिन्दी": "hi", "hrvatski": "hr", "magyar": "hu", "հայերեն":
    "hy", "indonesia": "id", "íslenska": "is", "italiano": "it", "日本語": "ja", "ქართული": "ka", "қазақ тілі": "kk",
    "한국어": "ko", "lietuvių": "lt", "latviešu": "lv", "македонски": "mk", "melayu": "ms", "norsk bokmål": "nb",
    "nederlands": "nl", "norsk nynorsk": "nn", "norsk": "no", "polski": "pl", "português": "pt", "română": "ro",
    "русский": "ru", "slovenčina": "sk", "slovenščina": "sl", "shqip": "sq", "српски": "sr", "svenska": "sv",
    "kiswahili": "sw", "தமிழ்": "ta", "ไทย": "th", "türkçe": "tr", "українська": "uk", "اردو": "ur", "o‘zbek": "uz",
    "tiếng việt": "vi", "中文": "zh",
}  # fmt: skip
"""What languages are called by those who speak them, in small letters. From CLDR, which takes seconds to load whole."""


def code_of_language(written: str) -> str:
    """Return the code of a language that is written as a code or by its name; empty if it is neither.

    A name is the English one or the language's own, in capitals or small letters.
    """
    return written if CODE.fullmatch(written) else _codes_by_name().get(written.casefold(), "")


@lru_cache
def _codes_by_name() -> dict[str, str]:
    from babel import Locale

    english = {name.casefold(): code.replace("_", "-") for code, name in sorted(Locale("en").languages.items())}
    return english | OWN_NAMES
