"""The small words of dates in other languages than English, a row for each language.

To add a language, add a row and a test in tests/intake/text/test_date_words.py. The names of months and weekdays
needn't be added: date_words.json has them for all languages.
"""

FILLING: dict[str, str] = {
    "ar": "الساعة يوم في من نشر",
    "ca": "de del a les el dia publicat",
    "cs": "dne v ve hodin hod",
    "da": "den d kl klokken udgivet",
    "de": "am der den um veröffentlicht datum stand",
    "el": "του της στις ώρα την",
    "es": "de del el a la las los día fecha publicado publicada",
    "eu": "e ko ren",
    "fi": "klo kello julkaistu",
    "fr": "le les à au de publié publiée",
    "he": "ביום בשעה בתאריך",
    "hi": "को बजे का",
    "hr": "u sati",
    "hy": "թ",
    "hu": "órakor óra",
    "id": "hari tanggal tgl pukul pkl jam",
    "it": "il alle ore del di dal pubblicato pubblicata",
    "ja": "配信 公開 掲載 更新",
    "kk": "ж",
    "lt": "m d val",
    "lv": "gada gads plkst",
    "mt": "ta",
    "nb": "den kl klokken publisert",
    "nl": "op de om het gepubliceerd datum",
    "pl": "r w dnia o godz godzina opublikowano",
    "pt": "de do da em no na às as o os dia data publicado publicada",
    "ro": "la ora publicat",
    "ru": "г года год м в от опубликовано",
    "sk": "dňa o v hodine",
    "sq": "në ora orë",
    "sr": "у u сати",
    "sv": "den kl klockan publicerad publicerat",
    "th": "ค.ศ พ.ศ เวลา น",
    "tr": "saat günü yayın tarihi",
    "uk": "р року рік об о від опубліковано",
    "vi": "ngày năm lúc giờ",
}
"""Language -> the words between the parts of a date, and before it, in small letters."""
MORNING: dict[str, str] = {
    "ar": r"صباح[\w\u064b]*|ص", "el": r"π\. ?μ|πμ", "es": r"de la mañana|a\. m", "fa": r"ق\. ?ظ", "hi": "पूर्वाह्न",
    "pt": "da manhã", "tr": "öö", "vi": "sa",
}  # fmt: skip
AFTERNOON: dict[str, str] = {
    "ar": r"مساء[\w\u064b]*|م", "el": r"μ\. ?μ|μμ", "es": r"de la (?:tarde|noche)|p\. m", "fa": r"ب\. ?ظ",
    "hi": "अपराह्न", "pt": r"da (?:tarde|noite)", "tr": "ös", "vi": "ch",
}  # fmt: skip
"""Language -> a pattern for what follows a time before and after noon."""
HOUR_SIGNS = "uhr|h|hs|horas?|heures?|uur|u|ч|часов|часа|год|giờ|godz|hod|hodin"
"""What stands between the hour and the minute, or behind both: `14 h 05`, `14.05 Uhr`."""
