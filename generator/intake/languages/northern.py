"""Languages of the north, the east and the southeast of Europe, in Latin and Greek letters."""

from generator.intake.languages.row import Row

NORTHERN = (
    Row(
        code="sv",
        speech="det talade ordet gäller",
        embargo="embargo|under embargo|pressembargo|spärrtid|spärrad",
        forbidden="under embargo till|embargo till|publiceras inte före|får inte publiceras|"
        "får ej publiceras|publiceras tidigast|publicera inte|"
        "ej för publicering|inte för publicering|publicera ej|spärrad till|publiceras ej före|inte före|ej före",
        hold="vänta|håll|hålls|avvakta|vilar|ligger på is|vänta till",
        draft="utkast|första utkast|arbetsversion|kladd|råmanus",
        release="publiceras den|publiceras|fri för publicering|publicering den|publiceringsdatum|släpps den|"
        "fri från|"
        "offentliggörs|för publicering",
        uncleared="ej redigerad|oredigerad|ej granskad|inte granskad|ej godkänd|inte godkänd|väntar på godkännande|"
        "konfidentiellt|internt|endast internt|ej korrläst|inte klar",
        until="till|före|tidigast|innan|tills|fram till|före|den|från|klockan|kl",
        none="ingen|inget|nej|hävt|inga",
        private="inte avsedd för publicering|inte avsett för publicering|ej avsedd för publicering|"
        "ej avsett för publicering|inte avsedda för publicering|endast för redaktionen|till redaktionen|"
        "meddelande till redaktionen",
        verification="för verifiering|endast för verifiering",
        sender="från|avsändare",
        sent="skickat|datum|skickades",
        to="till|kopia|svar till|mottagare|bilagor|bilaga",
        subject="ämne",
        reply="sv|vb|vs",
        forwarded="vidarebefordrat meddelande|ursprungligt meddelande|vidarebefordrat brev",
        wrote="skrev",
        greeting="hej|hejsan|bästa|käre|kära|god morgon|god dag|tjena|hallå",
        farewell="med vänliga hälsningar|med vänlig hälsning|vänliga hälsningar|vänligen|hälsningar|mvh|tack|"
        "tack på förhand|bästa hälsningar|allt gott",
        device="skickat från min|skickat från|hämta outlook",
        notice="detta meddelande|det här meddelandet|detta e-postmeddelande|denna e-post|sekretessmeddelande|"
        "tänk på miljön",
        reach="ring mig|mitt nummer|jag nås på|min mobil",
        letter="bifogat|bifogar|i bilagan|se bilaga|hör av dig|hör gärna av|kan ni publicera|kan du publicera|"
        "jag skickar|här kommer|tveka inte",
        press="pressmeddelande|pressrelease|pressinformation|nyhetsrelease|för omedelbar publicering|pressinbjudan",
        contact="presskontakt|kontakt|kontaktperson|kontaktuppgifter|för mer information|mer information|"
        "för ytterligare information|presstjänst|för frågor|pressansvarig|ytterligare information",
        about="om",
        ends="slut",
        notes="till redaktionen|noter till redaktören|not till redaktionen|information till redaktioner",
        event="tid|när|var|plats|pris|inträde|adress|anmälan|biljetter",
        history="på denna dag|dagens datum|för år sedan|den här dagen|ur arkivet",
    ),
    Row(
        code="nb",
        speech="det talte ord gjelder|sjekkes mot fremføring",
        embargo="embargo|under embargo|sperrefrist|pressesperre|sperret",
        forbidden="embargo til|under embargo til|sperret til|ikke publiser|ikke for publisering|"
        "må ikke publiseres|skal ikke publiseres|ikke til publisering|publiseres ikke før|ikke før",
        hold="vent|hold|holdes|på vent|avvent",
        draft="utkast|kladd|førsteutkast|foreløpig versjon",
        release="publiseres|publiseres den|kan publiseres|til publisering|publiseringsdato|frigis|offentliggjøres",
        uncleared="ikke redigert|uredigert|ikke lest|ikke godkjent|venter på godkjenning|konfidensielt|"
        "fortrolig|kun internt|intern bruk|ikke kvalitetssikret",
        until="til|inntil|tidligst|før|den|fra|kl",
        none="ingen|nei|opphevet",
        private="ikke beregnet på publisering|ikke ment for publisering|ikke beregnet for publisering|"
        "kun for redaksjonen|til redaksjonen|melding til redaksjonen",
        verification="for verifisering|kun for verifisering",
        sender="fra|avsender",
        sent="sendt|dato",
        to="til|kopi|svar til|mottaker|vedlegg",
        subject="emne",
        reply="sv|vs",
        forwarded="videresendt melding|opprinnelig melding|videresendt e-post",
        wrote="skrev",
        greeting="hei|kjære|god morgen|god dag|heisann|hallo",
        farewell="med vennlig hilsen|vennlig hilsen|hilsen|mvh|beste hilsen|takk|på forhånd takk|med hilsen",
        device="sendt fra min|sendt fra",
        notice="denne meldingen|denne e-posten|denne e-postmeldingen|innholdet i denne|tenk på miljøet",
        letter="vedlagt|jeg sender|kan dere publisere|kan du publisere|her kommer|ikke nøl|ta gjerne kontakt",
        press="pressemelding|pressemeddelelse|presseinvitasjon|til umiddelbar publisering",
        contact="pressekontakt|kontakt|kontaktperson|kontaktinformasjon|for mer informasjon|mer informasjon|"
        "ytterligere informasjon|for ytterligere informasjon|spørsmål",
        about="om",
        ends="slutt",
        notes="til redaksjonen|merknad til redaktører|noter til redaktør|informasjon til redaksjoner",
        event="tid|når|hvor|sted|pris|inngang|adresse|påmelding|billetter",
        history="på denne dag|for år siden|denne dagen|dagen i dag",
    ),
    Row(
        code="da",
        speech="det talte ord gælder",
        embargo="embargo|under embargo|klausul|klausuleret|pressespærring|spærret",
        forbidden="må tidligst bringes|må tidligst udgives|må først bringes|"
        "under klausul|klausuleret til|klausul til|embargo til|under embargo til|må ikke offentliggøres|"
        "må ikke publiceres|ikke til offentliggørelse|publiceres ikke før|offentliggøres ikke før|"
        "ikke til publicering|må ikke bringes|ikke før",
        hold="vent|afvent|på hold|holdes tilbage|i venteposition",
        draft="udkast|kladde|første udkast|foreløbig version",
        release="til offentliggørelse|til offentliggørelse den|offentliggøres|offentliggøres den|publiceres den|"
        "udgivelsesdato|frigives|kan bringes fra|fri til offentliggørelse",
        uncleared="ikke redigeret|uredigeret|ikke læst|ikke godkendt|afventer godkendelse|fortroligt|"
        "strengt fortroligt|kun internt|til intern brug|ikke faktatjekket",
        until="til|indtil|tidligst|før|den|fra|kl|til den",
        none="ingen|nej|ophævet|intet",
        private="ikke beregnet til offentliggørelse|ikke til offentliggørelse bestemt|"
        "ikke beregnet til publicering|"
        "kun for redaktionen|til redaktionen|besked til redaktionen",
        verification="til verifikation|kun til verifikation",
        sender="fra|afsender",
        sent="sendt|dato",
        to="til|cc|kopi|svar til|modtager|vedhæftede filer|vedhæftet",
        subject="emne",
        reply="sv|vs",
        forwarded="videresendt meddelelse|oprindelig meddelelse|videresendt besked|original meddelelse",
        wrote="skrev",
        greeting="hej|kære|godmorgen|goddag|god dag|hejsa",
        farewell="med venlig hilsen|venlig hilsen|mange hilsner|hilsen|mvh|bedste hilsner|venligst|tak|"
        "på forhånd tak|"
        "de bedste hilsner",
        device="sendt fra min|sendt fra|hent outlook",
        notice="denne e-mail|denne mail|denne meddelelse|denne besked er|fortrolighed|tænk på miljøet",
        letter="vedhæftet|vedlagt|jeg sender|hermed pressemeddelelse|hermed en pressemeddelelse|hermed følger|"
        "hermed sendes|kan i bringe|kan du bringe|her kommer|tøv ikke|i er velkomne",
        press="pressemeddelelse|presseinvitation|til øjeblikkelig offentliggørelse|nyhedsmeddelelse",
        contact="pressekontakt|kontakt|kontaktperson|for yderligere oplysninger|yderligere oplysninger|"
        "for yderligere information|yderligere information|mere information|kontaktoplysninger",
        about="om",
        ends="slut",
        notes="til redaktionen|note til redaktøren|noter til redaktører|note til redaktionen",
        event="tid|hvornår|hvor|sted|pris|entré|adresse|tilmelding|billetter",
        history="på denne dag|dagen i dag|for år siden|dengang",
    ),
    Row(
        code="fi",
        embargo="embargo|julkaisukielto|julkaisuvapaa|embargossa",
        forbidden="julkaistavissa aikaisintaan|julkaistaan aikaisintaan|"
        "embargo asti|julkaisukielto päättyy|ei julkaista|ei saa julkaista|ei julkaistavaksi|"
        "älä julkaise|älkää julkaisko|ei julkisuuteen ennen|ei julkisuuteen|julkaistavissa vasta",
        hold="odota|odottaa|pidossa|jäissä|pidä",
        draft="luonnos|ensimmäinen versio|alustava versio|keskeneräinen",
        release="julkaistavissa|julkaisuvapaa|julkaistaan|julkaisupäivä|julkaisuaika|vapaa julkaistavaksi|julki",
        uncleared="editoimaton|tarkistamaton|ei tarkistettu|ei hyväksytty|odottaa hyväksyntää|luottamuksellinen|"
        "vain sisäiseen käyttöön|sisäinen",
        until="asti|saakka|klo|alkaen|ennen|vasta",
        none="ei|ei ole|poistettu|ei embargoa",
        private="ei tarkoitettu julkaistavaksi|eivät ole tarkoitettu julkaistaviksi|"
        "ei ole tarkoitettu julkaistavaksi|"
        "vain toimitukselle|tiedoksi toimitukselle|toimitukselle tiedoksi",
        sender="lähettäjä",
        sent="lähetetty|päivämäärä|päiväys|pvm",
        to="vastaanottaja|kopio|saaja|liitteet|vastausosoite|liite",
        subject="aihe|otsikko",
        reply="vs|vl|re",
        forwarded="välitetty viesti|edelleenlähetetty viesti|alkuperäinen viesti",
        wrote="kirjoitti",
        greeting="hei|moi|terve|hyvä|arvoisa|hyvää huomenta|hyvää päivää|heippa",
        farewell="ystävällisin terveisin|terveisin|parhain terveisin|yt|kiitos|kiitos etukäteen|t.|hyvää päivänjatkoa",
        device="lähetetty|lähetetty iphonesta",
        notice="tämä viesti|tämä sähköposti|luottamuksellisuus",
        letter="liitteenä|ohessa|lähetän|voisitteko julkaista|voitteko julkaista|tässä juttu|otathan yhteyttä",
        press="lehdistötiedote|tiedote|mediatiedote|pressitiedote|julkaistavissa heti",
        contact="lisätietoja|lisätiedot|yhteystiedot|mediayhteydet|yhteyshenkilö|lisätietoja antaa|haastattelupyynnöt",
        about="tietoa",
        ends="loppu",
        notes="tiedoksi toimituksille|huomautus toimituksille|toimituksille",
        event="aika|klo|milloin|missä|paikka|hinta|osoite|sisäänpääsy|liput",
        history="tänä päivänä|vuotta sitten|tapahtui tänään|historian tapahtumia",
    ),
    Row(
        code="pl",
        embargo="embargo|embargo prasowe|objęte embargiem|materiał objęty embargiem",
        forbidden="publikować nie wcześniej niż|publikacja nie wcześniej niż|"
        "embargo do|pod embargiem do|pod embargiem|nie publikować|nie do publikacji|"
        "proszę nie publikować|"
        "zakaz publikacji|nie publikować przed|nie rozpowszechniać|nie wcześniej niż|prosimy nie publikować|"
        "jeszcze nie publikować|nie publikować jeszcze|publikować po|publikacja po|wstrzymać do|"
        "czekamy na zgodę|czekamy na autoryzację|czekać na zgodę",
        hold="wstrzymać|wstrzymane|czeka|do wstrzymania|zatrzymać",
        draft="szkic|wersja robocza|brudnopis|projekt|wersja wstępna",
        release="do publikacji|do publikacji dnia|publikacja|data publikacji|publikować od|można publikować od|"
        "do wykorzystania od|termin publikacji",
        uncleared="bez redakcji|niezredagowane|bez korekty|do akceptacji|czeka na akceptację|"
        "niezatwierdzone|poufne|"
        "ściśle poufne|do użytku wewnętrznego|wewnętrzne|niesprawdzone|"
        "czeka na autoryzację|przed autoryzacją|bez autoryzacji|do autoryzacji|w autoryzacji|"
        "nieautoryzowane|czeka na zgodę|czeka na akcept|przed redakcją|przed korektą|do korekty",
        until="do|od|przed|nie wcześniej niż|dnia|na|godz",
        none="brak|nie|zniesione|bez embarga",
        private="nie są przeznaczone do publikacji|nie jest przeznaczone do publikacji|"
        "nieprzeznaczone do publikacji|"
        "tylko dla redakcji|do wiadomości redakcji|informacje dla redakcji|uwagi dla redakcji",
        sender="od|nadawca",
        sent="wysłano|data|wysłane",
        to="do|dw|udw|odpowiedz do|adresat|załączniki|załącznik",
        subject="temat",
        reply="odp|pd|re",
        forwarded="wiadomość przekazana dalej|przekazana wiadomość|treść przekazanej wiadomości|"
        "wiadomość oryginalna|oryginalna wiadomość|początek przekazanej wiadomości",
        wrote="napisał|napisała|napisał(a)|pisze",
        greeting="cześć|dzień dobry|witam|szanowni państwo|szanowna pani|szanowny panie|drogi|droga|drodzy|"
        "szanowna redakcjo|dobry wieczór|hej",
        farewell="pozdrawiam|z poważaniem|z wyrazami szacunku|serdecznie pozdrawiam|pozdrowienia|dziękuję|"
        "z góry dziękuję|łączę pozdrowienia",
        device="wysłano z|wysłane z",
        notice="ta wiadomość|niniejsza wiadomość|treść tej wiadomości|informacja o poufności|wiadomość ta|"
        "pomyśl o środowisku",
        letter="w załączeniu|w załączniku|przesyłam|przesyłamy|proszę o publikację|prosimy o publikację|"
        "czy mogliby państwo|będę wdzięczn|w razie pytań|oto tekst",
        press="informacja prasowa|komunikat prasowy|komunikat|notatka prasowa|do natychmiastowej publikacji|"
        "materiał prasowy|oświadczenie prasowe",
        contact="kontakt dla mediów|kontakt dla prasy|kontakt|kontakt prasowy|biuro prasowe|więcej informacji|"
        "dodatkowe informacje|dodatkowych informacji udziela|osoba do kontaktu|rzecznik prasowy",
        about="o|o firmie",
        ends="koniec",
        notes="uwagi dla redakcji|informacja dla redakcji|uwagi dla redaktorów|nota dla redakcji",
        event="godzina|kiedy|gdzie|miejsce|wstęp|cena|adres|bilety|czas",
        history="tego dnia|kalendarium|lat temu|zdarzyło się|kartka z kalendarza",
    ),
    Row(
        code="cs",
        embargo="embargo|pod embargem|informační embargo",
        forbidden="embargo do|pod embargem do|nezveřejňovat|nepublikovat|není určeno ke zveřejnění|"
        "zákaz zveřejnění|nezveřejňujte|nezveřejňovat před|nepublikujte|ne dříve než",
        hold="čeká|pozastaveno|podržet|zadržet|odloženo",
        draft="koncept|návrh|pracovní verze|první verze|předběžná verze",
        release="ke zveřejnění|zveřejnit|datum zveřejnění|zveřejnění|publikovat od|uvolněno od|vydat dne|k publikaci",
        uncleared="needitováno|bez korektury|neschváleno|čeká na schválení|důvěrné|přísně důvěrné|interní|"
        "pouze pro interní potřebu|neověřeno",
        until="do|od|před|dne|na",
        none="žádné|ne|zrušeno|bez embarga",
        private="není určena ke zveřejnění|nejsou určeny ke zveřejnění|není určeno k publikaci|pouze pro redakci|"
        "jen pro redakci|informace pro redakci|poznámky pro redakci",
        sender="od|odesílatel",
        sent="odesláno|datum|odeslána",
        to="komu|kopie|příjemce|přílohy|příloha|odpověď na",
        subject="předmět|věc",
        reply="re|fw|odp|přeposl",
        forwarded="přeposlaná zpráva|původní zpráva|začátek přeposílané zprávy|předaná zpráva",
        wrote="napsal|napsala|napsal(a)",
        greeting="dobrý den|ahoj|vážený|vážená|vážení|milý|milá|milí|dobré ráno",
        farewell="s pozdravem|se srdečným pozdravem|děkuji|děkuji předem|zdravím|s úctou|hezký den|srdečně",
        device="odesláno z",
        notice="tato zpráva|tento e-mail|obsah této zprávy|informace obsažené v",
        letter="v příloze|zasílám|posílám|přikládám|prosím o zveřejnění|prosíme o zveřejnění|mohli byste|"
        "v případě dotazů|zde je text",
        press="tisková zpráva|tisková informace|tiskové prohlášení|k okamžitému zveřejnění",
        contact="kontakt pro média|kontakt|mediální kontakt|tiskové oddělení|pro více informací|více informací|"
        "další informace|kontaktní osoba|tiskový mluvčí",
        about="o společnosti|o",
        ends="konec",
        notes="poznámky pro editory|poznámka pro editory|poznámka pro redakce|poznámky pro novináře",
        event="čas|kdy|kde|místo|vstup|vstupné|cena|adresa|začátek",
        history="v tento den|před lety|stalo se|kalendárium|výročí dne",
    ),
    Row(
        code="hu",
        embargo="embargó|embargós|hírzárlat|zárolt|embargós|embargóval",
        forbidden="embargó alatt|nem közölhető|nem publikálható|ne közöljék|ne jelenjen meg|közlése tilos|"
        "nem nyilvános|nem megjelentethető|közzé nem tehető|ne tegyék közzé",
        hold="visszatartani|várni|várakozik|függőben",
        draft="vázlat|piszkozat|tervezet|munkapéldány|első változat",
        release="közölhető|megjelenés|megjelenés dátuma|megjelenés ideje|közzététel|közzétehető|publikálható|"
        "felhasználható",
        uncleared="szerkesztetlen|nincs jóváhagyva|jóváhagyásra vár|bizalmas|szigorúan bizalmas|belső használatra|"
        "ellenőrizetlen|olvasatlan",
        until="ig|óráig|előtt|után|től|napjáig",
        none="nincs|nem|feloldva",
        private="nem közlésre szánt|nem publikálásra szánt|nem nyilvánosságra szánt|csak a szerkesztőségnek|"
        "kizárólag a szerkesztőségnek|megjegyzés a szerkesztőségnek",
        sender="feladó",
        sent="küldve|dátum|elküldve",
        to="címzett|másolat|válaszcím|mellékletek|melléklet",
        subject="tárgy",
        reply="re|fw|vá|tov",
        forwarded="továbbított üzenet|eredeti üzenet|továbbított levél",
        wrote="írta|ezt írta",
        greeting="kedves|tisztelt|szia|helló|üdvözlöm|jó napot|sziasztok",
        farewell="üdvözlettel|tisztelettel|köszönettel|köszönöm|üdv|szívélyes üdvözlettel|előre is köszönöm",
        device="az iphone-omról küldve|küldve",
        notice="ez az üzenet|ez az e-mail|jelen üzenet|jelen e-mail|az üzenet tartalma",
        letter="mellékelve|mellékelten|csatoltan|küldöm|küldjük|kérem közöljék|kérjük közöljék|várom válaszukat",
        press="sajtóközlemény|közlemény|sajtóinformáció|azonnali közlésre|sajtótájékoztató",
        contact="sajtókapcsolat|kapcsolat|kapcsolattartó|további információ|további információk|sajtóosztály",
        about="a cégről|rólunk",
        ends="vége",
        notes="megjegyzés a szerkesztőknek|szerkesztőségi megjegyzés|megjegyzések a szerkesztőknek",
        event="időpont|mikor|hol|helyszín|belépő|ár|cím|kezdés",
        history="ezen a napon|évvel ezelőtt|ma történt|a nap története",
    ),
    Row(
        code="ro",
        embargo="embargo|sub embargo",
        forbidden="sub embargo până|embargo până|embargo până la|nu publicați|a nu se publica|"
        "nu este pentru publicare|"
        "interzisă publicarea|a nu se difuza|nu înainte de",
        hold="în așteptare|de reținut|amânat",
        draft="ciornă|schiță|versiune preliminară|proiect",
        release="de publicat pe|publicare pe|data publicării|a se publica pe|pentru publicare pe|publicare",
        uncleared="needitat|neverificat|neaprobat|în așteptarea aprobării|confidențial|uz intern|strict confidențial",
        until="până|până la|pe|la|din|înainte de",
        none="niciunul|nu|ridicat|fără",
        private="nu sunt destinate publicării|nu este destinată publicării|nu este destinat publicării|"
        "numai pentru redacție|doar pentru redacție|note pentru redacție",
        sender="de la|expeditor",
        sent="trimis|data|expediat",
        to="către|catre|cc|la|destinatar|atașamente",
        subject="subiect",
        reply="re|fw",
        forwarded="mesaj redirecționat|mesaj original|mesaj inițial|mesajul redirecționat",
        wrote="a scris",
        greeting="bună|bună ziua|bună seara|salut|stimate|stimată|stimați|dragă|dragi",
        farewell="cu stimă|cu respect|mulțumesc|cu drag|numai bine|o zi bună|toate cele bune|vă mulțumesc",
        device="trimis de pe|trimis din",
        notice="acest mesaj|acest e-mail|informațiile din acest",
        letter="atașat|vă trimit|îți trimit|în atașament|vă rog să publicați|vă rugăm să publicați|aștept",
        press="comunicat de presă|comunicat|pentru publicare imediată|informare de presă",
        contact="contact presă|contact|persoană de contact|birou de presă|pentru mai multe informații|"
        "pentru informații suplimentare|mai multe informații|biroul de presă",
        about="despre",
        ends="sfârșit|final",
        notes="notă pentru redactori|note pentru editori|notă către redacții",
        event="ora|când|unde|loc|locație|preț|intrare|adresă|locul",
        history="în această zi|acum ani|s-a întâmplat azi",
    ),
    Row(
        code="tr",
        embargo="ambargo|ambargolu|embargo|embargolu",
        forbidden="ambargo altında|ambargoludur|yayınlamayın|yayımlamayın|yayınlanamaz|yayımlanamaz|"
        "yayın için değildir|yayınlanmaz|yayımlanmaz|kullanmayınız|kullanılamaz|yayın yasağı|"
        "önce yayımlanamaz|önce yayınlanamaz|"
        "henüz yayımlamayın|henüz yayınlamayın|yayımlamayın|yayınlamayın",
        hold="beklet|beklemede|bekletiniz|bekletilecek",
        draft="taslak|ilk taslak|ön sürüm|müsvedde",
        release="yayın tarihi|yayımlanma tarihi|yayın saati|yayınlanma tarihi|yayımlanacak|yayınlanacak",
        uncleared="düzenlenmedi|kontrol edilmedi|onaylanmadı|onay bekliyor|gizli|gizlidir|iç kullanım|kurum içi",
        until="kadar|önce|tarihine kadar|saat|dek|önce|için",
        none="yok|hayır|kalktı|kaldırıldı",
        private="yayın amaçlı değildir|yayımlanmak üzere değildir|yayınlanmak üzere değildir|"
        "yayına yönelik değildir|yayımlanmak için değildir|yalnızca editörler için|sadece editörler için|"
        "editörlere not|yazı işlerine not",
        sender="kimden|gönderen",
        sent="gönderilme tarihi|gönderme tarihi|tarih|gönderildi|gönderim",
        to="kime|bilgi|alıcı|ekler|ek|yanıt",
        subject="konu",
        reply="ynt|ilt|yan",
        forwarded="iletilen ileti|yönlendirilen mesaj|özgün ileti|orijinal mesaj|iletilen mesaj",
        wrote="yazdı|şunları yazdı|tarihinde şunu yazdı",
        greeting="merhaba|sayın|değerli|sevgili|selam|günaydın|iyi günler|selamlar|iyi akşamlar",
        farewell="saygılarımla|saygılar|teşekkürler|iyi çalışmalar|sevgiler|selamlar|teşekkür ederim|kolay gelsin",
        device="iphone'umdan gönderildi|gönderildi|ipad'imden gönderildi",
        notice="bu mesaj|bu e-posta|bu elektronik posta|bu ileti",
        letter="bültenimiz aşağıda|bültenimiz ekte|bilgilerinize sunarız|bilginize sunarız|ekte|ekteki|ilişikte|"
        "rica ederim|rica ederiz|yayımlarsanız|yayınlarsanız|gönderiyorum|iletiyorum",
        press="basın bülteni|basın açıklaması|basın duyurusu|derhal yayımlanmak üzere|basın bildirisi",
        contact="basın iletişim|iletişim|medya iletişim|ayrıntılı bilgi için|detaylı bilgi için|bilgi için|"
        "daha fazla bilgi için|basın ilişkileri",
        about="hakkında",
        ends="son|bitti",
        notes="editörlere notlar|editörlere not|editöre not|gazetecilere not",
        event="saat|ne zaman|nerede|yer|ücret|giriş|adres|bilet",
        history="tarihte bugün|bugün tarihte|yıl önce bugün",
    ),
    Row(
        code="el",
        embargo="εμπάργκο|εμπαργκο|υπό εμπάργκο|embargo",
        forbidden="εμπάργκο έως|εμπάργκο μέχρι|υπό εμπάργκο έως|να μη δημοσιευθεί|να μην δημοσιευθεί|"
        "όχι για δημοσίευση|μη δημοσιεύσετε|να μη δημοσιευτεί|δεν προορίζεται για δημοσίευση|"
        "απαγορεύεται η δημοσίευση|απαγόρευση δημοσίευσης|απαγόρευση δημοσίευσης έως|μη δημοσιεύσιμο",
        hold="σε αναμονή|κρατήστε|αναμονή",
        draft="προσχέδιο|σχέδιο|πρόχειρο|πρώτη γραφή",
        release="για δημοσίευση στις|δημοσίευση στις|ημερομηνία δημοσίευσης|για δημοσίευση από|δημοσίευση",
        uncleared="χωρίς επιμέλεια|ανέκδοτο|εμπιστευτικό|αυστηρά εμπιστευτικό|εσωτερική χρήση|προς έγκριση|"
        "αναμένει έγκριση|ανεπιβεβαίωτο",
        until="έως|μέχρι|ως|στις|από|για|πριν",
        none="κανένα|όχι|άρθηκε|χωρίς",
        private="δεν προορίζονται για δημοσίευση|δεν προορίζεται προς δημοσίευση|μόνο για τη σύνταξη|"
        "σημείωση προς τη σύνταξη|σημειώσεις προς τη σύνταξη",
        sender="από|αποστολέας",
        sent="στάλθηκε|ημερομηνία|εστάλη|ημ/νία",
        to="προς|κοιν|κοινοποίηση|παραλήπτης|συνημμένα",
        subject="θέμα",
        reply="απ|πρθ|σχετ",
        forwarded="προωθημένο μήνυμα|αρχικό μήνυμα|προωθημένο μήνυμα ηλεκτρονικού ταχυδρομείου",
        wrote="έγραψε",
        greeting="αγαπητέ|αγαπητή|αγαπητοί|γεια σας|καλημέρα|καλησπέρα|αξιότιμε|αξιότιμη|κύριε|κυρία|γεια",
        farewell="με εκτίμηση|φιλικά|ευχαριστώ|ευχαριστούμε|με φιλικούς χαιρετισμούς|χαιρετισμούς",
        device="στάλθηκε από",
        notice="αυτό το μήνυμα|το παρόν μήνυμα|το παρόν ηλεκτρονικό",
        letter="επισυνάπτω|επισυνάπτεται|συνημμένα θα βρείτε|σας στέλνω|παρακαλώ δημοσιεύστε|σας παρακαλώ",
        press="δελτίο τύπου|ανακοίνωση|ανακοίνωση τύπου|για άμεση δημοσίευση",
        contact="επικοινωνία|επικοινωνία τύπου|για περισσότερες πληροφορίες|πληροφορίες|γραφείο τύπου|"
        "περισσότερες πληροφορίες",
        about="σχετικά με",
        ends="τέλος",
        notes="σημειώσεις προς συντάκτες|σημείωση προς συντάκτες|σημείωση για τους συντάκτες",
        event="ώρα|πότε|πού|τόπος|είσοδος|τιμή|διεύθυνση|χώρος",
        history="σαν σήμερα|χρόνια πριν|την ίδια μέρα",
    ),
)
