"""List the words of bylines in the languages of newsrooms. Another language is a row here and a test."""

from generator.intake.wire.word_sets import words_in

BY_WORDS: dict[str, tuple[str, ...]] = {
    "en": (
        "by", "written by", "story by", "words by", "report by", "reported by", "text by", "words and pictures by",
        "story and photos by", "story and photo by", "story and photographs by", "story & photos by",
        "text and photos by", "text and photographs by", "photos and story by", "photos and text by",
        "words and photos by", "analysis by", "column by", "commentary by", "opinion by", "review by", "interview by",
        "guest column by", "guest commentary by", "guest opinion by", "op-ed by", "essay by",
        "words", "text", "words and pictures", "words & pictures", "story and photos", "text and photos",
        "editorial by", "compiled by", "submitted by", "contributed by", "special report by",
    ),
    "de": ("von", "text von", "ein bericht von", "bericht von", "ein kommentar von", "kommentar von",
           "text und fotos von", "eine analyse von", "analyse von", "aus berlin von"),
    "fr": ("par", "texte", "textes", "texte de",
           "propos recueillis par", "recueilli par", "reportage de", "texte et photos de",
           "texte et photos", "un article de", "textes et photos"),
    "es": ("por", "texto", "textos", "texto de",
           "texto y fotos de", "texto y fotos", "redacción de", "un reportaje de", "escrito por"),
    "pt": ("por", "texto", "texto de", "texto e fotos de", "escrito por", "reportagem de"),
    "it": ("di", "testo", "testi", "testo di", "testo e foto di", "a cura di", "articolo di", "servizio di"),
    "nl": ("door", "van onze redacteur", "van onze verslaggever", "tekst door", "tekst en foto's", "tekst en foto’s"),
    "sv": ("av", "text av", "text och foto", "text och bild"),
    "da": ("af", "tekst af", "tekst og foto"),
    "nb": ("av", "tekst av", "tekst og foto"),
    "fi": ("kirjoittaja", "teksti", "teksti ja kuvat", "teksti ja kuva"),
    "pl": ("autor", "autorka", "autorzy", "tekst", "oprac.", "opracowanie", "tekst i zdjęcia"),
    "cs": ("autor", "autorka", "autoři", "text", "text a foto"),
    "sk": ("autor", "autorka", "autori"),
    "hu": ("írta", "szerző", "szöveg", "szöveg és fotó"),
    "ro": ("de", "autor", "text de", "scris de"),
    "hr": ("piše", "autor", "autorica", "napisao", "napisala", "tekst"),
    "sr": ("пише", "аутор", "аутори", "piše"),
    "bg": ("автор", "автори", "текст"),
    "ru": ("автор", "авторы", "текст", "текст и фото", "беседовал", "беседовала", "подготовил", "подготовила"),
    "uk": ("автор", "авторка", "автори", "текст", "текст і фото", "підготував", "підготувала"),
    "el": ("του", "της", "των", "από", "γράφει ο", "γράφει η", "γράφουν οι", "κείμενο", "συντάκτης", "ρεπορτάζ"),
    "tr": ("yazan", "haber", "hazırlayan", "haber ve fotoğraf", "yazar"),
    "id": ("oleh", "penulis", "pewarta", "reporter", "laporan"),
    "ms": ("oleh", "laporan"),
    "vi": ("tác giả", "bài và ảnh", "bài", "theo"),
    "sw": ("na", "imeandikwa na"),
    "ar": ("بقلم", "كتب", "كتبت", "بواسطة", "تقرير", "إعداد", "تحرير", "الكاتب"),
    "fa": ("نویسنده", "به قلم", "گزارش"),
    "he": ("מאת", "כתב", "כתבה"),
    "hi": ("द्वारा", "लेखक", "रिपोर्ट"),
    "zh": ("文", "文/图", "文／图", "图/文", "文、图", "撰文", "作者", "记者", "記者", "本报记者", "本報記者",
           "特约记者",           "本报特派记者", "采访人员", "採訪", "采写", "撰稿", "通讯员"),
    "ja": ("文", "文・写真", "文と写真", "写真・文", "筆者", "著者", "執筆", "取材・文", "記者", "聞き手", "署名"),
    "ko": ("글", "글·사진", "글/사진", "글ㆍ사진", "기자", "취재", "글쓴이"),
}  # fmt: skip
"""Language -> the words that stand before the names, casefolded."""

