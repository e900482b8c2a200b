"""Words that stand over a headline and say what kind of piece it is, by language."""

from generator.intake.languages.phrases import Phrases

KICKERS = Phrases(
    {
        "en": "editorial|opinion|op-ed|commentary|column|guest column|guest commentary|letter|letters|analysis|"
        "letter to the editor|letters to the editor|news analysis|feature|features|obituary|obituaries|sports|news|"
        "local news|local|business|world|world news|culture|arts|review|reviews|profile|interview|breaking news|"
        "breaking|exclusive|special report|investigation|our view|our opinion|my view|viewpoint|perspective|"
        "politics|"
        "weather|health|education|crime|courts|community|lifestyle|entertainment|travel|food|science|technology|"
        "q&a|explainer|fact check|in brief|briefs|update",
        "de": "leitartikel|kommentar|meinung|leserbrief|leserbriefe|analyse|glosse|reportage|porträt|nachruf|"
        "lokales|sport|politik|wirtschaft|kultur|feuilleton|gastbeitrag|eilmeldung|exklusiv",
        "fr": "éditorial|édito|tribune|opinion|analyse|chronique|courrier des lecteurs|portrait|reportage|enquête|"
        "sports|politique|économie|société|nécrologie|exclusif",
        "es": "editorial|opinión|análisis|columna|tribuna|carta al director|cartas al director|reportaje|"
        "entrevista|"
        "deportes|política|economía|cultura|sociedad|obituario|exclusiva|última hora",
        "pt": "editorial|opinião|análise|coluna|crónica|crônica|carta ao editor|reportagem|entrevista|esportes|"
        "desporto|política|economia|sociedade|obituário|exclusivo",
        "it": "editoriale|opinione|commento|analisi|lettera al direttore|lettere al direttore|reportage|intervista|"
        "sport|politica|economia|cronaca|cultura|esclusiva",
        "nl": "opinie|commentaar|hoofdredactioneel|analyse|column|ingezonden brief|reportage|interview|sport|"
        "politiek|economie|cultuur|exclusief",
        "sv": "ledare|krönika|debatt|insändare|analys|reportage|kultur|ekonomi|politik|nyheter",
        "nb": "leder|kronikk|kommentar|debatt|leserbrev|analyse|reportasje|nyheter",
        "da": "leder|kommentar|debat|læserbrev|analyse|reportage|nyheder",
        "fi": "pääkirjoitus|kolumni|mielipide|analyysi|kommentti|uutiset|urheilu",
        "pl": "opinia|komentarz|felieton|analiza|wywiad|reportaż|wiadomości|gospodarka|polityka",
        "ru": "мнение|колонка|комментарий|интервью|репортаж|анализ|редакционная статья|новости|спорт|политика",
        "tr": "başyazı|köşe yazısı|yorum|görüş|analiz|röportaj|spor|ekonomi|siyaset",
        "ja": "社説|コラム|論説|解説|寄稿|投書|書評|インタビュー",
        "zh": "社论|评论|社論|評論|专栏|專欄|来信|读者来信|分析|特稿|专访|專訪",
        "ko": "사설|칼럼|기고|해설|인터뷰|독자투고|논평|기획",
        "ar": "افتتاحية|رأي|تحليل|مقال|مقابلة|حوار|رياضة|اقتصاد",
    }.values()
)
"""The words in small letters."""
