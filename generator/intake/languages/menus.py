"""Words of the pages that copy is taken from: their menus, and the lines that lead to other pages, by language."""

from generator.intake.languages.phrases import Phrases

HOME = Phrases(
    {
        "en": "home|homepage|home page|front page|main menu|menu|main navigation|navigation",
        "de": "startseite|home|menü|navigation|hauptmenü",
        "fr": "accueil|menu|navigation|la une",
        "es": "inicio|portada|menú|home",
        "pt": "início|inicial|página inicial|capa|menu|home",
        "it": "home|home page|menu|prima pagina",
        "nl": "home|startpagina|voorpagina|menu",
        "sv": "hem|startsida|start|meny",
        "nb": "hjem|forside|forsiden|meny",
        "da": "hjem|forside|forsiden|menu",
        "fi": "etusivu|valikko",
        "pl": "strona główna|start|menu",
        "cs": "domů|úvod|hlavní stránka|menu",
        "hu": "kezdőlap|főoldal|címlap|menü",
        "ro": "acasă|prima pagină|meniu",
        "tr": "ana sayfa|anasayfa|menü",
        "el": "αρχική|μενού",
        "ru": "главная|меню|главная страница",
        "uk": "головна|меню|головна сторінка",
        "ar": "الرئيسية|الصفحة الرئيسية|القائمة",
        "he": "דף הבית|ראשי|תפריט",
        "hi": "होम|मुखपृष्ठ|मुख्य पृष्ठ",
        "id": "beranda|home",
        "vi": "trang chủ",
        "sw": "mwanzo|nyumbani",
        "ja": "ホーム|トップ|トップページ|メニュー",
        "zh": "首页|首頁|主页|菜单",
        "ko": "홈|메인|메뉴",
    }.values()
)
"""The first word of a menu, in small letters."""

ENTRIES = Phrases(
    {
        "en": "about|about us|contact|contact us|subscribe|sign in|log in|login|sign up|register|newsletters|"
        "newsletter|"
        "e-edition|e-paper|epaper|classifieds|jobs|obituaries|weather|video|videos|photos|podcasts|live|search|"
        "my account|account|sections|more|today's paper|advertise|events|calendar|nation|region|regional|national|"
        "international|us|u.s.|uk|money|style|tech|arts|real estate|cars|puzzles|games|cookie settings|breadcrumb",
        "de": "anmelden|abo|abonnieren|suche|kontakt|impressum|newsletter|wetter|e-paper|regional|ausland|"
        "inland|ratgeber",
        "fr": "s'abonner|se connecter|connexion|abonnez-vous|contact|recherche|météo|vidéos|newsletters|monde|france",
        "es": "suscríbete|iniciar sesión|buscar|contacto|vídeos|internacional|españa|nacional|opinión|newsletters",
        "pt": "assine|entrar|login|buscar|contato|vídeos|brasil|mundo|newsletters|esporte",
        "it": "abbonati|accedi|cerca|contatti|video|esteri|meteo",
        "pl": "zaloguj|szukaj|kontakt|prenumerata|sport|kraj|świat|region",
        "ja": "ログイン|検索|速報|社会|政治|経済|国際|スポーツ|地域|天気",
        "zh": "登录|搜索|国内|国际|财经|体育|社会",
        "hi": "देश|विदेश|खेल|राज्य|मनोरंजन",
    }.values()
)
"""What else a menu holds besides the names of sections, in small letters."""

ONWARD = Phrases(
    {
        "en": "read more|read also|also read|read next|read on|see also|see more|more on this|related|related story|"
        "related stories|related article|related articles|related news|related link|related links|related content|"
        "related coverage|more stories|recommended|recommended reading|you may also like|you might also like|"
        "don't miss|editor's pick|editors' picks|editor's picks|trending|more from this section|also see|"
        "suggested read|"
        "must read|must-read|further reading|related reading|watch also|also watch|more like this|similar stories",
        "de": "lesen sie auch|lesen sie hier|lesen sie mehr|mehr dazu|mehr zum thema|auch interessant|lesetipp|"
        "weiterlesen|das könnte sie auch interessieren|passend dazu|siehe auch|zum thema",
        "fr": "lire aussi|à lire aussi|a lire aussi|à lire également|lire également|à lire|sur le même sujet|"
        "voir aussi|"
        "à voir aussi|pour aller plus loin|lire plus|relire",
        "es": "lee también|lea también|leer también|leer más|lea más|lee más|te puede interesar|te recomendamos|"
        "le puede interesar|ver también|vea también|más información|relacionado|noticia relacionada|mira también",
        "pt": "leia também|leia mais|veja também|veja mais|saiba mais|relacionado|ler mais|leia ainda|confira também",
        "it": "leggi anche|leggi di più|leggi pure|vedi anche|guarda anche|potrebbe interessarti|approfondisci",
        "nl": "lees ook|lees meer|lees verder|bekijk ook|zie ook|ook interessant",
        "sv": "läs också|läs även|läs mer|se också",
        "nb": "les også|les mer|se også",
        "da": "læs også|læs mere|se også",
        "fi": "lue myös|lue lisää|katso myös",
        "pl": "czytaj też|czytaj także|czytaj również|czytaj więcej|zobacz też|zobacz także|zobacz również|"
        "przeczytaj też|"
        "przeczytaj także|przeczytaj również|polecamy|sprawdź też",
        "cs": "čtěte také|čtěte více|přečtěte si také|přečtěte si|viz také|mohlo by vás zajímat|související",
        "hu": "olvassa el ezt is|olvasta már|kapcsolódó|ezt is olvassa el|további részletek",
        "ro": "citește și|citeste si|citiți și|vezi și|citește mai mult",
        "hr": "pročitajte i|pročitajte još|pogledajte i|čitajte i",
        "tr": "ayrıca oku|ayrıca okuyun|ilgili haber|bunu da oku|devamını oku|i̇lgili haber",
        "el": "διαβάστε επίσης|διαβάστε ακόμη|διαβάστε ακόμα|δείτε επίσης|σχετικά",
        "ru": "читайте также|смотрите также|читать также|по теме|материалы по теме|подробнее",
        "uk": "читайте також|дивіться також|за темою|докладніше",
        "ar": "اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|اقرأ المزيد|شاهد أيضا|شاهد أيضًا|مواضيع ذات صلة",
        "he": "קראו גם|קראו עוד|ראו גם|כתבות נוספות",
        "hi": "यह भी पढ़ें|ये भी पढ़ें|इसे भी पढ़ें|और पढ़ें|संबंधित खबर|यह भी देखें",
        "id": "baca juga|baca selengkapnya|lihat juga|simak juga",
        "vi": "xem thêm|đọc thêm|tin liên quan",
        "sw": "soma pia|soma zaidi|tazama pia",
        "ja": "関連記事|あわせて読みたい|合わせて読みたい|こちらも読む|関連ニュース|続きを読む",
        "zh": "相关阅读|相關閱讀|延伸阅读|延伸閱讀|相关新闻|相關新聞|推荐阅读|更多阅读",
        "ko": "관련기사|관련 기사|함께 읽기|더보기|더 보기",
    }.values()
)
"""What opens a line that leads to another page, in small letters; a colon and the other page's headline follow."""