NEED_COLON = frozenset({
    "words", "words and pictures", "words & pictures", "story and photos", "text and photos",
    "autor", "autorka", "autorzy", "tekst", "text", "de", "na", "haber", "yazar", "bài", "theo", "teksti", "di", "van",
    "reporter", "laporan", "της", "του", "των", "από", "texte et photos", "κείμενο", "ρεπορτάζ", "текст", "report",
    "كتب", "كتبت", "تقرير", "תחקיר", "כתב", "כתבה", "گزارش", "रिपोर्ट", "द्वारा", "نویسنده", "إعداد", "تحرير",
    "text och foto", "tekst og foto", "texte", "textes", "texto", "textos", "testo", "testi",
    "text och bild", "szöveg", "autori", "autoři",
    "kirjoittaja", "az", "글", "文", "写真・文", "取材", "署名",
})  # fmt: skip
"""Words that open a byline only with a colon or a slash behind them, since they are ordinary words otherwise."""

NEED_NAMES = frozenset({"di", "de", "na", "του", "της", "των", "από", "van"})
"""Of those, words that may also stand without a colon when nothing but capitalized names follows."""

TITLE_WORDS = words_in(
    """
    analyst anchor bureau chief columnist contributor correspondent correspondents critic desk editor editors fellow
    freelance freelancer intern journalist newsroom photographer producer reporter reporters report reports service
    staff writer writers blogger contributors photojournalist videographer
    redakteur redakteurin korrespondent korrespondentin reporterin journalistin volontär volontärin chefredakteur
    correspondant correspondante rédacteur rédactrice journaliste envoyé
    corresponsal redactor redactora periodista enviado
    repórter jornalista correspondente editora
    giornalista inviato inviata corrispondente
    redacteur verslaggever verslaggeefster
    medarbejder journalisten medarbetare toimittaja
    корреспондент журналист обозреватель кореспондент журналіст
    корреспондентка журналистка кореспондентка журналістка редактор редакторка
    reportér reportérka redaktor redaktorka novinář novinářka novinár novinárka zpravodaj zpravodajka
    dziennikarz dziennikarka reporterka publicysta publicystka
    újságíró tudósító szerkesztő munkatárs munkatársunk
    jurnalist jurnalistă corespondent corespondentă
    muhabir muhabiri gazeteci editör
    wartawan wartawati jurnalis
    novinar novinarka dopisnik dopisnica
    δημοσιογράφος ανταποκριτής
    """
)
"""The last words of titles, casefolded: `Associated Press Writer`, `Staff Reports`."""

TITLES_BEHIND = frozenset({"columnist", "contributor", "correspondent", "editor", "photographer", "reporter", "writer"})
BEFORE_TITLES = words_in(
    """
    assistant associate business chief city contributing deputy education executive features food foreign guest health
    investigative managing metro national news night opinion page photo political politics science senior special sports
    staff state
    """
)
"""Words before the titles that may stand behind a name without a comma: `Jane Roe Sports Editor`."""

