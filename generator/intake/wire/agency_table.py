"""List the news agencies and press-release wires that Broadsheet knows. A new agency is a row here and a test."""

import msgspec


class Agency(msgspec.Struct, frozen=True):
    """One agency: its names in every script, its languages, and how its copy opens and ends."""

    names: tuple[str, ...]
    """The name in full, then abbreviations and other spellings, each as it is usually printed. Case doesn't matter."""
    languages: tuple[str, ...]
    """The codes of the languages that it writes in."""
    opens: bool = False
    """True if its datelines may end with the name in brackets, without a dash or a day: `Bern (sda) Der Hafen ...`."""
    ends: tuple[str, ...] = ()
    """What its copy ends with, alone on the last line or after the last sentence: `EFE`, `Enditem`."""
    slugs: tuple[str, ...] = ()
    """Patterns of the lines that stand above its headlines, such as `BC-US--Harbor Fire, 3rd Ld`."""
    closings: tuple[str, ...] = ()
    """Patterns of whole lines at the end of its copy, such as `dpa jm yyzz n1 mm`."""
    cuts: tuple[str, ...] = ()
    """Patterns of the line from which everything to the end is for newsrooms only, such as `# dpa-Notizblock`."""


def _row(names: str, languages: str, **more: object) -> Agency:
    """Return an agency. Names are separated by bars, languages by blanks."""
    return Agency(tuple(names.split("|")), tuple(languages.split()), **more)  # type: ignore[arg-type]


AP_SLUGS = (
    (
        r"\^?(?:BC-[A-Z]{2,5}(?:-[A-Z]{2,5})?--?|(?:[A-Z]{2}-)?[A-Z]{2,5}--)[A-Z][\w'’. -]{1,50}"
        r"(?:, ?(?:\d\w+ ?(?:Ld|Lead)\w*(?:-\w+)?|\d+|"
        r"(?:\d\w+ )?(?:Correction|Corrective|Clarification|Advisory|Bjt|Add|Sub)))*<?"
    ),
    r"BC-[A-Z][\w'’]*(?:-[A-Z][\w'’]*){1,3}(?:, ?(?:\d\w{2} ?(?:Ld|Lead)\w*(?:-\w+)?|\d{1,4}))*<?",
    (
        r"[A-ZÁ-Ú.]{3,14}[ -][A-ZÁ-Ú0-9 .-]{3,40} ?"
        r"\((?i:ampliaci[oó]n|avance|actualizaci[oó]n|cr[oó]nica|resumen|previa)\)"
    ),
)
DPA_SLUGS = (
    r"REFILE|EXTRA|(?:\d(?:ST|ND|RD|TH)|ROUNDUP|UPDATE \d*) ?(?:LEAD|ROUNDUP)?|EILMELDUNG",
    r"\(?Zusammenfassung(?: \d+)?\)?",
)
DPA_CUTS = (
    r"#{1,3} ?(?:dpa-)?(?:Notizblock|Notebook|Kontakte?|Contacts?)",
    r"Die folgenden Informationen sind nicht zur Veröffentlichung bestimmt\.?",
    r"The following information is not (?:intended )?for publication\.?",
)
DPA_CLOSINGS = (r"dpa(?:[ /-][a-z0-9]{2,6}){1,8}", r"\d{6} (?:GMT )?[A-Z][a-z]{2} \d{1,2}")
APA_SLUGS = (
    (
        r"(?:APA|OTS)\d{4} \d [A-Z]{2} \d{4}(?: [A-Z]{3}\d{4})?\s+"
        r"(?:Mo|Di|Mi|Do|Fr|Sa|So), ?\d{1,2}\. ?[A-Z][a-zä]{2} \d{4}"
    ),
)
REUTERS_CLOSINGS = (
    r"\(\([^()]{3,200}(?:\([^()]{1,60}\)[^()]{0,100})?\)\)",
    r"(?:our|nos|nuestros) (?:standards|normes|estándares) ?:.{3,120}",
    r"keywords: [A-Z].{3,120}",
    r"(?:purchase )?licensing rights(?: opens new tab)?",
    r"\(?c\)? copyright (?:thomson )?reuters \d{4}.{0,160}",
)
REUTERS_CUTS = (r"Our Standards: The Thomson Reuters Trust Principles.{0,40}",)
FREE_WIRE_CLOSINGS = (
    r"(?-i:SOURCE [A-Z]).{1,100}",
    r"View (?:source version|original content)\b.{0,250}",
    r"Distributed by .{3,80}",
)

