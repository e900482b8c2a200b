"""List the names of months and weekdays in the languages that agencies write in."""

from generator.intake.wire.word_sets import words_in

MONTH_NAMES: dict[str, str] = {
    "en": (
        "january/jan, february/feb, march/mar, april/apr, may, june/jun, july/jul, august/aug, "
        "september/sep/sept, october/oct, november/nov, december/dec"
    ),
    "de": (
        "januar/jan/jänner/jän, februar/feb/feber, märz/mär/mrz, april/apr, mai, juni/jun, juli/jul, august/aug, "
        "september/sept/sep, oktober/okt, november/nov, dezember/dez"
    ),
    "fr": (
        "janvier/janv, février/févr/fév, mars, avril/avr, mai, juin, juillet/juil/juill, août, septembre/sept, "
        "octobre/oct, novembre/nov, décembre/déc"
    ),
    "es": (
        "enero/ene, febrero/feb, marzo/mar, abril/abr, mayo/may, junio/jun, julio/jul, agosto/ago, "
        "septiembre/sept/setiembre/set/sep, octubre/oct, noviembre/nov/noviem, diciembre/dic"
    ),
    "it": (
        "gennaio/gen, febbraio/feb, marzo/mar, aprile/apr, maggio/mag, giugno/giu, luglio/lug, agosto/ago, "
        "settembre/set/sett, ottobre/ott, novembre/nov, dicembre/dic"
    ),
    "pt": (
        "janeiro/jan, fevereiro/fev, março/mar, abril/abr, maio/mai, junho/jun, julho/jul, agosto/ago, "
        "setembro/set, outubro/out, novembro/nov, dezembro/dez"
    ),
    "ca": (
        "gener/gen, febrer/febr, març, abril/abr, maig, juny, juliol/jul, agost/ag, setembre/set, octubre/oct, "
        "novembre/nov, desembre/des"
    ),
    "gl": (
        "xaneiro/xan, febreiro/feb, marzo/mar, abril/abr, maio, xuño, xullo/xul, agosto/ago, setembro/set, "
        "outubro/out, novembro/nov, decembro/dec"
    ),
    "nl": (
        "januari/jan, februari/feb, maart/mrt, april/apr, mei, juni/jun, juli/jul, augustus/aug, september/sep, "
        "oktober/okt, november/nov, december/dec"
    ),
    "da": (
        "januar/jan, februar/feb, marts/mar, april/apr, maj, juni/jun, juli/jul, august/aug, september/sep, "
        "oktober/okt, november/nov, december/dec"
    ),
    "nb": (
        "januar/jan, februar/feb, mars/mar, april/apr, mai, juni/jun, juli/jul, august/aug, september/sep, "
        "oktober/okt, november/nov, desember/des"
    ),
    "sv": (
        "januari/jan, februari/feb, mars, april/apr, maj, juni, juli, augusti/aug, september/sep, oktober/okt, "
        "november/nov, december/dec"
    ),
    "fi": (
        "tammikuuta/tammi/tammikuu, helmikuuta/helmi/helmikuu, maaliskuuta/maalis/maaliskuu, "
        "huhtikuuta/huhti/huhtikuu, toukokuuta/touko/toukokuu, kesäkuuta/kesä/kesäkuu, heinäkuuta/heinä/heinäkuu, "
        "elokuuta/elo/elokuu, syyskuuta/syys/syyskuu, lokakuuta/loka/lokakuu, marraskuuta/marras/marraskuu, "
        "joulukuuta/joulu/joulukuu"
    ),
    "is": (
        "janúar/jan, febrúar/feb, mars/mar, apríl/apr, maí, júní/jún, júlí/júl, ágúst/ágú, september/sep, "
        "október/okt, nóvember/nóv, desember/des"
    ),
    "pl": (
        "stycznia/sty/styczeń, lutego/lut/luty, marca/mar/marzec, kwietnia/kwi/kwiecień, maja/maj, "
        "czerwca/cze/czerwiec, lipca/lip/lipiec, sierpnia/sie/sierpień, września/wrz/wrzesień, "
        "października/paź/październik, listopada/lis/listopad, grudnia/gru/grudzień"
    ),
    "cs": (
        "ledna/led/leden, února/úno/únor, března/bře/březen, dubna/dub/duben, května/kvě/květen, "
        "června/čvn/červen, července/čvc/červenec, srpna/srp/srpen, září/zář, října/říj/říjen, "
        "listopadu/lis/listopad, prosince/pro/prosinec"
    ),
    "sk": (
        "januára/jan/január, februára/feb/február, marca/mar/marec, apríla/apr/apríl, mája/máj, júna/jún, "
        "júla/júl, augusta/aug/august, septembra/sep/september, októbra/okt/október, novembra/nov/november, "
        "decembra/dec/december"
    ),
    "hu": (
        "január/jan, február/febr, március/márc, április/ápr, május/máj, június/jún, július/júl, augusztus/aug, "
        "szeptember/szept, október/okt, november/nov, december/dec"
    ),
    "ro": (
        "ianuarie/ian, februarie/feb, martie/mar, aprilie/apr, mai, iunie/iun, iulie/iul, august/aug, "
        "septembrie/sept, octombrie/oct, noiembrie/nov, decembrie/dec"
    ),
    "hr": (
        "siječnja/sij/siječanj, veljače/velj/veljača, ožujka/ožu/ožujak, travnja/tra/travanj, "
        "svibnja/svi/svibanj, lipnja/lip/lipanj, srpnja/srp/srpanj, kolovoza/kol/kolovoz, rujna/ruj/rujan, "
        "listopada/lis/listopad, studenoga/stu/studeni, prosinca/pro/prosinac"
    ),
    "sl": (
        "januar/jan/januarja, februar/feb/februarja, marec/mar/marca, april/apr/aprila, maj/maja, "
        "junij/jun/junija, julij/jul/julija, avgust/avg/avgusta, september/sep/septembra, oktober/okt/oktobra, "
        "november/nov/novembra, december/dec/decembra"
    ),
    "sr-Latn": (
        "januar/jan/januara, februar/feb/februara, mart/mar/marta, april/apr/aprila, maj/maja, jun/juna, "
        "jul/jula, avgust/avg/avgusta, septembar/sep/septembra, oktobar/okt/oktobra, novembar/nov/novembra, "
        "decembar/dec/decembra"
    ),
    "sr": (
        "јануар/јан/јануара, фебруар/феб/фебруара, март/мар/марта, април/апр/априла, мај/маја, јун/јуна, "
        "јул/јула, август/авг/августа, септембар/сеп/септембра, октобар/окт/октобра, новембар/нов/новембра, "
        "децембар/дец/децембра"
    ),
    "bg": (
        "януари/яну, февруари/фев, март, април/апр, май, юни, юли, август/авг, септември/сеп, октомври/окт, "
        "ноември/ное, декември/дек"
    ),
    "mk": (
        "јануари/јан, февруари/фев, март/мар, април/апр, мај, јуни/јун, јули/јул, август/авг, септември/сеп, "
        "октомври/окт, ноември/ное, декември/дек"
    ),
    "ru": (
        "января/янв/январь, февраля/февр/фев/февраль, марта/мар/март, апреля/апр/апрель, мая/май, июня/июн/июнь, "
        "июля/июл/июль, августа/авг/август, сентября/сент/сен/сентябрь, октября/окт/октябрь, ноября/нояб/ноя/ноябрь, "
        "декабря/дек/декабрь"
    ),
    "uk": (
        "січня/січ/січень, лютого/лют/лютий, березня/бер/березень, квітня/квіт/квітень, травня/трав/травень, "
        "червня/черв/червень, липня/лип/липень, серпня/серп/серпень, вересня/вер/вересень, жовтня/жовт/жовтень, "
        "листопада/лист/листопад, грудня/груд/грудень"
    ),
    "be": (
        "студзеня/сту/студзень, лютага/лют/люты, сакавіка/сак/сакавік, красавіка/кра/красавік, мая/май, "
        "чэрвеня/чэр/чэрвень, ліпеня/ліп/ліпень, жніўня/жні/жнівень, верасня/вер/верасень, "
        "кастрычніка/кас/кастрычнік, лістапада/ліс/лістапад, снежня/сне/снежань"
    ),
    "el": (
        "ιανουαρίου/ιαν/ιανουάριοσ, φεβρουαρίου/φεβ/φεβρουάριοσ, μαρτίου/μαρ/μάρτιοσ/μάρ, απριλίου/απρ/απρίλιοσ, "
        "μαΐου/μαΐ/μάιοσ/μάι, ιουνίου/ιουν/ιούνιοσ/ιούν, ιουλίου/ιουλ/ιούλιοσ/ιούλ, "
        "αυγούστου/αυγ/αύγουστοσ/αύγ, σεπτεμβρίου/σεπ/σεπτέμβριοσ, οκτωβρίου/οκτ/οκτώβριοσ, "
        "νοεμβρίου/νοε/νοέμβριοσ/νοέ, δεκεμβρίου/δεκ/δεκέμβριοσ"
    ),
    "tr": (
        "ocak/oca, şubat/şub/subat, mart/mar, nisan/nis, mayıs/may/mayis, haziran/haz, temmuz/tem, "
        "ağustos/ağu/agustos, eylül/eyl/eylul, ekim/eki, kasım/kas/kasim, aralık/ara/aralik"
    ),
    "az": (
        "yanvar/yan, fevral/fev, mart/mar, aprel/apr, may, iyun/iyn, iyul/iyl, avqust/avq, sentyabr/sen, "
        "oktyabr/okt, noyabr/noy, dekabr/dek"
    ),
    "lt": (
        "sausio/saus/sausis, vasario/vas/vasaris, kovo/kov/kovas, balandžio/bal/balandis, gegužės/geg/gegužė, "
        "birželio/birž/birželis, liepos/liep/liepa, rugpjūčio/rugp/rugpjūtis, rugsėjo/rugs/rugsėjis, "
        "spalio/spal/spalis, lapkričio/lapkr/lapkritis, gruodžio/gruod/gruodis"
    ),
    "lv": (
        "janvāris/janv, februāris/febr, marts, aprīlis/apr, maijs, jūnijs/jūn, jūlijs/jūl, augusts/aug, "
        "septembris/sept, oktobris/okt, novembris/nov, decembris/dec"
    ),
    "et": (
        "jaanuar/jaan, veebruar/veebr, märts, aprill/apr, mai, juuni, juuli, august/aug, september/sept, "
        "oktoober/okt, november/nov, detsember/dets"
    ),
    "sq": (
        "janar/jan, shkurt/shk, mars/mar, prill/pri, maj, qershor/qer, korrik/korr, gusht/gush, shtator/sht, "
        "tetor/tet, nëntor/nën, dhjetor/dhj"
    ),
    "id": (
        "januari/jan, februari/feb, maret/mar, april/apr, mei, juni/jun, juli/jul, agustus/agu, september/sep, "
        "oktober/okt, november/nov, desember/des"
    ),
    "ms": (
        "januari/jan, februari/feb, mac, april/apr, mei, jun, julai/jul, ogos/ogo, september/sep, oktober/okt, "
        "november/nov, disember/dis"
    ),
    "sw": (
        "januari/jan, februari/feb, machi/mac, aprili/apr, mei, juni/jun, julai/jul, agosti/ago, septemba/sep, "
        "oktoba/okt, novemba/nov, desemba/des"
    ),
    "ar": "يناير, فبراير, مارس, أبريل, مايو, يونيو, يوليو, أغسطس, سبتمبر, أكتوبر, نوفمبر, ديسمبر",
    "ar-DZ": "جانفي, فيفري, مارس, أفريل, ماي, جوان, جويلية, أوت, سبتمبر, أكتوبر, نوفمبر, ديسمبر",
    "ar-MA": "يناير, فبراير, مارس, أبريل, ماي, يونيو, يوليوز, غشت, شتنبر, أكتوبر, نونبر, دجنبر",
    "ar-SY": "كانون الثاني, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول, تشرين الأول, تشرين الثاني, كانون الأول",
    "fa": "ژانویه, فوریه, مارس, آوریل, مه, ژوئن, ژوئیه, اوت, سپتامبر, اکتبر, نوامبر, دسامبر",
    "he": (
        "ינואר/ינו, פברואר/פבר, מרץ, אפריל/אפר, מאי, יוני, יולי, אוגוסט/אוג, ספטמבר/ספט, אוקטובר/אוק, נובמבר/נוב, "
        "דצמבר/דצמ"
    ),
    "hi": (
        "जनवरी/जन, फ़रवरी/फ़र, मार्च, अप्रैल, मई, जून, जुलाई/जुल, अगस्त/अग, सितंबर/सित, अक्टूबर/अक्टू, नवंबर/नव, "
        "दिसंबर/दिस"
    ),
    "bn": (
        "জানুয়ারি/জানু, ফেব্রুয়ারি/ফেব, মার্চ, এপ্রিল/এপ্রি, মে, জুন, জুলাই/জুল, আগস্ট/আগ, "
        "সেপ্টেম্বর/সেপ/সেপ্ট, অক্টোবর/অক্টো, নভেম্বর/নভে, ডিসেম্বর/ডিসে"
    ),
    "ur": "جنوری, فروری, مارچ, اپریل, مئی, جون, جولائی, اگست, ستمبر, اکتوبر, نومبر, دسمبر",
}  # fmt: skip
"""Language -> its twelve months, each with its usual forms and abbreviations, casefolded."""

WEEKDAYS = words_in(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun montag
    dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi
    dimanche lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato
    domenica segunda-feira terça-feira quarta-feira quinta-feira sexta-feira maandag dinsdag woensdag donderdag
    vrijdag zaterdag zondag mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag
    maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina poniedziałek wtorek środa
    czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle hétfő kedd szerda csütörtök péntek
    szombat vasárnap luni marți miercuri joi vineri sâmbătă duminică ponedjeljak ponedeljak utorak srijeda sreda
    četvrtak petak subota nedjelja nedelja понедельник вторник среда четверг пятница суббота воскресенье понеділок
    вівторок середа четвер п’ятниця субота неділя понеделник сряда четвъртък петък събота неделя δευτέρα τρίτη
    τετάρτη πέμπτη παρασκευή σάββατο κυριακή pazartesi salı çarşamba perşembe cuma cumartesi pazar senin selasa rabu
    kamis jumat sabtu minggu isnin khamis jumaat ahad الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت
    """
)
"""Weekdays, casefolded. English ones may be abbreviated."""
