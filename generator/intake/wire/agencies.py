"""Know the news agencies named in datelines and bylines, and the titles that follow reporters' names."""

import re

AGENCIES = {
    name.casefold(): name
    for name in (
        "AAP", "AFP", "AGERPRES", "ANI", "ANSA", "AP", "APA", "Agence France-Presse", "Anadolu Agency",
        "Associated Press", "Australian Associated Press", "BBC", "Belga", "Bernama", "Bloomberg",
        "Bloomberg News", "Business Wire", "BusinessWire", "CNN", "CNNMoney", "CNS", "CNW", "CP", "CTK",
        "Canadian Press", "Deutsche Presse-Agentur", "dpa", "EFE", "EIN Presswire", "GLOBE NEWSWIRE",
        "GlobeNewswire", "IANS", "IPS", "IRIN", "ITAR-TASS", "Inter Press Service", "Interfax", "JTA", "Jiji",
        "Jiji Press", "KHN", "KUNA", "Kaiser Health News", "Kyodo", "Kyodo News", "Lusa", "MENA", "Marketwire",
        "Marketwired", "NPR", "NTB", "Newswire", "PA", "PA Media", "PAP", "PR Newswire", "PRNewswire",
        "PRNewswire-FirstCall", "PRNewswire-USNewswire", "PRWeb", "PTI", "Press Association",
        "Press Trust of India", "RIA Novosti", "RNS", "Religion News Service", "Reuters", "Reuters Health",
        "Ritzau", "SDA", "Stateline", "TASS", "TT", "Tanjug", "Thomson Reuters Foundation", "UPI", "USA TODAY",
        "United Press International", "WAFA", "WAM", "Xinhua", "Yonhap",
    )
}  # fmt: skip
"""Casefolded name, without "The" -> the name as it is usually printed."""

TITLES = frozenset({
    "analyst", "anchor", "bureau", "chief", "columnist", "contributor", "correspondent", "correspondents", "critic",
    "desk", "editor", "editors", "fellow", "freelance", "freelancer", "intern", "journalist", "newsroom",
    "photographer", "producer", "reporter", "reporters", "report", "reports", "service", "staff", "writer", "writers",
})  # fmt: skip
"""The last words of titles, casefolded: `Associated Press Writer`, `Staff Reports`."""

MAX_TITLE_WORDS = 7


def name_agency(text: str) -> str:
    """Return the agency that `text` names, as it is usually printed; empty when it names none.

    `The Associated Press`, `ASSOCIATED PRESS` and `Associated Press Writer` all give `Associated Press`.
    """
    words = text.strip(" .").casefold().split()
    if words and words[0] == "the":
        del words[0]
    while words and " ".join(words) not in AGENCIES and words[-1] in TITLES:
        words.pop()
    return AGENCIES.get(" ".join(words), "")


def is_title(text: str) -> bool:
    """Tell whether `text` can follow a reporter's name: an agency, or a title such as `Staff Writer`."""
    words = re.findall(r"[^\W_]+", text.casefold())
    if not words or len(words) > MAX_TITLE_WORDS or text.rstrip().endswith((".", "!", "?", ":", ",")):
        return False
    return bool(name_agency(text)) or words[-1] in TITLES