AGENCIES = (
    # English
    _row("Associated Press|AP", "en es", slugs=AP_SLUGS,
        closings=(r"AP-[A-Z]{2}-\d{2}-\d{2}-\d{2}.{0,30}", r"Follow (?:the )?AP.s .{3,200}")),
    _row("Reuters|Thomson Reuters|Reuters Health|رويترز|رویترز|רויטרס|Рейтер|Рейтерс|Ρόιτερς|ロイター"
        "|ロイター通信|路透社|路透|로이터|로이터통신", "en de es fr it pt ja zh ar ru",
        ends=("REUTERS", "REUTER"), closings=REUTERS_CLOSINGS, cuts=REUTERS_CUTS),
    _row("Thomson Reuters Foundation|Context News", "en"),
    _row("United Press International|UPI", "en"),
    _row("Bloomberg|Bloomberg News|블룸버그|彭博社|ブルームバーグ", "en"),
    _row("Dow Jones|Dow Jones Newswires|Dow Jones News Service", "en",
        closings=(r"(?:\(END\) )?Dow Jones Newswires", r"Write to .{3,80} at \S{3,40}@\S{3,40}",
        r"[A-Z][a-z]{2,8} \d{1,2}, \d{4} \d{2}:\d{2} E[SD]?T \(\d{2}:\d{2} GMT\)")),
    _row("BBC|BBC News|BBC Sport", "en"),
    _row("CBS News|ABC News|NBC News|Fox News|Sky News|CBC News|Al Jazeera|Deutsche Welle|France 24"
        "|Voice of America|VOA|Radio Free Europe/Radio Liberty|RFE/RL", "en"),
    _row("CNN|CNN Wire|CNNMoney|CNN Newsource|CNN en Español", "en es"),
    _row("NPR|National Public Radio", "en"),
    _row("ProPublica", "en"),
    _row("USA TODAY|USA Today Network", "en"),
    _row("CNS|Catholic News Service|Capitol News Service|City News Service", "en"),
    _row("Religion News Service|RNS", "en"),
    _row("Kaiser Health News|KHN|KFF Health News", "en"),
    _row("Stateline|States Newsroom|AlterNet|Inter Press Service|IPS|IRIN|The New Humanitarian|JTA"
        "|Jewish Telegraphic Agency", "en"),
    _row("Tribune News Service|TNS|Tribune Content Agency|McClatchy|McClatchy-Tribune"
        "|Creators Syndicate|King Features", "en"),
    _row("New York Times News Service|Washington Post News Service|The Conversation", "en"),
    _row("PA|PA Media|Press Association|PA Sport|PA Scotland", "en", ends=("end",),
        slugs=(r"\d{1,2} (?:HOME|POLITICS|FOREIGN|SPORT|CITY|COURTS|SHOWBIZ|SCOTLAND|ULSTER|WALES) [A-Z][\w-]{2,24}",)),
    _row("Canadian Press|CP|La Presse canadienne|Presse canadienne", "en fr",
        ends=("The Canadian Press", "La Presse canadienne")),
    _row("Australian Associated Press|AAP", "en"),
    _row("New Zealand Newswire|NZN|NZME|RNZ", "en"),
    _row("Pacnews", "en"),
    # German
    _row("dpa|Deutsche Presse-Agentur|dpa-AFX|dpa infocom|German Press Agency", "de en es ar", opens=True,
        slugs=DPA_SLUGS,
        closings=DPA_CLOSINGS, cuts=DPA_CUTS),
    _row("KNA|epd|SID|Sport-Informations-Dienst|Katholische Nachrichten-Agentur|Evangelischer Pressedienst"
        "|RedaktionsNetzwerk Deutschland|RND", "de", opens=True, closings=(r"(?:epd|KNA|SID)(?: [a-z]{2,4}){1,4}",)),
    _row("APA|Austria Presse Agentur|APA-OTS", "de", opens=True, ends=("(APA)", "(Schluss)"), slugs=APA_SLUGS,
        closings=(r"\(?Schluss\)? ?[a-z]{2,4}(?:[/ ][a-z]{2,4}){0,3}",)),
    _row("SDA|ATS|Keystone-SDA|Keystone-ATS|Schweizerische Depeschenagentur|awp", "de fr it", opens=True,
        ends=("(SDA)", "(ATS)", "/ATS", "/SDA"),
        closings=(r"\((?:SDA|ATS|sda|ats|Keystone-SDA|Keystone-ATS)(?:/[a-z]{2,4})?(?: [a-z]{2,4}){0,3}\)",
        r"\d{6} [a-z]{3} \d{2}")),
    # French
    _row("AFP|Agence France-Presse|أ ف ب|أ.ف.ب|فرانس برس|АФП|法新社|ＡＦＰ|AFP通信|AFP時事|AFP=時事",
        "fr en es de pt ar", slugs=(r"ATTENTION - .{3,100} ?///",), closings=(r"AFP",)),
    _row("Belga", "fr nl", opens=True, ends=("(Belga)", "BELGA")),
    _row("MAP|Maghreb Arabe Presse|Agence Marocaine de Presse|ومع|و م ع", "fr ar en", ends=("MAP",)),
    _row("APS|Algérie Presse Service|Agence de presse sénégalaise|واج|وأج", "fr ar"),
    _row("TAP|Tunis Afrique Presse|وات", "fr ar"),
    _row("APAnews|Panapress|PANA", "fr en"),
    # Spanish and Portuguese
    _row("EFE|Agencia EFE|EFECOM|EFEAGRO|EFEverde|EFE Salud", "es en ar pt", ends=("EFE", "Efe", "EFECOM")),
    _row("Europa Press", "es", opens=True),
    _row("Notimex|NTX", "es", ends=("NTX",)),
    _row("Prensa Latina|Télam|Telam|Andina|ABI|AVN|Colprensa|Agencia UNO|ACN|Agencia Reforma"
        "|Inforpress", "es"),
    _row("Agência Brasil|Agencia Brasil|Estadão Conteúdo|Folhapress|Agência Estado", "pt"),
    _row("Lusa|Agência Lusa", "pt", opens=True, ends=("Lusa/Fim", "Lusa/fim", "LUSA"),
        closings=(r"(?-i:[A-Z]{2,5}(?: ?\([A-Z/]{2,12}\))? // ?[A-Z]{2,5})\.?",)),
    # Italian
    _row("ANSA", "it en es", ends=("(ANSA)", "(ANSA)."),
        slugs=(r"ZCZC ?\d{2,5}/[A-Z]{2,4}.{0,20}", r"[A-Z] [A-Z]{3} [A-Z]\d[A-Z] [A-Z]{4}"),
        closings=(r"RED-[A-Z]{2,4}", r"\d{2}-[A-Z]{3}-\d{2} \d{2}:\d{2}(?: NNNN?)?", "NNNN?")),
    _row("Adnkronos|AGI|askanews|LaPresse|Radiocor|Italpress|DIRE|Agenzia Nova", "it"),
    # Netherlands and the north
    _row("ANP|Algemeen Nederlands Persbureau|Novum|BNO News", "nl", opens=True, ends=("(ANP)",)),
    _row("NTB|NTB scanpix", "nb", opens=True, ends=("(©NTB)", "(NTB)")),
    _row("TT|TT Nyhetsbyrån", "sv", ends=("(TT)", "/TT/", "TT")),
    _row("Ritzau|Ritzau Finans|Ritzau Bureau", "da", opens=True,
        ends=("/ritzau/", "/ritzau/AP", "/ritzau/Reuters", "/ritzau/AFP", "/ritzau/dpa", "/ritzau/TT")),
    _row("STT|Suomen Tietotoimisto|STT-Lehtikuva|FNB", "fi sv", ends=("(STT)", "STT")),
    _row("BNS|ELTA|LETA|ERR", "en lt lv et"),
    # Middle and south-eastern Europe
    _row("PAP|Polska Agencja Prasowa|PAP Biznes", "pl", ends=("(PAP)",),
        closings=(r"[a-z]{2,4}/ [a-z]{2,4}/(?: [a-z]{2,4}/)?",)),
    _row("ČTK|CTK|Česká tisková kancelář|TASR|SITA", "cs sk", ends=("(ČTK)",)),
    _row("MTI|Magyar Távirati Iroda", "hu", ends=("(MTI)",)),
    _row("AGERPRES|Mediafax|IPN|Moldpres", "ro", ends=("AGERPRES",), closings=(r"AGERPRES ?/ ?\([^()]{5,160}\)",)),
    _row("Hina|Tanjug|Танјуг|BETA|FoNet|FENA|SRNA|Срна|BTA|БТА|МИА", "hr sr bs sl mk bg sq"),
    _row("ANA-MPA|AMNA|ΑΠΕ-ΜΠΕ|ΑΠΕ|AMNA-MPA", "el en", opens=True),
    _row("Anadolu Agency|Anadolu|Anadolu Ajansı|AA|İHA|IHA|DHA|الأناضول|الاناضول", "tr en ar", ends=("(AA)",)),
    _row("Azertac|Armenpress|Interpressnews|Kazinform|Казинформ|КазТАГ|KABAR|UzA|УзА|Trend News Agency",
        "en ru az"),
    # Russian and Ukrainian
    _row("TASS|ТАСС|ITAR-TASS|ИТАР-ТАСС", "ru en", opens=True, ends=("/ТАСС/", "/TASS/")),
    _row("RIA Novosti|РИА Новости|РИА «Новости»|RIA|Sputnik", "ru en", opens=True),
    _row("Interfax|Интерфакс|INTERFAX.RU|Interfax-Ukraine|Интерфакс-Украина"
        "|Інтерфакс-Україна", "ru en uk", opens=True),
    _row("Ukrinform|Укрінформ|Укринформ|UNIAN|УНІАН|УНИАН|УНН|UNN", "uk en ru", opens=True),
    _row("BelTA|БЕЛТА|Росбалт|Rosbalt|REGNUM|Регнум|Прайм", "ru be en", opens=True),
    # Arabic, Hebrew, Persian
    _row("WAM|وام|Emirates News Agency", "ar en", opens=True, ends=("/وام/",),
        closings=(r"WAM/[^\W\d_][\w ./-]{1,40}",)),
    _row("SPA|Saudi Press Agency|واس", "ar en", opens=True, ends=("-- SPA", "--SPA", "// انتهى //"),
        closings=(r"\d{1,2}:\d{2} ?ت ?م(?: .{0,10})?",)),
    _row("SANA|سانا", "ar en", opens=True),
    _row("MENA|أ ش أ|أ.ش.أ|أش أ|Middle East News Agency", "ar en", opens=True),
    _row("KUNA|كونا", "ar en", opens=True, ends=("(النهاية)", "(end)")),
    _row("QNA|قنا|Petra|بترا|BNA|بنا|ONA|العمانية|NNA|الوكالة الوطنية للإعلام|INA|واع|WAFA|وفا|SUNA"
        "|سونا|سبأ|LANA", "ar en", opens=True),
    _row("د ب أ|د.ب.أ|أسوشيتد برس|أ ب|شينخوا|سبوتنيك|إفي", "ar"),
    _row("IRNA|ISNA|Mehr News|Fars News|Tasnim|ایرنا|ایسنا|مهر|تسنیم|فارس", "fa en"),
    # Africa
    _row("NAN|News Agency of Nigeria", "en", opens=True, ends=("(NAN)", "NAN"),
        closings=(r"\(NAN\) ?\((?:www\.)?nannews\.ng\)",)),
    _row("GNA|Ghana News Agency", "en", opens=True, ends=("GNA",),
        closings=(r"GNA", r"GNA/\d{1,2}.{3,20}")),
    _row("KBC|Kenya News Agency|ENA|Ethiopian News Agency|SAnews|South African Government News Agency"
        "|SAPA|Namibia Press Agency|NAMPA|ZANIS|New Ziana|ANGOP|Capital FM", "en sw pt", opens=True),
    # South Asia
    _row("PTI|Press Trust of India", "en hi", opens=True, closings=(r"PTI(?: [A-Z]{2,4}){1,5}",),
        slugs=(r"PTI(?:-| )?[A-Z]{3} ?\d{1,3}", r"[A-Z]{3} ?\d{1,3} PTI(?: [A-Z]{2,10}){0,3}")),
    _row("ANI|Asian News International|IANS|Indo-Asian News Service|UNI|United News of India", "en hi",
        opens=True, ends=("(ANI)", "--IANS"), closings=(r"--IANS", r"[a-z]{2,6}/[a-z]{2,6}(?:/[a-z]{2,6})?")),
    _row("भाषा|पीटीआई|वार्ता|आईएएनएस|एएनआई", "hi", opens=True, closings=(r"भाषा(?: [\u0900-\u097f]{2,20}){1,3}",)),
    _row("APP|Associated Press of Pakistan|INP", "en ur", opens=True),
    _row("BSS|UNB|বাসস|ইউএনবি|रासस|Lankapuvath|MIFCO", "en bn ne", opens=True),
    # East and South-East Asia
    _row("Xinhua|新华社|新華社|Xinhua News Agency|新华网|Синьхуа|신화통신|신화", "zh en",
        ends=("Enditem", "Item", "（完）", "(完)", "完")),
    _row("China News Service|中新社|中新网|中新網|人民网|央视新闻|环球网|CGTN|Ecns", "zh en",
        ends=("(完)", "（完）")),
    _row("CNA|Central News Agency|中央社|中通社", "zh en"),
    _row("美联社|美聯社|韩联社|韓聯社|共同社|俄新社|塔斯社|德新社|安莎社|埃菲社|彭博", "zh"),
    _row("Kyodo|Kyodo News|共同|共同通信|共同通信社|교도통신|교도", "ja en zh",
        ends=("==Kyodo", "=Kyodo", "==Kyodo News"), closings=(r"={1,2}Kyodo(?: News)?",)),
    _row("Jiji|Jiji Press|時事|時事通信|時事通信社|지지통신", "ja en", ends=("END", "(Jiji Press)"),
        closings=(r"（\d{4}/\d{2}/\d{2}-\d{2}:\d{2}）",)),
    _row("AP通信|タス通信|新華社通信|聯合ニュース|ＡＰ", "ja"),
    _row("Yonhap|Yonhap News|Yonhap News Agency|연합뉴스|聯合", "ko en", ends=("(END)", "(끝)"),
        closings=(r"\(끝\)", r"<?저작권자.{3,80}", r"제보는 카카오톡.{0,40}", r"\d{4}/\d{2}/\d{2} \d{2}:\d{2} 송고")),
    _row("Newsis|뉴시스|News1|뉴스1|KCNA|조선중앙통신", "ko"),
    _row("ANTARA|LKBN Antara|KBRN", "id en"),
    _row("Bernama", "ms en", opens=True, ends=("-- BERNAMA", "--BERNAMA", "— BERNAMA", "– BERNAMA", "BERNAMA"),
        closings=(r"[-–—]{1,2} ?BERNAMA",)),
    _row("VNA|TTXVN|Thông tấn xã Việt Nam|VNS", "vi en", ends=("./.", "VNA")),
    _row("PNA|Philippine News Agency|AKP|KPL|Montsame", "en", opens=True, ends=("(PNA)",)),
    # Wires of press releases
    _row("EurekAlert!|EurekAlert|AlphaGalileo|Informationsdienst Wissenschaft", "en de"),
    _row("PR Newswire|PRNewswire|PRNewswire-FirstCall|PRNewswire-USNewswire|PRNewswire-PRWeb"
        "|PRNewswire-Asia", "en", closings=FREE_WIRE_CLOSINGS),
    _row("Business Wire|BusinessWire", "en", closings=FREE_WIRE_CLOSINGS),
    _row("GlobeNewswire|GLOBE NEWSWIRE|Marketwire|Marketwired|Newswire|ACCESSWIRE|Newsfile Corp"
        "|Newsfile", "en"),
    _row("EIN Presswire|EINPresswire|EINPresswire.com|PRWeb|eReleases|Newswire.com|24-7PressRelease"
        "|NewMediaWire", "en"),
    _row("CNW|CNW Group|CNW Telbec|Canada NewsWire|Cision|Medianet|AsiaNet|JCN Newswire", "en fr"),
    _row("ots|news aktuell|presseportal", "de", opens=True),
)  # fmt: skip
"""Every agency."""
