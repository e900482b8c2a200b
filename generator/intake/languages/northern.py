"""Languages of the north of Europe."""

from generator.intake.languages.row import Row

NORTHERN = (
    Row(
        code="sv",
        to_me="till mig",
        banner="externt meddelande|externt mejl|extern avsändare|obs: detta mejl|varning: detta",
        open_end="vidare",
        speech="det talade ordet gäller",
        embargo="klausulerad|strikt embargo|embargo|under embargo|pressembargo|spärrtid|spärrad",
        forbidden="vänta med publicering|vänta med att publicera|avvakta med publicering|"
        "under embargo till|embargo till|publiceras inte före|får inte publiceras|"
        "får ej publiceras|publiceras tidigast|publicera inte|"
        "ej för publicering|inte för publicering|publicera ej|spärrad till|publiceras ej före|inte före|ej före",
        hold="vänta med publicering|vänta med att publicera|avvakta med publicering|avvakta publicering|"
        "vänta|håll|hålls|avvakta|vilar|ligger på is|vänta till",
        draft="utkast|första utkast|arbetsversion|kladd|råmanus",
        release="publiceringsfri|publiceringsfri från|publiceringsfritt|publiceringsfritt från|fritt från|"
        "får publiceras från|får publiceras tidigast|får publiceras efter|kan publiceras från|"
        "publicering tidigast|publicering från|"
        "publiceras den|publiceras|fri för publicering|publicering den|publiceringsdatum|släpps den|"
        "fri från|"
        "offentliggörs|för publicering",
        uncleared="ej redigerad|oredigerad|ej granskad|inte granskad|ej godkänd|inte godkänd|väntar på godkännande|"
        "konfidentiellt|internt|endast internt|för internt bruk|endast för internt bruk|ej korrläst|inte klar",
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
        letter="nedan följer|nedan finner du|nedan finner ni|vi översänder|vi skickar|här kommer vårt|"
        "här är vårt|"
        "bifogat|bifogar|i bilagan|se bilaga|hör av dig|hör gärna av|kan ni publicera|kan du publicera|"
        "jag skickar|här kommer|tveka inte",
        press="pressmeddelande|pressrelease|pressinformation|nyhetsrelease|för omedelbar publicering|pressinbjudan",
        contact="för mer info|frågor besvaras av|upplysningar|för frågor kontakta|mediekontakt|presskontakter|"
        "presschef|"
        "presskontakt|kontakt|kontaktperson|kontaktuppgifter|för mer information|mer information|"
        "för ytterligare information|presstjänst|för frågor|pressansvarig|ytterligare information",
        about="om",
        ends="slut",
        notes="till redaktionen|noter till redaktören|not till redaktionen|information till redaktioner",
        event="tid|när|var|plats|pris|inträde|adress|anmälan|biljetter",
        history="på denna dag|dagens datum|för år sedan|den här dagen|ur arkivet",
    ),
    Row(
        code="nb",
        to_me="til meg",
        banner="ekstern e-post|ekstern avsender|advarsel: denne e-posten",
        open_end="videre",
        speech="det talte ord gjelder|sjekkes mot fremføring",
        embargo="klausulert|klausul|strengt embargo|embargo|under embargo|sperrefrist|pressesperre|sperret",
        forbidden="vent med publisering|vent med å publisere|"
        "embargo til|under embargo til|sperret til|ikke publiser|ikke for publisering|"
        "må ikke publiseres|skal ikke publiseres|ikke til publisering|publiseres ikke før|ikke før",
        hold="vent med publisering|vent med å publisere|avvent publisering|vent|hold|holdes|på vent|avvent",
        draft="utkast|kladd|førsteutkast|foreløpig versjon",
        release="kan publiseres fra|kan publiseres etter|kan publiseres tidligst|publisering tidligst|"
        "publisering fra|fritt fra|"
        "publiseres|publiseres den|kan publiseres|til publisering|publiseringsdato|frigis|offentliggjøres",
        uncleared="ikke redigert|uredigert|ikke lest|ikke godkjent|venter på godkjenning|konfidensielt|"
        "fortrolig|kun internt|intern bruk|til intern bruk|kun til intern bruk|kun for intern bruk|"
        "ikke kvalitetssikret",
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
        letter="nedenfor følger|nedenfor finner du|vi sender|her er pressemeldingen|under følger|"
        "vedlagt|jeg sender|kan dere publisere|kan du publisere|her kommer|ikke nøl|ta gjerne kontakt",
        press="pressemelding|pressemeddelelse|presseinvitasjon|til umiddelbar publisering",
        contact="pressehenvendelser|for mer info|medikontakt|mediekontakt|spørsmål rettes til|henvendelser|"
        "pressekontakt|kontakt|kontaktperson|kontaktinformasjon|for mer informasjon|mer informasjon|"
        "ytterligere informasjon|for ytterligere informasjon|spørsmål",
        about="om",
        ends="slutt",
        notes="til redaksjonen|merknad til redaktører|noter til redaktør|informasjon til redaksjoner",
        event="tid|når|hvor|sted|pris|inngang|adresse|påmelding|billetter",
        history="på denne dag|for år siden|denne dagen|dagen i dag",
    ),
    Row(
        code="da",
        to_me="til mig",
        banner="ekstern mail|ekstern e-mail|ekstern afsender|advarsel: denne mail|denne mail kommer udefra",
        open_end="videre",
        speech="det talte ord gælder",
        embargo="klausuleret presse|strengt embargo|embargo|under embargo|klausul|klausuleret|pressespærring|spærret",
        forbidden="vent med offentliggørelse|vent med at offentliggøre|vent med publicering|"
        "vent med at publicere|vent med at bringe|"
        "må tidligst bringes|må tidligst udgives|må først bringes|"
        "under klausul|klausuleret til|klausul til|embargo til|under embargo til|må ikke offentliggøres|"
        "må ikke publiceres|ikke til offentliggørelse|publiceres ikke før|offentliggøres ikke før|"
        "ikke til publicering|må ikke bringes|ikke før",
        hold="vent med offentliggørelse|vent med at offentliggøre|vent med publicering|"
        "vent med at publicere|vent med at bringe|"
        "vent|afvent|på hold|holdes tilbage|i venteposition",
        draft="udkast|kladde|første udkast|foreløbig version",
        release="må bringes fra|må offentliggøres fra|må offentliggøres efter|kan offentliggøres fra|"
        "kan offentliggøres tidligst|offentliggørelse tidligst|kan bringes efter|"
        "til offentliggørelse|til offentliggørelse den|offentliggøres|offentliggøres den|publiceres den|"
        "udgivelsesdato|frigives|kan bringes fra|fri til offentliggørelse",
        uncleared="ikke redigeret|uredigeret|ikke læst|ikke godkendt|afventer godkendelse|fortroligt|"
        "strengt fortroligt|kun internt|til intern brug|kun til intern brug|kun til internt brug|ikke faktatjekket",
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
        letter="nedenfor følger|herunder følger|vi sender|hermed fremsendes|"
        "vedhæftet|vedlagt|jeg sender|hermed pressemeddelelse|hermed en pressemeddelelse|hermed følger|"
        "hermed sendes|kan i bringe|kan du bringe|her kommer|tøv ikke|i er velkomne",
        press="pressemeddelelse|presseinvitation|til øjeblikkelig offentliggørelse|nyhedsmeddelelse",
        contact="flere oplysninger|for flere oplysninger|for mere information|pressehenvendelser|"
        "presseansvarlig|for mere info|"
        "pressekontakt|kontakt|kontaktperson|for yderligere oplysninger|yderligere oplysninger|"
        "for yderligere information|yderligere information|mere information|kontaktoplysninger",
        about="om",
        ends="slut",
        notes="til redaktionen|note til redaktøren|noter til redaktører|note til redaktionen",
        event="tid|hvornår|hvor|sted|pris|entré|adresse|tilmelding|billetter",
        history="på denne dag|dagen i dag|for år siden|dengang",
    ),
    Row(
        code="fi",
        to_me="minulle",
        open_end="toistaiseksi",
        embargo="embargo|julkaisukielto|julkaisuvapaa|embargossa",
        forbidden="julkaistavissa aikaisintaan|julkaistaan aikaisintaan|"
        "embargo asti|julkaisukielto päättyy|ei julkaista|ei saa julkaista|ei julkaistavaksi|"
        "älä julkaise|älkää julkaisko|ei julkisuuteen ennen|ei julkisuuteen|julkaistavissa vasta",
        hold="odota julkaisua|odota julkaisemista|lykkää julkaisua|pidä julkaisua|odota|odottaa|pidossa|jäissä|pidä",
        draft="luonnos|ensimmäinen versio|alustava versio|keskeneräinen",
        release="julkaisu sallittu|saa julkaista|saa julkaista aikaisintaan|vapaa julkaistavaksi alkaen|"
        "julkaistavissa|julkaisuvapaa|julkaistaan|julkaisupäivä|julkaisuaika|vapaa julkaistavaksi|julki",
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
)
