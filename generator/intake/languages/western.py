"""Languages of the west and the south of Europe."""

from generator.intake.languages.row import Row

WESTERN = (
    Row(
        code="de",
        speech="es gilt das gesprochene wort|massgebend ist das gesprochene wort|maßgebend ist das gesprochene wort",
        embargo="sperrfrist|sperrvermerk|embargo|gesperrt|mit sperrfrist|achtung sperrfrist|bitte sperrfrist beachten",
        forbidden="unter embargo|sperrfrist bis|gesperrt bis|nicht zur veröffentlichung|nicht veröffentlichen|"
        "bitte nicht veröffentlichen|bitte nicht vor … veröffentlichen|nicht vor … veröffentlichen|"
        "nicht zur verwendung|nicht verwenden|"
        "veröffentlichung nicht vor|veröffentlichung erst ab|veröffentlichung frei ab|veröffentlichung erst|"
        "zur veröffentlichung ab|nicht freigegeben|noch nicht freigegeben|bitte sperrfrist|nicht vor|"
        "nicht zum druck|darf nicht veröffentlicht werden|"
        "noch nicht veröffentlichen|noch nicht online|noch nicht online stellen|noch nicht freischalten|"
        "erst nach … veröffentlichen|erst nach … online|bitte erst|erst morgen online|nur für print|"
        "nicht online stellen|bitte noch nicht",
        hold="zurückhalten|bitte zurückhalten|zurückgestellt|zurückhalten bis|liegt auf eis|stehsatz",
        draft="entwurf|rohfassung|erster entwurf|vorläufige fassung|arbeitsfassung|rohtext",
        release="frei ab|frei für|frei zur veröffentlichung ab|freigabe|freigabe ab|freigegeben ab|"
        "veröffentlichung ab|veröffentlichung am|zu veröffentlichen am|erscheint am|freigabedatum|"
        "veröffentlichungsdatum|"
        "vorab frei ab|"
        "erst ab|online erst ab|online ab",
        uncleared="nicht redigiert|unredigiert|noch nicht redigiert|nicht gegengelesen|noch nicht gegengelesen|"
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
        letter="anbei|im anhang|angehängt|ich freue mich auf|wir freuen uns auf|bei rückfragen|für rückfragen|"
        "könnten sie|könntest du|könntet ihr|kannst du|bitte bringt|bitte veröffentlicht|ich bitte um|"
        "über eine veröffentlichung|melden sie sich|melde dich|ich schicke|ich sende|hier der text|"
        "hier ist der text|"
        "hier kommt",
        press="pressemitteilung|presseinformation|medienmitteilung|medieninformation|pressemeldung|presseerklärung|"
        "zur sofortigen veröffentlichung|sofort frei|presseaussendung|presse-information|medien-information",
        contact="pressekontakt|kontakt|medienkontakt|ansprechpartner|ansprechpartnerin|presseanfragen|"
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
        speech="seul le prononcé fait foi|le prononcé fait foi|seul le texte prononcé fait foi",
        embargo="embargo|sous embargo|embargo strict|embargo presse|embargo média|embargo médias",
        forbidden="sous embargo jusqu'au|sous embargo jusqu'à|embargo jusqu'au|embargo jusqu'à|ne pas publier|"
        "ne pas diffuser|ne pas utiliser|ne pas mettre en ligne|prière de ne pas publier|merci de ne pas publier|"
        "merci de respecter l'embargo|merci de respecter … embargo|à ne pas publier|à ne pas diffuser|"
        "ne doit pas être publié|interdit de publication|non destiné à la publication|publication interdite|"
        "diffusion interdite|pas avant|ne pas publier sans|interdit de diffusion|attendre le feu vert|"
        "attendre l'accord|attendre le ok|attendre validation|bon à tirer en attente|à publier après|publier après|"
        "pas encore publier|ne pas publier pour l'instant|ne pas diffuser pour l'instant|ne pas encore diffuser|"
        "ne pas encore publier|ne publier qu'après",
        hold="à garder|en attente|à tenir|à conserver jusqu'au|suspendu|en attente de publication|au frigo|au marbre|"
        "papier à garder|papier à garder pour|à garder pour|à garder jusqu'au|à tenir jusqu'au|garder pour|"
        "à conserver|garder au chaud|au chaud",
        draft="brouillon|projet|première version|version provisoire|version de travail|ébauche",
        release="à publier le|à paraître le|à diffuser le|publication le|date de publication|date de diffusion|"
        "pour publication le|parution le|diffusion le|à publier|à diffuser|libre à partir du|levée de l'embargo|"
        "à paraître|parution|mise en ligne|mise en ligne le|à mettre en ligne|à mettre en ligne le|"
        "publier|attendre|publier à partir de",
        uncleared="non relu|pas relu|pas encore relu|à relire|non validé|pas encore validé|à valider|"
        "en attente de validation|confidentiel|strictement confidentiel|usage interne|à usage interne|"
        "ne pas relire|non vérifié|à vérifier|"
        "validation en cours|relecture en cours|"
        "en attente de relecture|en attente du juridique|en attente de feu vert|en relecture",
        until="jusqu'au|avant|avant le|dès|jusqu'à|au|le|à|pour|avant|du|jusque",
        none="aucun|non|levé|pas d'embargo|sans",
        private="pas destiné à la publication|pas destinées à la publication|pas destinés à la publication|"
        "non destinées à la publication|non destinés à la publication|non destinée à la publication|"
        "ne sont pas destinées à être publiées|réservé à la rédaction|"
        "à l'attention de la rédaction|pour information de la rédaction|réservées à la rédaction",
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
        letter="ci-joint|veuillez trouver|vous trouverez|je vous prie|je vous remercie|je reste à|nous restons à|"
        "n'hésitez pas|pourriez-vous|peux-tu|pouvez-vous|merci de publier|merci de bien vouloir|voici le texte|"
        "voici l'article|voici mon|dans l'attente",
        press="communiqué de presse|communiqué|communique de presse|information presse|info presse|"
        "dossier de presse|"
        "pour diffusion immédiate|pour publication immédiate|diffusion immédiate|note de presse",
        contact="contact presse|contacts presse|contact|contacts|contact média|contact médias|relations presse|"
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
        code="es",
        speech="cotejar con el discurso pronunciado|cotejar con el texto pronunciado",
        embargo="embargo|embargado|embargada|embargo informativo|embargo de prensa|bajo embargo|embargo periodístico",
        forbidden="embargado hasta|embargada hasta|bajo embargo hasta|embargo hasta|no publicar|no difundir|"
        "no usar antes|no publicar antes|no divulgar|no para publicación|no apto para publicación|"
        "prohibida su publicación|prohibida su difusión|favor de no publicar|por favor no publicar|"
        "no es para publicación|respeten el embargo|se ruega respetar el embargo|se ruega no publicar|no antes de|"
        "aún no publicar|todavía no publicar|no subir|no subir todavía|favor de no subir|favor de no difundir|"
        "esperar luz verde|esperar visto bueno|"
        "esperar el visto bueno|esperar confirmación|publicar después de|publicar después de las|publicar tras|"
        "no publicar todavía|no publicar aún|no publicar por ahora|no difundir todavía|no difundir aún",
        hold="retener|en espera|en reserva|guardar hasta|guardar para|aguantar|congelado",
        draft="borrador|primer borrador|versión preliminar|versión provisional|borrador final",
        release="para publicar el|para publicar|publicar el|publicar a partir del|fecha de publicación|"
        "fecha de difusión|publicación el|difusión el|para difusión el|para su publicación el|"
        "para ser publicado el|a publicar el|disponible a partir del|"
        "a publicar|publicar|difundir el|publicar a las|publicar desde|sale el|para salir el|"
        "esperar a|esperar hasta",
        uncleared="sin editar|sin corregir|sin revisar|pendiente de revisión|pendiente de revisar|"
        "pendiente de aprobación|por revisar|por aprobar|no revisado|no aprobado|confidencial|"
        "estrictamente confidencial|uso interno|sólo uso interno|solo uso interno|sin verificar|"
        "falta revisión legal|"
        "pendiente de legal|pendiente de jurídico|a la espera de aprobación|falta el visto bueno|"
        "sin visto bueno|"
        "todavía no|aún no",
        until="hasta|antes|antes de|antes del|hasta el|hasta las|para el|antes del|el|a las|desde|a partir del|del",
        none="ninguno|no|levantado|sin embargo informativo|no hay",
        private="no destinada a publicación|no destinado a publicación|no destinada a la publicación|"
        "no está destinada a la publicación|no están destinadas a la publicación|no está destinada a ser publicada|"
        "no destinadas a la publicación|no son para publicar|no es para publicar|solo para la redacción|"
        "sólo para la redacción|para uso exclusivo de la redacción|notas para la redacción|nota para la redacción",
        sender="de|remitente",
        sent="enviado|fecha|enviado el|enviado a las",
        to="para|cc|cco|responder a|destinatario|adjuntos|datos adjuntos|archivos adjuntos|importancia",
        subject="asunto|tema",
        reply="re|rv|reenv|fwd|resp",
        forwarded="mensaje reenviado|mensaje original|inicio del mensaje reenviado|forwarded message",
        wrote="escribió",
        greeting="hola|buenos días|buenas tardes|buenas noches|buenas|estimado|estimada|estimados|estimadas|"
        "querido|querida|queridos|queridas|apreciado|apreciada|muy señor mío",
        farewell="saludos|un saludo|saludos cordiales|cordialmente|atentamente|un abrazo|abrazos|gracias|"
        "muchas gracias|cordial saludo|un cordial saludo|reciba un cordial saludo|atte|saludos atentos|"
        "gracias de antemano",
        device="enviado desde|obtener outlook|enviado con",
        notice="recibe este correo|recibes este correo|este mensaje|este correo|aviso de confidencialidad|"
        "aviso legal|la información contenida en este|antes de imprimir|si usted no es el destinatario|"
        "si ha recibido este",
        reach="llámame|llámeme|llamadme|mi móvil|mi celular|mi teléfono|mi número",
        letter="adjunto|adjuntamos|le adjunto|te adjunto|les adjunto|en archivo adjunto|quedo a|quedamos a|"
        "no dude en|no duden en|podrían publicar|podría publicar|puedes publicar|agradecería|agradeceríamos|"
        "le escribo|les escribo|te escribo|les envío|te envío|le envío|aquí va el texto|aquí está el texto",
        press="nota de prensa|comunicado de prensa|comunicado|boletín de prensa|nota informativa|"
        "para publicación inmediata|para difusión inmediata|difusión inmediata|gacetilla|comunicado oficial|"
        "boletín informativo|información de prensa",
        contact="contacto de prensa|contacto|contactos|contacto para prensa|contacto para medios|"
        "contacto de medios|gabinete de prensa|oficina de prensa|para más información|más información|"
        "para mayor información|mayores informes|contactos de prensa|informes|atención a medios",
        about="acerca de|sobre|acerca del",
        ends="fin|fin del comunicado",
        notes="notas para editores|nota para editores|notas a los editores|nota a los editores|nota a redactores|"
        "notas para los periodistas|nota para periodistas|notas a los redactores",
        event="hora|cuándo|dónde|lugar|precio|entrada|costo|coste|dirección|inscripción|horario|boletos",
        history="un día como hoy|tal día como hoy|efemérides|hace años|hoy en la historia|aquel día",
    ),
    Row(
        code="pt",
        speech="só faz fé a versão proferida|só faz fé o discurso proferido",
        embargo="embargo|embargado|embargada|sob embargo|embargo de imprensa",
        forbidden="sob embargo até|embargado até|embargada até|embargo até|não publicar|não divulgar|"
        "não usar antes|"
        "não veicular|não destinado à publicação|proibida a publicação|proibida a divulgação|favor não publicar|"
        "por favor não publicar|publicação proibida|não antes de|"
        "só publicar depois|só publicar após|só publicar a partir|só publicar quando|publicar só depois|"
        "publicar somente após|publicar somente depois|publicar apenas após|publicar apenas depois|"
        "só divulgar após|só divulgar depois|só veicular após|não subir antes|não colocar no ar|"
        "ainda não publicar|não publicar ainda|aguardar liberação|aguardando liberação|aguardar ok|"
        "aguardar aprovação|aguardando aprovação do|liberado só depois|liberado após|liberado só após|"
        "não subir|não subir ainda",
        hold="segurar|em espera|aguardar|reter até|guardar até|na gaveta",
        draft="rascunho|primeira versão|versão preliminar|versão provisória|minuta",
        release="para publicação em|para publicar em|publicar em|publicar a|data de publicação|data de divulgação|"
        "divulgação em|para divulgação em|publicação em|a publicar em|liberado a partir de|liberação em|"
        "publicar|para publicar|para publicar no|veicular em|subir em|para sair em|para sair no",
        uncleared="não editado|sem edição|sem revisão|não revisto|não revisado|por rever|a rever|aguarda aprovação|"
        "aguardando aprovação|pendente de aprovação|confidencial|estritamente confidencial|uso interno|"
        "não verificado|por aprovar|"
        "aguardando jurídico|aguarda jurídico|com o jurídico|falta revisão",
        until="até|antes|antes de|antes do|até ao|até às|para|antes de|em|a|às|até dia|a partir de",
        none="nenhum|não|sem embargo|levantado",
        private="não destinada à publicação|não destinadas à publicação|não se destina à publicação|"
        "não se destinam à publicação|não se destina a publicação|apenas para a redação|apenas para a redacção|"
        "só para a redação|nota à redação|notas à redação|informação para a redação",
        sender="de|remetente",
        sent="enviado|enviada|data|enviado em|enviada em",
        to="para|cc|cco|responder a|destinatário|anexos|anexo|importância",
        subject="assunto",
        reply="re|res|enc|fwd",
        forwarded="mensagem encaminhada|mensagem original|mensagem reencaminhada|início da mensagem reencaminhada",
        wrote="escreveu",
        greeting="olá|oi|bom dia|boa tarde|boa noite|caro|cara|caros|caras|prezado|prezada|prezados|prezadas|"
        "exmo|exma|exmos|estimado|estimada",
        farewell="cumprimentos|com os melhores cumprimentos|melhores cumprimentos|atenciosamente|abraço|abraços|"
        "obrigado|obrigada|muito obrigado|muito obrigada|cordialmente|att|saudações|um abraço",
        device="enviado do meu|enviado a partir|enviado via|obter o outlook",
        notice="você está recebendo este e-mail|recebeu este e-mail porque|esta mensagem|este e-mail|este email|"
        "aviso de confidencialidade|a informação contida|as informações contidas|antes de imprimir|"
        "se você não é o destinatário|se não for o destinatário",
        reach="me liga|liga-me|ligue para mim|meu celular|meu telemóvel|meu número",
        letter="em anexo|segue em anexo|segue anexo|seguem em anexo|anexo o|fico à disposição|ficamos à disposição|"
        "não hesite|poderia publicar|podem publicar|pode publicar|agradeço|agradecemos a|envio o|segue o texto|"
        "aqui vai o texto|segue release|segue o release|segue nota|segue a nota|segue abaixo|segue sugestão de pauta|"
        "encaminho release|encaminho nota|encaminhamos",
        press="comunicado de imprensa|comunicado à imprensa|nota de imprensa|nota à imprensa|comunicado|"
        "press release|para divulgação imediata|para publicação imediata|divulgação imediata|informação à imprensa|"
        "release",
        contact="contato para a imprensa|informações para a imprensa|informações para imprensa|contacto de imprensa|"
        "contacto|contato|contatos|contactos|assessoria de imprensa|informações à imprensa|mais informações|"
        "para mais informações|atendimento à imprensa|gabinete de imprensa|contato para imprensa",
        about="sobre|sobre a|sobre o",
        ends="fim",
        notes="notas aos editores|nota aos editores|notas para editores|nota para editores|notas aos jornalistas",
        event="hora|horário|quando|onde|local|preço|entrada|morada|endereço|ingressos|bilhetes|inscrição",
        history="neste dia|há anos|efemérides|hoje na história|aconteceu neste dia",
    ),
    Row(
        code="it",
        speech="fa fede il discorso pronunciato|fa fede il testo pronunciato|vale il discorso pronunciato",
        embargo="embargo|sotto embargo|embargo stampa|in embargo",
        forbidden="embargo fino al|embargo fino alle|embargo sino al|sotto embargo fino|sotto embargo fino al|"
        "in embargo fino al|non pubblicare|non diffondere|non utilizzare prima|da non pubblicare|"
        "non pubblicare prima di|"
        "da non diffondere|non per la pubblicazione|vietata la pubblicazione|vietata la diffusione|non prima del|"
        "si prega di rispettare l'embargo|si prega di non pubblicare|"
        "non ancora pubblicare|non pubblicare ancora|non pubblicare|in attesa di ok|"
        "in attesa di approvazione|in attesa del via libera|pubblicare dopo|pubblicare dopo le|"
        "pubblicare solo dopo",
        hold="in attesa|in sospeso|trattenere|trattenere fino|tenere fermo|fermo|da tenere",
        draft="bozza|prima bozza|versione provvisoria|prima stesura|bozza finale",
        release="da pubblicare il|pubblicare il|da diffondere il|pubblicazione il|data di pubblicazione|"
        "per la pubblicazione il|diffusione il|da pubblicare dal|libero dal|pubblicabile dal|"
        "da pubblicare|pubblicare",
        uncleared="non rivisto|da rivedere|non corretto|da correggere|in attesa di approvazione|da approvare|"
        "riservato|strettamente riservato|confidenziale|uso interno|solo per uso interno|non verificato|"
        "da verificare",
        until="fino al|prima|prima di|prima delle|prima del|fino alle|fino a|sino al|al|il|alle|per|prima del|dal",
        none="nessuno|no|revocato|senza embargo",
        private="non destinate alla pubblicazione|non destinato alla pubblicazione|"
        "non destinata alla pubblicazione|"
        "non sono destinate alla pubblicazione|non destinati alla pubblicazione|solo per la redazione|"
        "note per la redazione|nota per la redazione|note alla redazione|ad uso della redazione",
        sender="da|mittente",
        sent="inviato|data|inviato il",
        to="a|cc|ccn|rispondi a|destinatario|allegati|allegato|priorità",
        subject="oggetto",
        reply="r|i|re|rif",
        forwarded="messaggio inoltrato|messaggio originale|inizio messaggio inoltrato|inizio del messaggio inoltrato",
        wrote="ha scritto",
        greeting="ciao|salve|buongiorno|buonasera|buon giorno|gentile|gentili|egregio|egregi|caro|cara|cari|care|"
        "spettabile|spett.le",
        farewell="cordiali saluti|distinti saluti|saluti|un saluto|grazie|grazie mille|cordialmente|a presto|"
        "un caro saluto|buona giornata|buon lavoro|grazie anticipatamente",
        device="inviato da|inviato dal mio|scarica outlook",
        notice="questo messaggio|questa e-mail|questa email|le informazioni contenute|avviso di riservatezza|"
        "prima di stampare|se non siete|qualora il messaggio|ai sensi del",
        letter="in allegato|allego|alleghiamo|vi invio|le invio|ti invio|resto a disposizione|"
        "restiamo a disposizione|"
        "non esitate|potreste pubblicare|potete pubblicare|potresti pubblicare|ecco il testo|ecco il pezzo|"
        "vi scrivo|le scrivo|vi ringrazio",
        press="comunicato stampa|nota stampa|comunicato|per la pubblicazione immediata|nota per la stampa|"
        "per diffusione immediata|diffusione immediata|informazione stampa",
        contact="contatti stampa|contatto stampa|contatti|contatto|ufficio stampa|per informazioni|"
        "per ulteriori informazioni|per maggiori informazioni|informazioni|contatti per la stampa|info",
        about="informazioni su|su|chi è|chi siamo|profilo",
        ends="fine",
        notes="note per i redattori|nota per i redattori|note ai redattori|note per gli editori|note per i giornalisti",
        event="ora|ore|quando|dove|luogo|ingresso|costo|prezzo|orario|indirizzo|biglietti",
        history="accadde oggi|oggi nella storia|anni fa|almanacco|in questo giorno",
    ),
    Row(
        code="nl",
        speech="alleen het gesproken woord geldt|het gesproken woord geldt",
        embargo="embargo|onder embargo|embargo pers|persembargo|strikt embargo",
        forbidden="onder embargo tot|embargo tot|niet publiceren|niet voor publicatie|niet gebruiken voor|"
        "niet verspreiden|niet plaatsen|gelieve niet te publiceren|a.u.b. niet publiceren|niet eerder dan|"
        "niet publiceren voor|publicatie niet voor|gelieve het embargo te respecteren|niet vóór|"
        "nog niet plaatsen|nog niet publiceren|nog niet online|niet plaatsen|pas plaatsen na|"
        "pas publiceren na|publiceren na|plaatsen na|wacht op akkoord|wachten op akkoord",
        hold="vasthouden|even vasthouden|in de wacht|aanhouden|vasthouden tot|bewaren tot|ligt stil",
        draft="concept|kladversie|eerste versie|voorlopige versie|conceptversie|klad",
        release="vrij vanaf|vrijgegeven vanaf|te publiceren op|publiceren op|publicatie op|publicatiedatum|"
        "voor publicatie op|vrij voor publicatie op|vrijgave|plaatsen op|verschijnt op",
        uncleared="niet geredigeerd|nog niet geredigeerd|ongeredigeerd|nog niet gelezen|nog niet goedgekeurd|"
        "niet goedgekeurd|wacht op goedkeuring|vertrouwelijk|strikt vertrouwelijk|alleen intern|intern gebruik|"
        "niet gecontroleerd|nog niet gecontroleerd",
        until="tot|voor|vóór|eerder dan|vanaf|voor|op|om|tot en met|na",
        none="geen|nee|opgeheven|vervallen",
        private="niet bestemd voor publicatie|niet bedoeld voor publicatie|niet voor publicatie bestemd|"
        "niet voor publicatie bedoeld|alleen voor de redactie|uitsluitend voor de redactie|noot voor de redactie|"
        "noten voor de redactie|mededeling voor de redactie",
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
        letter="bijgaand|bijgevoegd|in de bijlage|hierbij stuur|hierbij het|hierbij ons|hierbij een|ik stuur|kunt u|"
        "kun je|kunnen jullie|zou je|zou u|graag plaatsen|ik hoor graag|wij horen graag|laat het me weten|"
        "aarzel niet|hier is het stuk",
        press="persbericht|persmededeling|perscommuniqué|persinformatie|persverklaring|"
        "voor onmiddellijke publicatie|"
        "mediabericht|nieuwsbericht",
        contact="perscontact|contact|contactpersoon|contactgegevens|persvoorlichting|persvragen|"
        "voor meer informatie|meer informatie|voor vragen|nadere informatie|voor nadere informatie|woordvoering|"
        "informatie",
        about="over",
        ends="einde|einde bericht|einde persbericht",
        notes="noot voor de redactie|noten voor redacties|noot voor redacties|opmerking voor de redactie|"
        "niet voor publicatie|noot aan de redactie|redactionele noot",
        event="tijd|wanneer|waar|locatie|plaats|toegang|entree|prijs|adres|kosten|aanvang|kaarten",
        history="vandaag in de geschiedenis|op deze dag|jaar geleden|uit het archief|toen en nu",
    ),
    Row(
        code="ca",
        embargo="embargament|embargat|sota embargament",
        forbidden="embargat fins|embargament fins|no publicar|no difondre|no publiqueu|sota embargament fins",
        draft="esborrany",
        release="per publicar el|publicar el|data de publicació|publicació el",
        uncleared="confidencial|sense revisar|pendent de revisió|ús intern",
        until="fins|fins al|fins a|per al|el|a les",
        none="cap|no",
        private="no destinada a la publicació|no destinat a la publicació|només per a la redacció",
        sender="de",
        sent="enviat|data",
        to="per a|a|cc",
        subject="assumpte",
        reply="re|rv",
        forwarded="missatge reenviat|missatge original",
        wrote="va escriure|ha escrit",
        greeting="hola|bon dia|benvolgut|benvolguda|benvolguts|bona tarda",
        farewell="salutacions|salutacions cordials|cordialment|atentament|gràcies|moltes gràcies|una abraçada",
        device="enviat des del meu|enviat des de",
        notice="aquest missatge|avís de confidencialitat|aquest correu",
        letter="us adjunto|adjunt|quedo a la vostra disposició",
        press="nota de premsa|comunicat de premsa|comunicat",
        contact="contacte de premsa|contacte|gabinet de premsa|per a més informació|més informació",
        about="sobre",
        ends="fi",
        notes="notes als editors|nota als editors|notes per a la redacció",
        event="hora|quan|on|lloc|preu|entrada",
        history="tal dia com avui|efemèrides",
    ),
)