ORGANISATION_WORDS = words_in(
    """
    agency association authority board bureau center centre chamber church club coalition college commission committee
    company corp corporation council department desk district division foundation gazette herald hospital inc institute
    league library ltd ministry museum network news newspaper newspapers newsroom office police press radio report
    reports schools service services society staff team times tribune union university wire writers
    redaktion lokalredaktion sportredaktion onlineredaktion polizei feuerwehr
    rédaction redacción redacció redação redazione redactie redaktionen redaksjonen toimitus redakcja redakce redakcia
    szerkesztőség redacția redakcija uredništvo redaksi
    редакция редакція редакцията редакција σύνταξη
    """
)
"""The last words of the names of newsrooms, offices and other organisations, casefolded."""
COMPANY_WORDS = words_in(
    """
    airlines airways associates bank bancorp brands brothers capital companies enterprises entertainment films gmbh
    group groupe grupo gruppe holding holdings industries insurance international labs laboratories llc llp motors
    partners partnership pharmaceuticals pictures plc productions properties records resorts sa spa srl stores studio
    studios systems technologies theater theaters theatre theatres trust ventures
    """
)
"""The last words of companies' names, casefolded. A company signs only behind a word for By."""
ORGANISATION_PARTS = (
    "news services", "department of", "office of", "university of", "ministry of", "state of", "city of", "town of",
    "bureau of", "friends of", "league of", "board of",
)  # fmt: skip
"""Parts of names that only organisations have, casefolded."""
DESK_NAMES = (
    "editorial board", "editorial staff", "staff and wire", "wire reports", "wire services", "staff reports",
    "la rédaction", "la redacción", "la redazione", "de redactie",
    "die redaktion", "van onze", "onze verslaggever", "onze redactie", "onze redacteur", "onze correspondent",
    "newsroom", "هيئة التحرير", "المحرر", "מערכת", "编辑部", "編集部", "编辑部", "本报讯",
    "편집부", "보도국", "社説", "社论",
)  # fmt: skip
"""Names of newsrooms, casefolded. They may be written in small letters."""

SIGN_ALONE = frozenset(
    {
        "redacción", "redacción digital", "agencias", "redacción y agencias", "redação", "da redação", "agências",
        "rédaction", "la rédaction", "agences", "redazione", "la redazione", "redaktion", "agenturen", "redactie",
        "redakcja", "redakce", "redakcia", "редакция", "редакція", "staff report", "staff reports", "wire reports",
    }
)  # fmt: skip
"""Newsrooms, casefolded, that sign a story alone on a line under its headline, without a word for By."""

HONORIFICS = words_in(
    """
    rev reverend dr prof professor sen rep gov mr mrs ms miss sir dame lord lady hon judge justice fr father sister
    brother bishop archbishop rabbi imam sheikh pastor deacon gen lt col maj capt cpt cmdr sgt cpl pvt adm ssgt pfc spc
    sgt 1st 2nd staff master class chief petty officer airman seaman senior specialist sergeant captain major colonel
    ing mag dipl lic don doña dott prof.ssa dra herr frau
    """
)
"""Titles before names, casefolded and without their period."""

NAME_ENDINGS = words_in(
    """jr sr ii iii iv v md m.d phd ph.d esq obe mbe cbe kc qc rn dds d.d.s dvm cpa jd j.d mba ma m.a ba ret sj s.j
    op o.p osb edd ed.d usn usaf usmc"""
)
"""Parts behind names, casefolded and without their last period: `Roe, Jr.`, `Roe, Ph.D.`."""

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "v"})
"""Those that belong to the name. Degrees, `M.D.`, stand behind it."""

PARTICLES = words_in(
    """
    al el ad an as ash at az bin ibn ben bint bat abu abd ul ur da das de del della delle dello degli dei den der des di
    do dos du e i la las le les lo los of san ter ten te tot 't van vande vanden vom von zu zum zur y zum af av und et
    """
)
"""Words within names that may be in small letters, casefolded."""
PREFIXES = (
    "al-",
    "el-",
    "ad-",
    "an-",
    "ar-",
    "as-",
    "ash-",
    "at-",
    "az-",
    "bin-",
    "d'",
    "d’",
    "dell'",
    "dell’",
    "'t",
    "’t",
    "l'",
    "l’",
    "ul-",
    "ur-",
    "de-",
)
"""Beginnings of names that may be in small letters: `al-Rashid`, `d'Angelo`."""

PAPERS = words_in(
    """
    chronicle courier gazette herald inquirer journal magazine news newspaper newspapers observer radio times tribune
    university weekly post daily standard sentinel mirror guardian telegraph zeitung anzeiger tageblatt
    nachrichten kurier nouvelles diario periódico jornal corriere giornale krant dagblad blad tidning tidningen avis
    avisen lehti gazeta noviny hírlap
    """
)
"""The last words of papers' names that are hardly anybody's surname."""
