"""Languages of the south of Europe."""

from generator.intake.languages.row import Row

SOUTHERN = (
    Row(
        code="es",
        to_me="para mí|para: mí",
        banner="correo externo|mensaje externo|remitente externo|atención: este correo|precaución: este correo|"
        "este correo se originó|este mensaje proviene|no suele recibir correos|advertencia: este correo",
        open_end="nuevo aviso|nueva orden|nueva indicación|nuevas instrucciones",
        speech="cotejar con el discurso pronunciado|cotejar con el texto pronunciado",
        embargo="material embargado|información embargada|nota embargada|noticia embargada|"
        "contenido embargado|texto embargado|embargo estricto|bajo estricto embargo|"
        "bajo embargo estricto|embargados|embargadas|"
        "embargo|embargado|embargada|embargo informativo|embargo de prensa|bajo embargo|embargo periodístico",
        to_desk="nota a la redacción|atención redacción|ojo redacción|aviso a la redacción",
        killed="rogamos anulen|se ruega anulen|rogamos anular|se ruega anular|por favor, anulen",
        forbidden="no sacar|no sacar hasta|no sacar antes|no publicar hasta|no emitir hasta|no emitir antes|"
        "publicar no antes de|publicar no antes del|publicar solo a partir de|publicar sólo a partir de|"
        "embargado hasta|embargada hasta|bajo embargo hasta|embargo hasta|no publicar|no difundir|"
        "no usar antes|no publicar antes|no divulgar|no para publicación|no apto para publicación|"
        "prohibida su publicación|prohibida su difusión|favor de no publicar|por favor no publicar|"
        "no es para publicación|respeten el embargo|se ruega respetar el embargo|se ruega no publicar|no antes de|"
        "aún no publicar|todavía no publicar|no subir|no subir todavía|favor de no subir|favor de no difundir|"
        "esperar luz verde|esperar visto bueno|"
        "esperar el visto bueno|esperar confirmación|publicar después de|publicar después de las|publicar tras|"
        "no publicar todavía|no publicar aún|no publicar por ahora|no difundir todavía|no difundir aún",
        hold="esperar para publicar|esperar antes de publicar|retrasar la publicación|"
        "retener|en espera|en reserva|guardar hasta|guardar para|aguantar|congelado",
        draft="borrador|primer borrador|versión preliminar|versión provisional|borrador final",
        release="publicable a partir del|se puede publicar a partir del|puede publicarse a partir del|"
        "se podrá publicar a partir del|difusión autorizada a partir del|"
        "publicación autorizada a partir del|utilizable a partir del|"
        "para publicar el|para publicar|publicar el|publicar a partir del|fecha de publicación|"
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
        verification="para verificación|solo para verificación|datos de verificación",
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
        letter="os remitimos|le remitimos|les remitimos|remitimos nota|remitimos la nota|os enviamos|"
        "les enviamos|le enviamos|os adjunto|os adjuntamos|os envío|os paso|os mando|"
        "a continuación les remitimos|ruego publiquen|rogamos su publicación|rogamos su difusión|"
        "agradecemos su difusión|"
        "adjunto|adjuntamos|le adjunto|te adjunto|les adjunto|en archivo adjunto|quedo a|quedamos a|"
        "no dude en|no duden en|podrían publicar|podría publicar|puedes publicar|agradecería|agradeceríamos|"
        "le escribo|les escribo|te escribo|les envío|te envío|le envío|aquí va el texto|aquí está el texto",
        press="nota de prensa|comunicado de prensa|comunicado|boletín de prensa|nota informativa|"
        "para publicación inmediata|para difusión inmediata|difusión inmediata|gacetilla|comunicado oficial|"
        "boletín informativo|información de prensa",
        contact="departamento de comunicación|área de comunicación|comunicación y prensa|"
        "para solicitar entrevistas|para entrevistas|dirección de comunicación|"
        "contacto de prensa|contacto|contactos|contacto para prensa|contacto para medios|"
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
        to_me="para mim",
        banner="e-mail externo|email externo|mensagem externa|remetente externo|atenção: este e-mail|"
        "cuidado: este e-mail|este e-mail foi enviado de fora|não costuma receber",
        open_end="novo aviso|segunda ordem|nova ordem|novas instruções",
        speech="só faz fé a versão proferida|só faz fé o discurso proferido",
        embargo="material embargado|informação embargada|embargo rigoroso|sob embargo total|embargados|"
        "embargadas|"
        "embargo|embargado|embargada|sob embargo|embargo de imprensa",
        killed="favor desconsiderar|por favor, desconsiderem|pedimos que desconsiderem",
        forbidden="não soltar|não soltar antes|não sair antes|não publicar antes|não publicar até|"
        "publicar só a partir de|publicar apenas a partir de|publicar somente a partir de|"
        "sob embargo até|embargado até|embargada até|embargo até|não publicar|não divulgar|"
        "não usar antes|"
        "não veicular|não destinado à publicação|proibida a publicação|proibida a divulgação|favor não publicar|"
        "por favor não publicar|publicação proibida|não antes de|"
        "só publicar depois|só publicar após|só publicar a partir|só publicar quando|publicar só depois|"
        "publicar somente após|publicar somente depois|publicar apenas após|publicar apenas depois|"
        "só divulgar após|só divulgar depois|só veicular após|não subir antes|não colocar no ar|"
        "ainda não publicar|não publicar ainda|aguardar liberação|aguardando liberação|aguardar ok|"
        "aguardar aprovação|aguardando aprovação do|liberado só depois|liberado após|liberado só após|"
        "não subir|não subir ainda",
        hold="esperar para publicar|aguardar para publicar|segurar até|segurar a publicação|"
        "segurar|em espera|aguardar|reter até|guardar até|na gaveta",
        draft="rascunho|primeira versão|versão preliminar|versão provisória|minuta",
        release="publicável a partir de|pode ser publicado a partir de|pode ser divulgado a partir de|"
        "divulgação autorizada a partir de|publicação autorizada a partir de|divulgar a partir de|"
        "publicar a partir de|"
        "para publicação em|para publicar em|publicar em|publicar a|data de publicação|data de divulgação|"
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
        verification="para verificação|apenas para verificação|só para verificação",
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
        letter="enviamos em anexo|enviamos o comunicado|remetemos|segue o comunicado|segue comunicado|"
        "vimos por este meio|agradecemos a divulgação|agradecemos a publicação|"
        "solicitamos a divulgação|"
        "em anexo|segue em anexo|segue anexo|seguem em anexo|anexo o|fico à disposição|ficamos à disposição|"
        "não hesite|poderia publicar|podem publicar|pode publicar|agradeço|agradecemos a|envio o|segue o texto|"
        "aqui vai o texto|segue release|segue o release|segue nota|segue a nota|segue abaixo|segue sugestão de pauta|"
        "encaminho release|encaminho nota|encaminhamos",
        press="comunicado de imprensa|comunicado à imprensa|nota de imprensa|nota à imprensa|comunicado|"
        "press release|para divulgação imediata|para publicação imediata|divulgação imediata|informação à imprensa|"
        "release",
        contact="para entrevistas|gabinete de comunicação|departamento de comunicação|"
        "contato para a imprensa|informações para a imprensa|informações para imprensa|contacto de imprensa|"
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
        to_me="a me",
        banner="mail esterna|email esterna|e-mail esterna|mittente esterno|attenzione: questa e-mail|"
        "attenzione: questa email|questo messaggio proviene|non si ricevono spesso",
        open_end="nuovo avviso|nuova comunicazione|nuovo ordine|ulteriore avviso|data da destinarsi",
        speech="fa fede il discorso pronunciato|fa fede il testo pronunciato|vale il discorso pronunciato",
        embargo="embargo assoluto|sotto stretto embargo|sotto embargo assoluto|embargo tassativo|"
        "embargo|sotto embargo|embargo stampa|in embargo",
        killed="si prega di annullare|annullare la notizia|vogliate annullare",
        forbidden="non mettere online|non mandare online|non uscire prima|non far uscire prima|"
        "da pubblicare non prima|pubblicare non prima|da diffondere non prima|"
        "embargo fino al|embargo fino alle|embargo sino al|sotto embargo fino|sotto embargo fino al|"
        "in embargo fino al|non pubblicare|non divulgare|non diffondere|non utilizzare prima|da non pubblicare|"
        "non pubblicare prima di|"
        "da non diffondere|non per la pubblicazione|vietata la pubblicazione|vietata la diffusione|non prima del|"
        "si prega di rispettare l'embargo|si prega di non pubblicare|"
        "non ancora pubblicare|non pubblicare ancora|non pubblicare|in attesa di ok|"
        "in attesa di approvazione|in attesa del via libera|pubblicare dopo|pubblicare dopo le|"
        "pubblicare solo dopo",
        hold="attendere per pubblicare|attendere a pubblicare|aspettare a pubblicare|"
        "rinviare la pubblicazione|"
        "in attesa|in sospeso|trattenere|trattenere fino|tenere fermo|fermo|da tenere",
        draft="bozza|prima bozza|versione provvisoria|prima stesura|bozza finale",
        release="pubblicabile a partire dal|diffusione consentita dal|pubblicazione consentita dal|"
        "utilizzabile dal|può essere pubblicato dal|può essere pubblicato a partire dal|"
        "da pubblicare il|pubblicare il|da diffondere il|pubblicazione il|data di pubblicazione|"
        "per la pubblicazione il|diffusione il|da pubblicare dal|libero dal|pubblicabile dal|"
        "da pubblicare|pubblicare",
        uncleared="non rivisto|da rivedere|non corretto|da correggere|in attesa di approvazione|da approvare|"
        "riservato|strettamente riservato|confidenziale|uso interno|solo per uso interno|non verificato|"
        "da verificare",
        until="a partire dal|a partire da|a partire dalle|dalle|dopo|dopo il|non prima del|"
        "fino al|prima|prima di|prima delle|prima del|fino alle|fino a|sino al|al|il|alle|per|prima del|dal",
        none="nessuno|no|revocato|senza embargo",
        private="non destinate alla pubblicazione|non destinato alla pubblicazione|"
        "non destinata alla pubblicazione|"
        "non sono destinate alla pubblicazione|non destinati alla pubblicazione|solo per la redazione|"
        "note per la redazione|nota per la redazione|note alla redazione|ad uso della redazione",
        verification="per verifica|solo per verifica",
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
        letter="inoltriamo|inoltro|trasmettiamo|si trasmette|vi inoltriamo|vi inviamo|le inviamo|"
        "inviamo il comunicato|inviamo in allegato|di seguito il comunicato|si prega di dare|"
        "vi preghiamo di|con preghiera di|"
        "in allegato|allego|alleghiamo|vi invio|le invio|ti invio|resto a disposizione|"
        "restiamo a disposizione|"
        "non esitate|potreste pubblicare|potete pubblicare|potresti pubblicare|ecco il testo|ecco il pezzo|"
        "vi scrivo|le scrivo|vi ringrazio",
        press="comunicato stampa|nota stampa|comunicato|per la pubblicazione immediata|nota per la stampa|"
        "per diffusione immediata|diffusione immediata|informazione stampa",
        contact="ufficio comunicazione|area comunicazione|per interviste|referente stampa|"
        "contatti stampa|contatto stampa|contatti|contatto|ufficio stampa|per informazioni|"
        "per ulteriori informazioni|per maggiori informazioni|informazioni|contatti per la stampa|info",
        about="informazioni su|su|chi è|chi siamo|profilo",
        ends="fine",
        notes="note per i redattori|nota per i redattori|note ai redattori|note per gli editori|note per i giornalisti",
        event="ora|ore|quando|dove|luogo|ingresso|costo|prezzo|orario|indirizzo|biglietti",
        history="accadde oggi|oggi nella storia|anni fa|almanacco|in questo giorno",
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
