"""The forms in which copy asks to be kept back: times, separators, and what may follow a phrase."""

import re

from generator.intake.text.date_forms import MONTH_NAME
from generator.intake.text.dates import WEEKDAY
from generator.lazy_patterns import lazy_pattern

OUTER_MARKS = " \t()[]{}*_#<>-–—=:：.!|\"'“”‘’«»【】（）「」『』＜＞〈〉《》［］※●■▲►>~+/%§^`"
DESK = r"(?:to )?(?:the )?(?:news|web|copy|night|city)? ?desk|subs|eds?|editors?|status|web|online|digital"
LABEL = lazy_pattern(
    rf"(?:{DESK}|(?:kindly |please )?notes?|attention|attn|nb|n\.b|important|please note|achtung|print|site|"
    r"socials?|confidential|private|internal|urgent|pending|please|pls|plz|kindly|ojo|atención|attenzione|atenção|uwaga|"
    r"внимание|увага|pozor|let op|obs|huom|dikkat|figyelem|atenție|προσοχή|注意|주의|تنبيه)\W{1,4}",
    re.IGNORECASE,
)
DESK_LABEL = lazy_pattern(rf"(?:{DESK})\s?[:：]", re.IGNORECASE)
"""The labels which show that a line is for the desk, wherever it stands."""
SEPARATOR = lazy_pattern(r"\s*(?:[:：=|)\]}*）】」>/]|<<)|\s*[-–—]+(?!\w)|\s+[-–—]|\s*[.!]*\s*$")
FULL_STOP = lazy_pattern(r"\.+\s")
"""What ends a phrase in capitals over or before the text: `DRAFT. Pier opens`."""
END_OF_PIECE = lazy_pattern(r"[)\]}|*）】]|\s[-–—]+\s|(?<=[\w)])\.\s+(?=[A-Z][a-z])|/{2}")
SENTENCE_END = lazy_pattern(r"(?<=[\w)])\.\s+(?=[A-Z][a-z])|\s[-–—]+\s")
TIME_SIGN = lazy_pattern(
    rf"\d|\b(?:{MONTH_NAME})|{WEEKDAY}|\btomorrow\b|\btonight\b|\bnext week\b|\b(?:noon|midnight)\b", re.IGNORECASE
)
DAY_SIGN = lazy_pattern(rf"(?<!\d)\d{{1,2}}(?!\d)|{WEEKDAY}|\btomorrow\b", re.IGNORECASE)
"""What names a day or an hour, and not only a month or a year."""
TIME_WORD = lazy_pattern(
    rf"(?:{MONTH_NAME})\.?|{WEEKDAY}s?|\b(?:a\.?m|p\.?m|noon|midnight|hrs|hours?|uhr|gmt|utc|bst|"
    r"e[sd]?t|p[sd]?t|c[sd]?t|"
    r"m[sd]?t|cest?|eastern|central|pacific|mountain|time|local|london|thereafter|tomorrow|tonight|next|week|morning|"
    r"afternoon|evening|edition|editions|papers?|print|page|online|onward|onwards|later|earlier)\b\.?",
    re.IGNORECASE,
)
DURATION = lazy_pattern(
    r"\d\s*(?:years?|months?|weeks?|days?|decades?|degrees?|°|percent|%|minutes?|million|billion|people|jahre?|ans?|años)\b",
    re.IGNORECASE,
)
LONG_WORD = lazy_pattern(r"[^\W\d_]{4,}")
MAX_LONG_WORDS = 2
"""What remains of a time without its known words may have so many words that are not known, such as foreign months."""
TIME_BEFORE = lazy_pattern(
    r"\d\s?(?:年|月|日|時|时|点|년|월|일|시)|\d[\d.:/-]*[^\W\d_]{0,6}\s[^\s\d_.,;:!?]{2,}|[0-3]?\d[./-][01]?\d[./-]\d{2,4}"
)
"""A day in a line whose last word forbids: `12월 1일까지 엠바고`."""
DAY_BEFORE_RELEASE = lazy_pattern(
    rf"for (?:use (?:in|on) )?(?:\w+ )?(?:{WEEKDAY}|(?:{MONTH_NAME})\.? \d{{1,2}}|tomorrow)(?:['’]s)?[\w ,.]{{0,20}}"
    r"(?:release|papers?|editions?|use|publication|print|a1|pages?)\b",
    re.IGNORECASE,
)
DAY_ALONE = lazy_pattern(
    rf"for (?:{WEEKDAY})(?:['’]s)? (?:website|site|web|online|broadcast|show|bulletin|paper|edition)"
    rf"|for (?:\w\d? |page one |the )?(?:{WEEKDAY})(?:['’]s)?(?:,? (?:{MONTH_NAME})\.? \d{{1,2}}(?:, \d{{4}})?)?"
    r"(?: [a-z]?\d{1,2})?"
    rf"|(?:{WEEKDAY}) (?:only|use|edition|papers?|release|advance|a1)"
    rf"|for (?:ams|pms|a\.m\.s|p\.m\.s),?(?: (?:{WEEKDAY}))?",
    re.IGNORECASE,
)
"""`For Sunday, Nov. 29`, alone on its line near the top."""
KEYED_RELEASE = lazy_pattern(
    r"(?:pub|(?P<broadcast>live|on air|air)|go-?live|goes? live|sched(?:uled?)?|publication|post|"
    r"publicaci[oó]n|publica[cç][aã]o|veröffentlichung|pubblicazione|publicatie|publicering|publisering|publikacja|"
    r"mise en ligne|parution|公開|掲載|配信)\s?[:：]\s*",
    re.IGNORECASE,
)
NUMBERED = lazy_pattern(r"[ _-]?(?:u?id|guid|number|type|format|count)\b", re.IGNORECASE)
"""What follows a word of release in the keys of other programs, which name no time: `post_id: 1234`."""
DAY_OF_MONTH = lazy_pattern(rf"(?:{MONTH_NAME})|\d[/.-]\d", re.IGNORECASE)
VERSION = lazy_pattern(
    r"(?:v|version |rev |revision )\d{1,2}(?:\.\d{1,2})? draft|\w{1,12} draft v?\d{1,2}", re.IGNORECASE
)
EMBARGOED_UNTIL = lazy_pattern(r"\b(?:embargoed|embargo) (?:until|till)\b", re.IGNORECASE)
BEFORE_EMBARGO = frozenset(
    {
        "under", "a", "an", "the", "this", "our", "your", "media", "press", "news", "strict", "full", "and", "copy",
        "story", "publication", "broadcast", "release", "web", "global", "journal", "own", "on", "with", "is", "are",
        "general", "print", "online", "agreed", "usual", "please", "observe", "respect", "international",
    }
)  # fmt: skip
"""Words, folded, that may stand before `embargo until` where it is one of copy."""
SUBJECT = lazy_pattern(
    r"(?:this|these|all|the following|the attached|the enclosed|the above|our)\s+(?:\w+\s+){0,3}?(?:is|are|"
    r"remains?)\s+"
    r"(?:strictly |still |currently |now |all )?"
    r"|(?:this|the following|the attached|the enclosed|the above|our)\s+(?:\w+ )?"
    r"(?:text|story|copy|article|(?:press |news |media )?release|report|material|piece|document|statement|study|"
    r"interview)\s+"
    r"(?=(?:may|must|can|should|shall)(?:not|n['’]t)? )",
    re.IGNORECASE,
)
"""What stands before the restraint in a sentence about the copy itself: `This article is under embargo`."""
UNCLEARED = lazy_pattern(
    r"(?:needs?|awaiting|awaits|waiting for|wait for|pending|requires?|subject to|has not had|hasn['’]t had)\s+"
    r"(?:an? |the |its |his |her )?(?:\w+['’]?s? ){0,2}"
    r"(?:review|reads?|sign-?off|check|checks|clearance|approval|ok|okay|go-ahead|vetting|edit|fact-?check)"
    r"|(?:the )?(?:lawyers?|legal|counsel|(?:copy |news |night |city )?desk|subs|(?:copy |city )?editor)"
    r" (?:still |yet )?(?:(?:has|have|needs?|is|are) )?(?:still |yet )?to "
    r"(?:clear|read|check|approve|sign off|vet|edit|review)",
    re.IGNORECASE,
)
"""A line that says who must still look at the copy: `Awaiting legal sign-off`, `Lawyers still to clear`."""
GOES_ON = lazy_pattern(
    r", (?!(?:please|pls|then|do|don['’]t|not|no|only|run|publish|post|use|print|file|hold|send|release|go|move|air)\b)"
    r"(?:[^\s.!?]+ ){3,}[^.!?]+[.!?][\"”»’')]*$",
    re.IGNORECASE,
)
"""The rest of a sentence behind its opening: `Subject to approval, the ferry will run in May.`"""
PIECES = lazy_pattern(r"\s+[-–—|/]+\s+|[;,]\s+|\.\s+")
"""Where a short note to the desk may be cut: `Print only - not for web`."""
MAX_NOTE_CHARS = 70
WAIT_FOR = lazy_pattern(
    r"\W*(?:[\w’']{1,20} ){0,3}(?:vot(?:es?|ed|ing)|meeting|meets|verdict|hearing|ruling|"
    r"announcement|election|polls|confirmed|"
    r"confirmation|told|cleared|approved|published|family|next of kin|release|publication|go-ahead|sign-off|"
    r"approval|edit|lawyer|legal|then\b|we speak|i (?:say|call|tell|hear|get|know)|you hear|"
    r"art|photo|further notice|notice|okay|ok|page|a\d)",
    re.IGNORECASE,
)
PERCEIVED = lazy_pattern(
    r"\W*you (?:hear (?!from\b|back\b|otherwise\b)\w|(?:see|meet|taste|try|read|learn|smell|watch|feel) "
    r"(?:him|her|them|it|this|that|what|how|who|these|my|our|his|their)\b)",
    re.IGNORECASE,
)
"""What readers are told to wait for, and no desk: `Wait until you hear him sing`."""
ADVICE = lazy_pattern(
    r", (?:and )?then (?!.*\b(?:run|publish|post|use|print|file|release|send|air|upload|go)\b)"
    r"(?:[^\s.!?]+ )+[^\s.!?]+[.!]$",
    re.IGNORECASE,
)
"""What readers or listeners are told to do later: `Wait for the vote on Tuesday, and then judge me.`"""
COPY_WORDS = lazy_pattern(
    r"\W*(?:copy|story|material|only|version|text|piece|v?\d{1,2}|[ivx]{1,4})(?:\s+\d{1,2})?\W*$", re.IGNORECASE
)
COPY_USE = lazy_pattern(
    r"^\W*(?:para|for|zur|für|pour|per|do|voor|till|til)\s+(?:a |la |all |any |the |die |der |su |sua )?"
    r"(?:divulga[cç][aã]o|publica[cç][aã]o|difus[aã]o|difusi[oó]n|publicaci[oó]n|publication|publishing|release|use|"
    r"media|press|imprensa|prensa|broadcast|print|online|diffusion|pubblicazione|diffusione|ver[oö]ffentlichung|"
    r"publikacji|publicatie|publicering|offentliggørelse)(?![^\W\d_])",
    re.IGNORECASE,
)
"""What an embargo forbids, between it and its time: `Embargado para divulgação até 24/11`."""
SAYS = lazy_pattern(
    r", (?:\w+ ){0,3}(?:says?|said|told|tells|warns?|dit|selon|sagt|so|dice|según|diz|segundo|mówi|zegt|secondo)\b",
    re.IGNORECASE,
)
"""What follows somebody's words in a headline: `Not before Christmas, says mayor`."""
KEYED_EAST = lazy_pattern(
    r"(?:掲載|公開|配信|放送|報道|公表)(?:解禁)?は.{1,20}(?:以降|から|より)(?:です|でお願いします)?。?$"
)
"""`掲載は12月1日以降`: publication from a day on."""
TWO_MEDIA = lazy_pattern(
    rf"(?:{WEEKDAY}) (?:web|online|print|digital|paper)\W+(?:{WEEKDAY}) (?:web|online|print|digital|paper)"
    rf"|(?:print|paper) first\W+(?:web|online|digital|site) (?:on |from )?(?:{WEEKDAY}|later|after|tomorrow)"
    r"|(?:ams|pms) only",
    re.IGNORECASE,
)
"""`Tuesday web, Wednesday print`: each medium has its day."""
SEGMENT = lazy_pattern(r"\s[-–—|]{1,3}\s|\s\*{2,4}\s?|[(\[【（]([^()\[\]]{3,60})[)\]】）]\s*$|:\s")
"""Where a second part of a headline begins."""
LEADING_BRACKET = lazy_pattern(r"\s*[\[(（【〔<]([^\[\]()（）【】〔〕<>]{2,60})[\])）】〕>]")
WEAK_WORDS = frozenset(
    {"to", "for", "on", "at", "from", "by", "in", "release", "publication", "use", "a", "i", "e", "de"}
)
"""Words that may stand before a time, and before much else."""
WEAK_UNTIL = lazy_pattern(r"\W*(?:to|for|on|at|from|by|in|a|i|e|de|release|ends|after|lifts|expires)\b", re.IGNORECASE)
BEFORE = lazy_pattern(
    r"\b(?:until|till|before|prior to|vor|bis|avant|jusqu['’]au|antes d[eo]l?|hasta|até|przed|prima d)\b", re.IGNORECASE
)
CONDITIONS = frozenset(
    {
        "upon", "if", "once", "when", "of", "delivery", "go", "ok", "okay", "call", "after", "pending", "without",
        "w/o", "apres", "sans", "qu'apres", "tras", "depois", "apos", "dopo", "na", "po", "после", "після", "do",
        "erst", "then",
    }
)  # fmt: skip
"""The last words of phrases that name what must happen first: `publish only after`, `wait for my go`."""
FORBIDDEN_EVENTS = frozenset({"not before", "not until", "not till"})
"""Phrases of release that an event may follow: `Not before the verdict`."""
NOT_BEFORE = frozenset(
    {
        "nicht vor", "pas avant", "niet voor", "niet eerder dan", "no antes de", "no antes del", "nao antes de",
        "non prima del", "inte fore", "ej fore", "ikke før", "nie wczesniej niz", "ne drive nez", "не ранее",
        "не раньше", "не раніше", "nu inainte de",
    }
)  # fmt: skip
"""Phrases, folded, that a year alone may follow in a story: `Pas avant 2028`."""
CLOSED = frozenset(
    {"gesperrt", "gesperrt bis", "sparrad", "sparrad till", "sperret", "sperret til", "spærret", "zarolt"}
)
"""Words, folded, for embargoes and for roads. A sentence behind a colon is about a road."""
CLOSED_ROAD = lazy_pattern(r"[^:]{0,40}: (?!bitte|nicht|erst|inte|ikke|ej )(?:\S+ ){4,}\S+$", re.IGNORECASE)
EVERYDAY_VERBS = frozenset(
    {
        "do not use",
        "don't use",
        "please do not use",
        "do not send",
        "don't send",
        "do not move",
        "do not share",
        "do not run",
        "don't run",
        "please don't run",
        "please do not run",
        "do not air",
        "hold",
        "hold off on",
    }
)
"""Phrases, folded, that ask to wait with copy, and of much else: `Do not use the beach before Dec. 1`."""
OTHER_OBJECT = lazy_pattern(
    r" (?:the|your|our|their|his|her|a|an|any|those|these)(?: \w{1,20})? "
    r"(?!(?:copy|stor(?:y|ies)|piece|article|item|photos?|pictures?|pics?|images?|videos?|audio|text|release|"
    r"materials?|information|info|names?|quotes?|data|figures|reports?|"
    r"contents?|interview|above|below|following|attached|line|graf|paragraph|section|headline|byline|column|editorial|"
    r"letter|obit(?:uary)?|review|file|version|draft|graphics?|charts?|maps?|press|news|embargoed|one|ones)\b)"
    r"[a-z]{3,20} (?:until|till|before|without|ahead)\b"
)
"""What follows such a phrase that is no copy."""
EMBARGO_STEMS = ("embarg", "эмбарг", "ембарг", "ambarg", "klausuler", "εμπαργκ")
"""How the words for an embargo begin in many languages, folded."""
YEAR_ALONE = lazy_pattern(
    r"(?:\W*[^\W\d_]{1,12})? ?(?:19|20)\d{2},?"
    r"(?:(?: [^\s\d.!?]+){3,}[^.!?]*[.!?][\"”»’')]*$| (?:года|року|г\.|р\.) [^\W\d_]{4,})"
)
"""A year without a day, and a sentence behind it: `Embargo hasta 2028, dijo el ministro en La Habana.`"""
YEAR_IN_HEADLINE = lazy_pattern(r" (?:19|20)\d{2}(?: [^\W\d_]{3,}){2}")
"""The same in a headline: `Embargo until 2031 hurts farms`."""
QUOTED_TITLE = lazy_pattern(r"[\"“„«'‘][^\"“”„«»]{3,80}[\"”“»'’],? [a-z]")
"""A quotation or a title with which a sentence opens: `"Do Not Release Before Death" is the ninth album.`"""
GREETED = lazy_pattern(r"[^,.:!?]{2,30}[,:!] +|[^,.:!?]{2,30} [–—-] +")
"""The greeting before a note: `Hi Ann, please don't run this before I call.`"""
STATES = frozenset({"confidential until", "private until", "strictly private until"})
"""Phrases that a sentence of the story may begin with, too: `Confidential until last week, the memo shows ...`"""
PLANS = frozenset(
    {
        "schedule for", "moves", "moves at", "lifts", "lifts at", "delivery", "to be delivered", "publier", "attendre",
        "publicar", "pubblicare", "esperar a", "online ab", "erst ab",
    }
)  # fmt: skip
"""Phrases that are also the heading of a programme, so that nothing but a time may follow."""
QUOTED_HEADLINE = lazy_pattern(r", [a-z]")
"""What follows the words of somebody in a headline: `Hold for a vote, says mayor`."""
ASIDE = lazy_pattern(r",[^,.:：]{0,40}(?:\b(?:fyi|for your information|background)\b\W{0,3}|[:：]\s*)$", re.IGNORECASE)
"""What follows a phrase that forbids in a note above the text: `Not for publication, just FYI:`."""
NOTE_PARTS = lazy_pattern(r"\s[-–—|/]+\s+|[;:]\s+")
"""Where a note to the desk begins that asks to wait: `Obituary - hold until death confirmed`."""
BY_SOMEBODY = lazy_pattern(r"\s(?:by|par|por|von|durch|przez|door|av|da|pelo|pela)(?: \w+['’]?){1,4}\W*", re.IGNORECASE)
STRONG_UNTIL = lazy_pattern(r"\W*(?:until|till|before|prior|without|early|earlier|ahead|yet)\b", re.IGNORECASE)
COPY_UNTIL = lazy_pattern(
    r"\W*(?:this|(?:the )?above|(?:the|this) (?:story|piece|article|copy|item))(?: \w{1,10})? "
    r"(?:until|till|before|without)\b",
    re.IGNORECASE,
)
"""What follows in a note from one colleague to another: `Do not run this before Ann has spoken to the lawyer`."""
WRAPPED_NOTE = lazy_pattern(
    r"\s*(?:\*{2,}+|-{2,}+|[\[({<【（]++)\s*([^*{}<>]{3,200}?)\s*(?:\*{2,}+|-{2,}+|[\])}>】）]++)\s*"
)
"""A line between asterisks or dashes or in brackets: `*** TOM: do not run this before Ann has called ***`."""
OWNED = lazy_pattern(r"(?:저작권자|©|ⓒ|\(c\)|copyright\b|版权|版權|著作権)", re.IGNORECASE)
"""How such a line opens that only says whose the copy is."""
MAX_WRAPPED_CHARS = 240
NAMED_FIRST = lazy_pattern(r"[^\W\d_]{2,15}(?:(?: and |[ /&,]+)[^\W\d_]{2,15}){0,2}\s?[:,–—-]\s+")
"""The colleague to whom such a line speaks."""
CLOCK_WITH_POINT = lazy_pattern(r"\b(\d{1,2})[.h](\d{2})\s*(?:hrs|hours|uhr|h)?\b(?!\.)", re.IGNORECASE)
CLOCK_NAME = lazy_pattern(r"\b(\d{1,2}:\d{2})\s*(?:hrs|hours|uhr|h)\b", re.IGNORECASE)
SLASHED = lazy_pattern(r"\b(\d{1,2}) ?/ ?(\d{1,2}) ?/ ?(\d{4})\b")
LAST_MONTH = 12
WORDS_OF_FORMS = "draft embargo embargoed"
"""Of each restraint that is told by one of these forms, and not by its phrase, a word that it can't be without."""
WORDS_BEFORE_COLON = (
    "pub live air golive sched schedule scheduled post publication publicacion publicacao pubblicazione publicatie "
    "publicering publisering publikacja ligne parution"
)
"""The same of a form that has a colon: `Pub: Dec. 1`."""
WORDS_OF_CHECKS = (
    "review read reads off signoff check checks clearance clear approval approve ok okay ahead vet vetting edit "
    "factcheck"
)
"""The same of a form that says who must look at the copy, which has one of these, too:"""
STEMS_BESIDE_CHECKS = (
    "need", "wait", "pending", "requir", "subject to", "not had", "n't had", "lawyer", "legal", "counsel", "desk",
    "subs", "editor",
)  # fmt: skip
DAY_WORDS = (
    "mon monday tue tueday tues tuesday wed wedday wednes wednesday thu thuday thur thurday thurs thursday fri friday "
    "sat satday satur saturday sun sunday tomorrow ams pms m jan january feb february mar march apr april may jun june "
    "jul july aug august sep sept september oct october nov november dec december"
)
"""The same of a form that opens with “for” or with the day: `For Nov. 29 release`, `Sunday only`."""
DAY_OPENINGS = frozenset(["for", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "ams", "pms"])
"""The first three letters of such a form."""
WORDS_OF_FORMS_IN_BODY = "embargo embargoed"
"""The same of the few forms that are read under the first paragraphs, too."""
