"""Languages of central and southeastern Europe, in Latin and Greek letters."""

from generator.intake.languages.row import Row

CENTRAL = (
    Row(
        code="pl",
        to_me="do mnie",
        banner="wiadomość zewnętrzna|uwaga: wiadomość|nadawca zewnętrzny|ta wiadomość pochodzi spoza",
        open_end="odwołania",
        embargo="embargiem|materiał pod embargiem|ścisłe embargo|objęty embargiem|objęta embargiem|"
        "embargo|embargo prasowe|objęte embargiem|materiał objęty embargiem",
        to_desk="uwaga redakcja|uwaga redakcje|uwaga|do redakcji|dla redakcji",
        forbidden="objęty embargiem do|objęta embargiem do|objęte embargiem do|pod embargiem do|objęty embargiem|"
        "objęta embargiem|objęte embargiem|"
        "wstrzymać publikację|wstrzymać publikację do|proszę wstrzymać publikację|"
        "wstrzymaj publikację|czekać z publikacją|czekać z publikacją do|"
        "publikować nie wcześniej niż|publikacja nie wcześniej niż|"
        "embargo do|pod embargiem do|pod embargiem|nie publikować|nie do publikacji|"
        "proszę nie publikować|"
        "zakaz publikacji|nie publikować przed|nie rozpowszechniać|nie wcześniej niż|prosimy nie publikować|"
        "jeszcze nie publikować|nie publikować jeszcze|publikować po|publikacja po|wstrzymać do|"
        "czekamy na zgodę|czekamy na autoryzację|czekać na zgodę",
        hold="wstrzymać publikację|wstrzymać publikację do|proszę wstrzymać publikację|"
        "wstrzymaj publikację|czekać z publikacją|"
        "wstrzymać|wstrzymane|czeka|do wstrzymania|zatrzymać",
        draft="szkic|wersja robocza|brudnopis|projekt|wersja wstępna",
        release="do upublicznienia|do upublicznienia od|można publikować po|publikacja od|publikacja możliwa od|"
        "do publikacji od|do publikacji po|"
        "do publikacji|do publikacji dnia|publikacja|data publikacji|publikować od|można publikować od|"
        "do wykorzystania od|termin publikacji",
        uncleared="bez redakcji|niezredagowane|bez korekty|do akceptacji|czeka na akceptację|"
        "niezatwierdzone|poufne|"
        "ściśle poufne|do użytku wewnętrznego|wewnętrzne|niesprawdzone|"
        "czeka na autoryzację|przed autoryzacją|bez autoryzacji|do autoryzacji|w autoryzacji|"
        "nieautoryzowane|czeka na zgodę|czeka na akcept|przed redakcją|przed korektą|do korekty",
        until="we|w|do|od|przed|nie wcześniej niż|dnia|na|godz",
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
        letter="poniżej przesyłam|poniżej przesyłamy|załączam|załączamy|w treści przesyłam|"
        "zwracamy się z prośbą|uprzejmie prosimy|"
        "w załączeniu|w załączniku|przesyłam|przesyłamy|proszę o publikację|prosimy o publikację|"
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
        to_me="komu: mně|mně",
        banner="externí e-mail|externí odesílatel|pozor: tento e-mail",
        open_end="odvolání",
        embargo="embargo|pod embargem|informační embargo",
        forbidden="počkat s publikací|počkat se zveřejněním|pozdržet publikaci|pozdržet zveřejnění|"
        "embargo do|pod embargem do|nezveřejňovat|nepublikovat|není určeno ke zveřejnění|"
        "zákaz zveřejnění|nezveřejňujte|nezveřejňovat před|nepublikujte|ne dříve než",
        hold="počkat s publikací|počkat se zveřejněním|pozdržet publikaci|pozdržet zveřejnění|"
        "čeká|pozastaveno|podržet|zadržet|odloženo",
        draft="koncept|návrh|pracovní verze|první verze|předběžná verze",
        release="možné zveřejnit od|lze zveřejnit od|lze publikovat od|zveřejnit nejdříve|publikovat nejdříve|"
        "zveřejnit od|ke zveřejnění od|ke zveřejnění po|"
        "ke zveřejnění|zveřejnit|datum zveřejnění|zveřejnění|publikovat od|uvolněno od|vydat dne|k publikaci",
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
        letter="níže zasíláme|níže zasílám|zasíláme|níže naleznete|v příloze zasíláme|dovolujeme si|"
        "v příloze|zasílám|posílám|přikládám|prosím o zveřejnění|prosíme o zveřejnění|mohli byste|"
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
        open_end="visszavonásig|további értesítésig",
        embargo="embargó|embargós|hírzárlat|zárolt|embargós|embargóval",
        forbidden="embargó alatt|nem közölhető|nem publikálható|ne közöljék|ne jelenjen meg|közlése tilos|"
        "nem nyilvános|nem megjelentethető|közzé nem tehető|ne tegyék közzé",
        hold="várni a közléssel|közléssel várni|visszatartani a közlést|visszatartani|várni|várakozik|függőben",
        draft="vázlat|piszkozat|tervezet|munkapéldány|első változat",
        release="legkorábban közölhető|közölhető legkorábban|megjelentethető|nyilvánosságra hozható|"
        "közölhető|megjelenés|megjelenés dátuma|megjelenés ideje|közzététel|közzétehető|publikálható|"
        "felhasználható",
        uncleared="nem publikus|nem nyilvános anyag|"
        "szerkesztetlen|nincs jóváhagyva|jóváhagyásra vár|bizalmas|szigorúan bizalmas|belső használatra|"
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
        letter="alább küldjük|alább küldöm|mellékelem|mellékeljük|kérjük szíves közlését|"
        "mellékelve|mellékelten|csatoltan|küldöm|küldjük|kérem közöljék|kérjük közöljék|várom válaszukat",
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
        open_end="noi ordine|noi dispoziții|o nouă notificare",
        embargo="embargo|sub embargo",
        forbidden="sub embargo până|embargo până|embargo până la|nu publicați|a nu se publica|"
        "nu este pentru publicare|"
        "interzisă publicarea|a nu se difuza|nu înainte de",
        hold="așteptați cu publicarea|a se aștepta cu publicarea|amânați publicarea|în așteptare|de reținut|amânat",
        draft="ciornă|schiță|versiune preliminară|proiect",
        release="se poate publica de la|se poate publica din|publicabil din|poate fi publicat din|"
        "de publicat pe|publicare pe|data publicării|a se publica pe|pentru publicare pe|publicare",
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
        letter="vă transmitem|vă trimitem|mai jos comunicatul|"
        "atașat|vă trimit|îți trimit|în atașament|vă rog să publicați|vă rugăm să publicați|aștept",
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
        to_me="bana|alıcı: ben",
        embargo="ambargo|ambargolu|embargo|embargolu",
        forbidden="önce yayımlanmayacaktır|önce yayınlanmayacaktır|önce kullanılmayacaktır|"
        "önce yayımlanmamalıdır|önce yayınlanmamalıdır|önce paylaşılmaması rica olunur|"
        "önce yayımlanmaması rica olunur|önce yayınlanmaması rica olunur|kadar ambargoludur|"
        "kadar yayımlanamaz|kadar yayınlanamaz|yayımlanmaması rica olunur|yayınlanmaması rica olunur|"
        "ambargo altında|ambargoludur|yayınlamayın|yayımlamayın|yayınlanamaz|yayımlanamaz|"
        "yayın için değildir|yayınlanmaz|yayımlanmaz|kullanmayınız|kullanılamaz|yayın yasağı|"
        "önce yayımlanamaz|önce yayınlanamaz|"
        "henüz yayımlamayın|henüz yayınlamayın|yayımlamayın|yayınlamayın",
        hold="yayını bekletin|yayını erteleyin|yayın için bekleyin|beklet|beklemede|bekletiniz|bekletilecek",
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
        release="δημοσιεύσιμο από|μπορεί να δημοσιευθεί από|δημοσίευση από|δημοσίευση μετά τις|"
        "για δημοσίευση στις|δημοσίευση στις|ημερομηνία δημοσίευσης|για δημοσίευση από|δημοσίευση",
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
