"""A line that asks to be kept back is told from a sentence about embargoes, in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.intake.languages.words import ROWS
from generator.intake.wire.embargoes import find_possible_embargoes
from generator.intake.wire.lines import number_lines
from generator.intake.wire.restraint import is_no_embargo, read_restraint
from generator.intake.wire.restraint_words import Place

HEAD_LINES = """
Under embargo until Thursday, May 6
Kindly note: embargo
Embargo lifts 9 a.m. Thursday
NOT FOR USE BEFORE 2200 GMT MAY 5
Not for release before May 6
For use Thursday, May 6
ADVANCE FOR USE THURSDAY, MAY 6, 2027, AND LATER
For Thursday release
For Monday's papers
Release date: May 6
To be published May 6
Do not run before Thursday
Please do not publish until we say so
DO NOT POST
Hold for release
HOLD FOR THURSDAY A1
HFR
On hold
DRAFT 3
Second draft
Draft only
NOT YET LAWYERED
Needs legal
Confidential
STRICTLY CONFIDENTIAL
*** EMBARGO *** Thursday
[EMBARGOED]
Eds: For use Thursday, May 6.
Sperrfrist: 6. Mai, 9 Uhr
Frei ab 6. Mai 2027
Sous embargo jusqu'au 6 mai à 9 h
EMBARGADO HASTA EL 6 DE MAYO
Sob embargo até 6 de maio
Embargo fino al 6 maggio
Onder embargo tot 6 mei
Under klausul til 6. maj
Эмбарго до 6 мая
Не публиковать до 6 мая
Ембарго до 6 травня
解禁：2027年5月6日
5月6日まで公開禁止
엠바고: 5월 6일
5월 6일까지 엠바고
禁止发布 5月6日前
حظر النشر حتى 6 مايو
אמברגו עד 6 במאי
6 Mayıs'a kadar ambargolu
For release on delivery
Release upon conclusion of the trial
Publish only after the vote
To be used only if he dies
Obituary - hold until death confirmed
Web: hold until Thursday 5 a.m.
Print first - not online until Thursday
Not for publication, broadcast or use on social media before 00:01 on 6 May
Please don't go live until I say so
Wait for my go before posting
Waiting on legal
Placeholder
Confidential until announced
Not ok to run yet
Don't run without photo
Legal has not signed off
Reporting restrictions apply until 6 May
For Thursday's website
Thursday web, Friday print
Moves Thursday
Embargo lifts when minister stands up
Version 2 - not final
Pre-release copy
Park this
Noch nicht veröffentlichen!
**Noch nicht veröffentlichen!**
Erst nach der Sitzung veröffentlichen
Online erst ab 18 Uhr
Publier après 18h
Ne pas publier sans accord
Esperar luz verde
Aún no publicar
Ainda não publicar
Aguardando aprovação do jurídico
Da pubblicare martedì
Nog niet plaatsen
Publiceren na dinsdag
Jeszcze nie publikować
Wstrzymać do wtorku
確定まで掲載保留
デスク確認待ち
掲載は5月6日以降
Пока не публиковать
Поки не публікувати
Henüz yayımlamayın
في انتظار الموافقة
अभी प्रकाशित न करें
প্রকাশের জন্য নয়
৬ মে-র আগে প্রকাশ করা যাবে না
اشاعت کے لیے نہیں
6 مئی سے پہلے شائع نہ کریں
மே 6 வரை வெளியிட வேண்டாம்
Nezverejňovať pred 6. májom 2027
Nije za objavu prije 6. svibnja 2027.
Не објављивати пре 6. маја 2027.
Tunggu persetujuan
Subiri idhini
승인 전 보도 금지
周二前不要发
Thursday advance
For AMs Thursday
HFR May 6
Pub: May 6
Publication : jeudi 6h
Subject: Fwd: EMBARGOED: Bay employment up
[Desk: not before the verdict pls]
%% not for release until Thursday %%
A valider par le juridique
Papier à garder pour dimanche
Só publicar depois das 18h
Publicar domingo, 9 de maio
Przed autoryzacją
Vorab - frei ab 18 Uhr
5月6日朝刊用
【縛り】5月6日
5月6日朝刊縛り
縛りあり
禁止在5月6日前发表
Május 6-jéig embargós
Dilarang tayang sebelum 6 Mei 2027 pukul 06.00
Usichapishe kabla ya Mei 6
For Thursday, May 6
Thursday only
Run Thursday
Not for web until Thursday
Wait for the editor's OK
Legal hold
v3 DRAFT
Ne pas publier avant jeudi
No publicar antes del jueves
Bitte nicht vor Donnerstag veröffentlichen
Niet voor publicatie voor donderdag
Får ej publiceras före torsdag
Не публиковать до четверга
يحظر النشر قبل الخميس
5月6日まで禁止
请于5月6日后发布
Hold this until the council has voted
KILL
KILL - new version to come
Not yet for release
DO NOT MOVE
Web version - not for print
Needs a second legal read
Awaiting the lawyer's sign-off
Third draft, May 5
Confidential until May 6
To run Thursday, May 6
Run date: May 6
Slated for Thursday
Moved in advance for use Thursday, May 6
This column is under embargo.
These results are strictly embargoed
The attached study is not for publication
Under NDA until May 6
Background interview, not for publication
Απαγόρευση δημοσίευσης έως 6 Μαΐου
Không phát hành trước ngày 6 tháng 5
6 मई तक प्रतिबंधित
ห้ามเผยแพร่ก่อน 6 พฤษภาคม
""".strip().split("\n")

HEADLINES = """
EMBARGO Harbor jobs rise
EMBARGOED: Harbor jobs rise
[EMBARGOED] Harbor jobs rise
(Embargo 9 a.m. May 6) Harbor jobs rise
HOLD - Harbor jobs rise
HOLD FOR THURSDAY B2
DRAFT: Harbor jobs rise
DRAFT -- NOT FOR PUBLICATION
Do not publish - Harbor jobs rise
NOT FOR RELEASE
Harbor jobs rise (EMBARGOED)
Harbor jobs rise [DRAFT]
Harbor jobs rise - HOLD UNTIL THURSDAY
SPERRFRIST: Mehr Stellen am Hafen
SOUS EMBARGO - Le port recrute
Harbor jobs rise *** NOT FOR PUBLICATION ***
Harbor jobs rise v3 DRAFT
Der Hafen wächst ENTWURF
""".strip().split("\n")

STORIES = """
Embargo on lobster ends after 12 years
Fish embargo until 2031 would cost the bay $9 million
Embargo until 2031 would cost the bay $9 million, study says
EMBARGO ENDS AFTER 12 YEARS
Embargo until 2031 hurts farms
Эмбарго до 2031 года продлено
Gulls ready for NFL DRAFT
FRANK B. HALL <FBH> OFFERS NEW SERVICE
KILL! KILL! A band plays again
Hold the applause, director says
Hold until golden brown
Hold for 3 minutes
Hold for a vote, says yoga teacher
Run for Sunday's marathon begins at 7 a.m.
Schedule for Dec. 1: three games
Park this summer in Dallas
Wednesday paper clips: a history
Legal weed sales rise
Moves Tuesday could end strike
Not before Christmas, says mayor
Pas avant mardi, dit le maire
Wait for my call, mother told him
Attendre mardi: les usagers du tram patientent
Publier mardi ou jamais
Todavía no hay acuerdo
Nur für Frauen: neuer Club
Pending home sales rise
Print shop burns down
Draft horses return to the mill
Basketball draft: Gulls take Doe ninth
Under embargo for 12 years, the island waits
Release of the report moves to May 6
Advance for women in 2027 race
Do not feed the gulls, town says
On hold: pier plan waits for money
Embargo: How the island got by
Confidential files found in attic
Publication of the budget set for May 6
Embargo-Streit geht weiter
Sperrfrist für Impfungen endet 2031
Not before time: council acts
Vent d'ouest: 40 nœuds
""".strip().split("\n")

SENTENCES = """
The embargo on lobster has lasted 12 years.
Embargo talks failed on Thursday, officials said.
Hold the pan over the flame until golden.
The draft came back from the lawyers on May 6.
Embargoed cargo was found on the pier.
For release of the crew, 3 million was paid.
Do not use the lift until help comes.
""".strip().split("\n")


@pytest.mark.parametrize("line", HEAD_LINES)
def test_a_line_of_the_head_asks_to_be_kept_back(line: str) -> None:
    assert read_restraint(line, Place.HEAD) is not None


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_asks_to_be_kept_back(headline: str) -> None:
    assert read_restraint(headline, Place.HEADLINE) is not None


@pytest.mark.parametrize("headline", STORIES)
def test_a_headline_about_such_things_does_not(headline: str) -> None:
    assert read_restraint(headline, Place.HEADLINE) is None


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_the_story_does_not(sentence: str) -> None:
    assert read_restraint(sentence, Place.BODY) is None


@pytest.mark.parametrize(
    ("line", "moment", "rest"),
    [
        ("EMBARGOED FOR RELEASE: 9:30 A.M. EDT, THURSDAY, MAY 6, 2027", "9:30 A.M. EDT, THURSDAY, MAY 6, 2027", ""),
        ("Embargo: 00.01hrs Thursday 6th May 2027", "00:01 Thursday 6th May 2027", ""),
        ("Embargoed until 9 a.m. (ET) May 6, 2027. Sent to all desks", "9 a.m. (ET) May 6, 2027", "Sent to all desks"),
        ("EMBARGOED UNTIL MAY 6, 2027 - Harbor jobs rise", "MAY 6, 2027", "Harbor jobs rise"),
        ("Do not publish before May 6, 2027", "May 6, 2027", ""),
        ("Release: May 6, 2027", "May 6, 2027", ""),
        ("Do not publish before Thursday", "", ""),
        ("Embargo: when the minister speaks", "", ""),
    ],
)
def test_an_instant_that_can_be_read_is_named(line: str, moment: str, rest: str) -> None:
    found = read_restraint(line, Place.HEAD)
    assert found is not None
    assert (found.moment, found.rest) == (moment, rest)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_every_language_keeps_back_a_line_with_its_words(row) -> None:  # type: ignore[no-untyped-def]
    for phrase in (row.embargo.split("|")[0], row.forbidden.split("|")[0]):
        assert read_restraint(phrase.upper(), Place.HEAD) is not None, phrase
        assert read_restraint(f"{phrase.capitalize()}: 6.5.2027", Place.HEAD) is not None, phrase


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.code)
def test_every_language_has_a_way_out(row) -> None:  # type: ignore[no-untyped-def]
    assert all(is_no_embargo(word) for word in row.none.split("|"))
    assert read_restraint(f"Embargo: {row.none.split('|')[0]}", Place.HEAD) is None


@given(st.text(max_size=300), st.sampled_from(list(Place)))
def test_no_line_raises(line: str, place: Place) -> None:
    read_restraint(line, place)


def test_the_last_line_of_a_wrapped_sentence_on_an_embargo_is_no_restraint() -> None:
    assert read_restraint("the 1957 embargo.", Place.BODY) is None
    assert read_restraint("since the 1981-82 grain embargo.", Place.BODY) is None
    assert read_restraint("10位 ステキな金縛り", Place.BODY) is None


@pytest.mark.parametrize(
    "line",
    [
        "hold a public hearing on the draft budget on March 13 and 14,",
        'hold a special meeting on July 28 to review a "plan"',
        "hold. The talks were announced in December, after Carter",
    ],
)
def test_a_line_that_goes_on_with_a_wrapped_sentence_is_no_restraint(line: str) -> None:
    above = "The ruling party decided that the lower house would be asked to"
    copy = f"BUDGET HEARING\n\n{above}\n{line}\nofficials said on Monday.\n"
    assert list(find_possible_embargoes(number_lines(copy), "BUDGET HEARING", (), "a.txt")) == []
    own = copy.replace("would be asked to\n", "would not be asked.\n\n").replace(line, "hold until March 13")
    assert list(find_possible_embargoes(number_lines(own), "BUDGET HEARING", (), "a.txt"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Subject to approval, the ferry will run in May.",
        "Awaiting approval, the council has put off the vote.",
        "Pending review, both piers stay closed.",
        "Wait until you hear him sing.",
        "Wait until you hear him on Sunday.",
        "Wait until you see what the photo shows.",
        "Wait until you meet her family.",
    ],
)
def test_the_beginning_of_an_ordinary_sentence_is_no_restraint(sentence: str) -> None:
    text = f"A new tenor\n\n{sentence}\n\nThe hall was full."
    assert list(find_possible_embargoes(number_lines(text), "A new tenor", (), "a.txt")) == []


@pytest.mark.parametrize(
    "note",
    [
        "Subject to approval",
        "Subject to legal approval.",
        "Subject to approval, please hold.",
        "Subject to approval, run on Sunday in the paper.",
        "Awaiting approval, do not publish",
        "Wait until you hear from the desk",
        "Wait until you hear back from legal.",
        "Hold until you hear from legal",
        "Wait until Dec. 1",
    ],
)
def test_a_note_with_the_same_beginning_is_one(note: str) -> None:
    text = f"A new tenor\n\n{note}\n\nThe hall was full."
    assert [one.line for one in find_possible_embargoes(number_lines(text), "A new tenor", (), "a.txt")] == [3]


@pytest.mark.parametrize(
    "line",
    [
        "Zu veröffentlichen nicht vor Montag, 6 Uhr",
        "À publier pas avant lundi 6h",
        "Publicar no antes del lunes a las 6",
        "Publicar só a partir de segunda-feira",
        "Pas publiceren na maandag 6 uur",
        "Da pubblicare non prima di lunedì alle 6",
        "Publikować nie wcześniej niż w poniedziałek o 6",
        "Julkaistavissa aikaisintaan maanantaina klo 6",
        "Må tidligst bringes mandag kl. 6",
    ],
)
def test_the_earliest_day_in_other_languages_is_a_restraint(line: str) -> None:
    assert read_restraint(line, Place.HEAD) is not None


@pytest.mark.parametrize("key", ["post_id: 1234", "post id: 1234", "release_type: 2", "run number: 12"])
def test_the_number_of_a_post_is_no_time_of_release(key: str) -> None:
    assert read_restraint(key, Place.HEADLINE) is None


@pytest.mark.parametrize(
    "note",
    [
        "[LAWYERS STILL TO CLEAR]",
        "Legal still needs to approve",
        "Copy desk to read",
        "*** TOM: do not run this before Kate has spoken to the lawyer ***",
        "[Ann - don't publish the story until I have called the mayor]",
        "STRICTLY PRIVATE & CONFIDENTIAL UNTIL 0700 GMT 6 MAY 2027",
        "DO NOT PUBLISH, AWAITING COMMENT",
        "NO PUBLICAR TODAVÍA, FALTA CONFIRMAR",
        "[[ KATE - this needs another call to the state, don't put it up yet ]]",
        "Release: Upon receipt of vote count",
        "NE PAS DIFFUSER POUR L'INSTANT",
        "※ 5월 6일 조간부터 보도하여 주시기 바랍니다",
        "KILL KILL KILL",
        "A kill is mandatory.",
        "--- NOTE TO COPY DESK: Hold this until I hear back from the chair. I expect to hear by 6 tonight, at the latest. ---",
        "** NEWSROOM USE ONLY - EXCLUSIVE TO SUNDAY PRINT EDITION **",
        "*** FAVOR DE NO SUBIR HASTA QUE AUTORICE LA MESA ***",
        "(papier à relire par le juridique avant mise en ligne)",
        "[Achtung: Zitate noch nicht autorisiert!]",
        "Freigabe durch Chefredaktion steht noch aus",
        "【内部稿，未经批准不得外传】",
        "انتشار پیش از ساعت ۱۰ چهارشنبه ممنوع",
        "Name withheld until next of kin are told - do not publish name",
    ],
)
def test_a_note_between_colleagues_is_a_restraint(note: str) -> None:
    assert read_restraint(note, Place.HEAD) is not None


@pytest.mark.parametrize(
    "words",
    [
        "EMBARGO LIFTED",
        "Embargo: lifted",
        "Embargo aufgehoben",
        "Embargo levantado",
        "Do not use it until the oven is hot.",
        "(Pell: Do not use my name)",
        "[Do not run with scissors]",
        "-- Not final until the review, the referee said --",
        "(Also on page 2: Navy ships on hold, still ready to attack)",
        "The lawyers have to clear the way for the merger.",
        "Lawyers to clear road of snow",
    ],
)
def test_what_says_that_there_is_none_or_speaks_of_other_things_is_none(words: str) -> None:
    assert read_restraint(words, Place.HEAD) is None
    assert read_restraint(words, Place.HEADLINE) is None


@pytest.mark.parametrize(
    "headline",
    [
        "Obituary: Ann Roe, 94 (PREPARED OBIT - DO NOT USE UNTIL DEATH CONFIRMED)",
        "Merger [LAWYERS STILL TO CLEAR]",
        "Ferry captain dies at 81 -- FAMILY NOT YET NOTIFIED",
    ],
)
def test_a_note_in_brackets_behind_a_headline_is_a_restraint(headline: str) -> None:
    assert read_restraint(headline, Place.HEADLINE) is not None
