"""Languages of the west of Europe."""

from generator.intake.languages.row import Row

WESTERN = (
    Row(
        code="de",
        to_me="an mich|an: mich",
        banner="achtung: externe|achtung: diese e-mail|vorsicht: externe|vorsicht: diese e-mail|externe e-mail|"
        "externer absender|diese e-mail stammt von|diese e-mail kommt von|diese nachricht stammt von|"
        "sie erhalten nicht häufig e-mails",
        open_end="auf weiteres|auf widerruf",
        speech="es gilt das gesprochene wort|massgebend ist das gesprochene wort|maßgebend ist das gesprochene wort",
        embargo="sperrfrist|sperrvermerk|embargo|gesperrt|mit sperrfrist|achtung sperrfrist|bitte sperrfrist beachten",
        to_desk="achtung redaktion|achtung redaktionen|hinweis an die redaktion|hinweis für die redaktion|"
        "an die redaktion",
        killed="die meldung wird zurückgezogen|bitte verwenden sie die meldung nicht|wir ziehen die meldung",
        forbidden="sperrfrist beachten|bitte sperrfrist beachten|sperrfrist bitte beachten|"
        "veröffentlichung bitte erst|nicht online vor|nicht online gehen|noch nicht online gehen|"
        "nicht ins netz|erst nach rücksprache|nur nach rücksprache|erst nach freigabe|"
        "nicht ohne freigabe|nicht ohne rücksprache|"
        "zu veröffentlichen nicht vor|veröffentlichen erst ab|"
        "unter embargo|sperrfrist bis|gesperrt bis|nicht zur veröffentlichung|nicht veröffentlichen|"
        "bitte nicht veröffentlichen|bitte nicht vor … veröffentlichen|nicht vor … veröffentlichen|"
        "nicht zur verwendung|nicht verwenden|"
        "veröffentlichung nicht vor|veröffentlichung erst ab|veröffentlichung frei ab|veröffentlichung erst|"
        "zur veröffentlichung ab|nicht freigegeben|noch nicht freigegeben|bitte sperrfrist|nicht vor|"
        "nicht zum druck|darf nicht veröffentlicht werden|"
        "noch nicht veröffentlichen|noch nicht online|noch nicht online stellen|noch nicht freischalten|"
        "erst nach … veröffentlichen|erst nach … online|bitte erst|erst morgen online|nur für print|"
        "nicht online stellen|bitte noch nicht",
        hold="veröffentlichung zurückstellen|mit der veröffentlichung warten|mit veröffentlichung warten|"
        "warten mit der veröffentlichung|bitte warten bis|bitte noch warten|"
        "zurückhalten|bitte zurückhalten|zurückgestellt|zurückhalten bis|liegt auf eis|stehsatz|"
        "frei für montagausgaben|frei für dienstagausgaben|frei für mittwochausgaben|frei für donnerstagausgaben|"
        "frei für freitagausgaben|frei für samstagausgaben|frei für sonntagausgaben",
        draft="entwurf|rohfassung|erster entwurf|vorläufige fassung|arbeitsfassung|rohtext",
        release="veröffentlichung frühestens|veröffentlichung frühestens am|veröffentlichen frühestens|"
        "zu veröffentlichen ab|darf veröffentlicht werden ab|verwendung frei ab|verwendbar ab|"
        "zur verwendung ab|"
        "frei ab|frei für|frei zur veröffentlichung ab|freigabe|freigabe ab|freigegeben ab|"
        "veröffentlichung ab|veröffentlichung am|zu veröffentlichen am|erscheint am|freigabedatum|"
        "veröffentlichungsdatum|"
        "vorab frei ab|"
        "erst ab|online erst ab|online ab",
        uncleared="nur zur internen verwendung|nur zum internen gebrauch|zum internen gebrauch|"
        "zur internen verwendung|"
        "nicht redigiert|unredigiert|noch nicht redigiert|nicht gegengelesen|noch nicht gegengelesen|"
        "noch nicht abgenommen|nicht autorisiert|noch nicht autorisiert|vertraulich|streng vertraulich|nur intern|"
        "nur für den internen gebrauch|wartet auf freigabe|freigabe steht aus|freigabe steht noch aus|"
        "freigabe … steht aus|freigabe … steht noch aus|freigabe fehlt|zitate nicht autorisiert|"
        "zitate noch nicht autorisiert|muss noch zum anwalt|ungeprüft|noch nicht geprüft",
        until="bis|vor|frühestens|ab|für|zum|vor|nach|am|bis zum",
        none="keine|keiner|nein|kein|aufgehoben|entfällt",
        private="nicht zur veröffentlichung bestimmt|nicht für die veröffentlichung bestimmt|"
        "nicht zur veröffentlichung gedacht|nur für die redaktion|nur zur internen information|"
        "redaktionelle hinweise|redaktionelle kontakte|redaktioneller kontakt|kontakt zur redaktion|"
        "hinweise an die redaktion|hinweis an die redaktion|hinweis für die redaktion|"
        "hinweise für die redaktion|nur für redaktionen",
        verification="zur verifizierung|nur zur überprüfung|nur zur verifizierung|nur für rückfragen der redaktion",
        sender="von",
        sent="gesendet|datum|gesendet am",
        to="an|kopie|antwort an|priorität|wichtigkeit|anlagen|anhang|anlage",
        subject="betreff|betrifft",
        reply="aw|wg|antw",
        forwarded="weitergeleitete nachricht|anfang der weitergeleiteten nachricht|ursprüngliche nachricht|"
        "originalnachricht|original-nachricht",
        wrote="schrieb|geschrieben",
        greeting="liebe|lieber|hallo|guten tag|guten morgen|guten abend|sehr geehrte|sehr geehrter|moin|"
        "werte|werter|grüß gott|servus",
        farewell="mit freundlichen grüßen|mit freundlichem gruß|freundliche grüße|viele grüße|liebe grüße|"
        "beste grüße|herzliche grüße|schöne grüße|mfg|lg|vg|gruß|grüße|hochachtungsvoll|vielen dank|danke",
        device="von meinem … gesendet|gesendet von|gesendet mit|diese nachricht wurde von",
        notice="diese e-mail|diese mail|diese nachricht ist|der inhalt dieser e-mail|vertraulichkeitshinweis|"
        "sie erhalten diese e-mail|vom newsletter abmelden|bitte denken sie an die umwelt|"
        "wenn sie nicht der richtige|sollten sie nicht der|rechtlicher hinweis",
        reach="ruf mich an|rufen sie mich an|ruft mich an|meine nummer|meine handynummer|bin erreichbar|"
        "erreichen sie mich|erreichst du mich",
        letter="nachfolgend unsere|nachstehend unsere|nachfolgend die|wir senden ihnen|wir übersenden|"
        "hiermit übersende|untenstehend finden sie|sie finden unten|im folgenden unsere|"
        "anbei|im anhang|angehängt|ich freue mich auf|wir freuen uns auf|bei rückfragen|für rückfragen|"
        "könnten sie|könntest du|könntet ihr|kannst du|bitte bringt|bitte veröffentlicht|ich bitte um|"
        "über eine veröffentlichung|melden sie sich|melde dich|ich schicke|ich sende|hier der text|"
        "hier ist der text|"
        "hier kommt",
        press="pressemitteilung|presseinformation|medienmitteilung|medieninformation|pressemeldung|presseerklärung|"
        "zur sofortigen veröffentlichung|sofort frei|presseaussendung|presse-information|medien-information",
        contact="rückfragen von medienvertretern|rückfragen von medienvertreterinnen|"
        "rückfragen von journalisten|rückfragen der medien|"
        "rückfragen der presse|rückfragen von pressevertretern|rückfragen bitte an|medienrückfragen|presserückfragen|"
        "bei rückfragen|bei fragen|für presserückfragen|bei presseanfragen|"
        "bei redaktionellen rückfragen|v.i.s.d.p|v. i. s. d. p|verantwortlich|"
        "medienauskünfte|medienanfragen|medienstelle|auskunft|rückfragen an|"
        "pressekontakt|kontakt|medienkontakt|ansprechpartner|ansprechpartnerin|presseanfragen|"
        "rückfragen|für rückfragen|rückfragehinweis|weitere informationen|weitere auskünfte|kontakt für die presse|"
        "pressestelle|rückfragen bitte an|für weitere informationen|auskünfte|kontakt für medien",
        about="über",
        ends="ende|schluss",
        notes="hinweise für redaktionen|hinweis für redaktionen|hinweis an die redaktionen|"
        "hinweise an die redaktionen|redaktioneller hinweis|anmerkung an die redaktion|hinweise für journalisten",
        event="uhrzeit|zeit|wann|wo|ort|beginn|eintritt|kosten|veranstaltungsort|einlass|treffpunkt|preis",
        history="heute vor|vor jahren|an diesem tag|kalenderblatt|das kalenderblatt|damals|was geschah am|rückblick",
    ),
    Row(
        code="fr",
        to_me="à moi|à : moi",
        banner="attention : ce|attention: ce|courriel externe|expéditeur externe|message externe|"
        "ce courriel provient|ce message provient|cet e-mail provient|vous n'obtenez pas souvent|"
        "mise en garde : ce courriel",
        open_end="nouvel ordre|nouvel avis|ordre contraire|plus ample information",
        speech="seul le prononcé fait foi|le prononcé fait foi|seul le texte prononcé fait foi",
        embargo="sous embargo strict|sous strict embargo|embargo absolu|"
        "embargo|sous embargo|embargo strict|embargo presse|embargo média|embargo médias",
        to_desk="note à la rédaction|attention rédaction|à l'attention de la rédaction|note au desk",
        killed="prière d'annuler|merci d'annuler notre|merci de ne pas tenir compte de notre|"
        "nous annulons notre dépêche",
        forbidden="pas pour publication|pas pour diffusion|respecter l'embargo|ne rien publier avant|"
        "ne rien diffuser avant|à publier pas avant|à ne publier qu'après|"
        "sous embargo jusqu'au|sous embargo jusqu'à|embargo jusqu'au|embargo jusqu'à|ne pas publier|"
        "ne pas diffuser|ne pas utiliser|ne pas mettre en ligne|prière de ne pas publier|merci de ne pas publier|"
        "merci de respecter l'embargo|merci de respecter … embargo|à ne pas publier|à ne pas diffuser|"
        "ne doit pas être publié|interdit de publication|non destiné à la publication|publication interdite|"
        "diffusion interdite|pas avant|ne pas publier sans|interdit de diffusion|attendre le feu vert|"
        "attendre l'accord|attendre le ok|attendre validation|bon à tirer en attente|à publier après|publier après|"
        "pas encore publier|ne pas publier pour l'instant|ne pas diffuser pour l'instant|ne pas encore diffuser|"
        "ne pas encore publier|ne publier qu'après",
        hold="attendre avant de publier|attendre pour publier|différer la publication|"
        "ne rien publier avant|surseoir à la publication|"
        "à garder|en attente|à tenir|à conserver jusqu'au|suspendu|en attente de publication|au frigo|au marbre|"
        "papier à garder|papier à garder pour|à garder pour|à garder jusqu'au|à tenir jusqu'au|garder pour|"
        "à conserver|garder au chaud|au chaud",
        draft="brouillon|projet|première version|version provisoire|version de travail|ébauche",
        release="publication au plus tôt le|publication à partir du|diffusion à partir du|"
        "publiable à partir du|diffusable à partir du|peut être publié à partir du|"
        "peut être diffusé à partir du|publication autorisée à partir du|"
        "diffusion autorisée à partir du|utilisable à partir du|"
        "à publier le|à paraître le|à diffuser le|publication le|date de publication|date de diffusion|"
        "pour publication le|parution le|diffusion le|à publier|à diffuser|libre à partir du|levée de l'embargo|"
        "à paraître|parution|mise en ligne|mise en ligne le|à mettre en ligne|à mettre en ligne le|"
        "publier|attendre|publier à partir de",
        uncleared="non relu|pas relu|pas encore relu|à relire|non validé|pas encore validé|à valider|"
        "en attente de validation|confidentiel|strictement confidentiel|usage interne|à usage interne|"
        "ne pas relire|non vérifié|à vérifier|"
        "validation en cours|relecture en cours|"
        "en attente de relecture|en attente du juridique|en attente de feu vert|en relecture",
        until="à partir du|à partir de|à compter du|après|après le|dès le|au plus tôt|au plus tôt le|"
        "seulement le|seulement à partir du|qu'à partir du|"
        "jusqu'au|avant|avant le|dès|jusqu'à|au|le|à|pour|avant|du|jusque",
        none="aucun|non|levé|pas d'embargo|sans",
        private="pas destiné à la publication|pas destinées à la publication|pas destinés à la publication|"
        "non destinées à la publication|non destinés à la publication|non destinée à la publication|"
        "ne sont pas destinées à être publiées|réservé à la rédaction|"
        "à l'attention de la rédaction|pour information de la rédaction|réservées à la rédaction",
        verification="pour vérification|pour vérification seulement|coordonnées pour vérification",
        sender="de|expéditeur",
        sent="envoyé|date|envoyé le",
        to="à|cc|copie à|répondre à|destinataire|destinataires|pièces jointes|pièce jointe|importance",
        subject="objet|sujet",
        reply="re|tr|ré|rép|rv",
        forwarded="message transféré|message d'origine|début du message transféré|début du message réexpédié|"
        "message original",
        wrote="a écrit",
        greeting="bonjour|bonsoir|cher|chère|chers|chères|madame|monsieur|mesdames|messieurs|salut|coucou",
        farewell="cordialement|bien cordialement|bien à vous|bien à toi|sincères salutations|salutations|"
        "meilleures salutations|cordiales salutations|amicalement|merci|merci d'avance|avec mes remerciements|"
        "sincèrement|veuillez agréer|bises|bonne journée|bonne réception",
        device="envoyé de mon|envoyé depuis|envoyé à partir de|obtenir outlook",
        notice="vous recevez cet e-mail|vous recevez ce mail|vous recevez ce message car|ce message et|ce courriel|"
        "cet e-mail|ce mail|le contenu de ce|avis de confidentialité|message confidentiel|pensez à l'environnement|"
        "avant d'imprimer|si vous n'êtes pas le destinataire|si vous avez reçu ce message",
        reach="appelle-moi|appelez-moi|mon portable|mon numéro|je suis joignable|joignez-moi",
        letter="nous vous transmettons|nous vous adressons|je vous transmets|je vous adresse|"
        "nous vous prions|ci-dessous notre|ci-dessous le communiqué|voici notre communiqué|"
        "vous voudrez bien trouver|"
        "ci-joint|veuillez trouver|vous trouverez|je vous prie|je vous remercie|je reste à|nous restons à|"
        "n'hésitez pas|pourriez-vous|peux-tu|pouvez-vous|merci de publier|merci de bien vouloir|voici le texte|"
        "voici l'article|voici mon|dans l'attente",
        press="communiqué de presse|communiqué|communique de presse|information presse|info presse|"
        "dossier de presse|"
        "pour diffusion immédiate|pour publication immédiate|diffusion immédiate|note de presse",
        contact="pour toute demande|pour toute question|pour toute information|pour tous renseignements|"
        "contact presse|contacts presse|contact|contacts|contact média|contact médias|relations presse|"
        "service de presse|pour plus d'informations|pour tout renseignement|pour plus de renseignements|"
        "renseignements|pour en savoir plus|relations médias|demandes de presse|source",
        about="à propos de|à propos d'|à propos du|à propos des|à propos",
        ends="fin|fin du communiqué",
        notes="notes aux rédactions|note aux rédactions|notes aux rédacteurs|note aux rédacteurs|"
        "note à la rédaction|notes à la rédaction|note aux éditeurs|notes aux journalistes|"
        "à l'attention des journalistes",
        event="heure|quand|où|lieu|tarif|prix|entrée|horaire|adresse|inscription|billets",
        history="ce jour-là|il y a|ça s'est passé un|éphéméride|éphémérides|c'était un|dans le rétro",
    ),
    Row(
        code="nl",
        to_me="aan mij",
        banner="externe e-mail|externe afzender|externe mail|let op: deze e-mail|deze e-mail komt van buiten|"
        "u ontvangt niet vaak|je ontvangt niet vaak",
        open_end="nader order|nader bericht|nadere aankondiging",
        speech="alleen het gesproken woord geldt|het gesproken woord geldt",
        embargo="onder strikt embargo|absoluut embargo|onder absoluut embargo|"
        "embargo|onder embargo|embargo pers|persembargo|strikt embargo",
        forbidden="wacht met plaatsen|wachten met plaatsen|wacht met publiceren|wachten met publiceren|"
        "wacht met publicatie|publicatie uitstellen tot|publicatie aanhouden tot|"
        "pas publiceren na|publiceren pas na|pas publiceren vanaf|"
        "onder embargo tot|embargo tot|niet publiceren|niet voor publicatie|niet gebruiken voor|"
        "niet verspreiden|niet plaatsen|gelieve niet te publiceren|a.u.b. niet publiceren|niet eerder dan|"
        "niet publiceren voor|publicatie niet voor|gelieve het embargo te respecteren|niet vóór|"
        "nog niet plaatsen|nog niet publiceren|nog niet online|niet plaatsen|pas plaatsen na|"
        "pas publiceren na|publiceren na|plaatsen na|wacht op akkoord|wachten op akkoord",
        hold="wacht met plaatsen|wachten met plaatsen|wacht met publiceren|wachten met publiceren|"
        "wacht met publicatie|publicatie aanhouden|publicatie uitstellen|"
        "vasthouden|even vasthouden|in de wacht|aanhouden|vasthouden tot|bewaren tot|ligt stil",
        draft="concept|kladversie|eerste versie|voorlopige versie|conceptversie|klad",
        release="te publiceren vanaf|publiceren vanaf|publicatie vanaf|mag gepubliceerd worden vanaf|"
        "mag worden gepubliceerd vanaf|publicatie toegestaan vanaf|vrij te gebruiken vanaf|"
        "vrij vanaf|vrijgegeven vanaf|te publiceren op|publiceren op|publicatie op|publicatiedatum|"
        "voor publicatie op|vrij voor publicatie op|vrijgave|plaatsen op|verschijnt op",
        uncleared="niet geredigeerd|nog niet geredigeerd|ongeredigeerd|nog niet gelezen|nog niet goedgekeurd|"
        "niet goedgekeurd|wacht op goedkeuring|vertrouwelijk|strikt vertrouwelijk|alleen intern|intern gebruik|"
        "niet gecontroleerd|nog niet gecontroleerd",
        until="tot|voor|vóór|eerder dan|vanaf|voor|op|om|tot en met|na",
        none="geen|nee|opgeheven|vervallen",
        private="niet bestemd voor publicatie|niet bedoeld voor publicatie|niet voor publicatie bestemd|"
        "niet voor publicatie bedoeld|alleen voor de redactie|uitsluitend voor de redactie|noot voor de redactie|"
        "noten voor de redactie|mededeling voor de redactie",
        verification="ter verificatie|alleen ter verificatie",
        sender="van|afzender",
        sent="verzonden|datum|verstuurd|verzonden op",
        to="aan|cc|bcc|antwoorden aan|ontvanger|bijlagen|bijlage|urgentie",
        subject="onderwerp|betreft",
        reply="re|fw|doorst|antw|betr",
        forwarded="doorgestuurd bericht|oorspronkelijk bericht|begin doorgestuurd bericht|origineel bericht",
        wrote="schreef|het volgende geschreven",
        greeting="beste|hallo|hoi|dag|geachte|goedemorgen|goedemiddag|goedenavond|goedendag|lieve",
        farewell="met vriendelijke groet|met vriendelijke groeten|vriendelijke groet|vriendelijke groeten|groeten|"
        "groet|mvg|hartelijke groet|hartelijke groeten|bedankt|dank|alvast bedankt|hoogachtend|dank je wel",
        device="verstuurd vanaf|verzonden vanaf|verstuurd met|verzonden met|outlook downloaden",
        notice="dit bericht|deze e-mail|dit e-mailbericht|de informatie in deze|de inhoud van dit bericht|"
        "vertrouwelijkheid|denk aan het milieu|indien u niet|als u niet de geadresseerde",
        reach="bel me|bel mij|mijn nummer|ik ben bereikbaar|mijn mobiel",
        letter="hieronder ons persbericht|hieronder het persbericht|hieronder vindt u|onderstaand vindt u|"
        "wij sturen u|hierbij sturen wij|hieronder ons|"
        "bijgaand|bijgevoegd|in de bijlage|hierbij stuur|hierbij het|hierbij ons|hierbij een|ik stuur|kunt u|"
        "kun je|kunnen jullie|zou je|zou u|graag plaatsen|ik hoor graag|wij horen graag|laat het me weten|"
        "aarzel niet|hier is het stuk",
        press="persbericht|persmededeling|perscommuniqué|persinformatie|persverklaring|"
        "voor onmiddellijke publicatie|"
        "mediabericht|nieuwsbericht",
        contact="voor interviews|voor persvragen|afdeling communicatie|persdienst|"
        "perscontact|contact|contactpersoon|contactgegevens|persvoorlichting|persvragen|"
        "voor meer informatie|meer informatie|voor vragen|nadere informatie|voor nadere informatie|woordvoering|"
        "informatie",
        about="over",
        ends="einde|einde bericht|einde persbericht",
        notes="noot voor de redactie|noten voor redacties|noot voor redacties|opmerking voor de redactie|"
        "niet voor publicatie|noot aan de redactie|redactionele noot",
        event="tijd|wanneer|waar|locatie|plaats|toegang|entree|prijs|adres|kosten|aanvang|kaarten",
        history="vandaag in de geschiedenis|op deze dag|jaar geleden|uit het archief|toen en nu",
    ),
)
