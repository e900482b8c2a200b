"""List words that help to tell places from other words in capitals before a dash: `ROME - ` and `NATO - `."""

from generator.intake.wire.word_sets import words_in

LABELS = words_in(
    """
    advisory alert analysis attention background blog breaking brief briefs cancelled clarification column comment
    commentary correction corrections developing disclaimer editorial error exclusive explainer factbox feature
    important interview letter letters memo newsalert news note notice obituary op-ed opinion photos photo
    picture pictures podcast poll postponed preview profile q&a question recap recipe refile reminder report results
    review scores sidebar spoiler summary timeline unclassified update updated updates
    urgent video wanted warning withdrawn ingredients directions writethru
    achtung eilmeldung exklusiv kommentar meinung analyse hintergrund interview urgente última ultimora última-hora
    atención exclusivo opinión análisis édito éditorial exclusif срочно молния мнение интервью
    """
)
"""Words that stand in capitals before a dash or a colon but are no place, casefolded. One of them is enough."""
LABEL_PHRASES = frozenset({
    "must read", "just in", "fact check", "for sale", "coming soon", "editor's note", "new", "live", "flash", "watch",
    "full time", "full-time", "half time", "half-time", "extra time", "final score", "final", "overtime", "kick-off",
    "kickoff", "end of regulation", "endstand", "halbzeit", "abpfiff", "mi-temps", "fin du match", "descanso",
    "final del partido", "fine primo tempo", "fischio finale", "intervalo", "fim de jogo", "rust", "einde wedstrijd",
    "kill", "top", "top story", "test", "story", "score", "sports", "weather", "week of", "month of", "the week",
})  # fmt: skip
"""Labels that may be parts of a place's name, such as `NEW` of `NEW YORK`: only the whole counts."""

NOT_PLACES = words_in(
    """
    nato nasa fifa uefa opec unesco unicef asean interpol europol frontex brexit covid hamas hezbollah fema nafta
    mercosur
    unhcr usaid scotus potus amtrak boeing google twitter facebook amazon nasdaq britons americans labour tories
    democrats republicans congress parliament police today tomorrow yesterday tonight monday tuesday wednesday thursday
    friday saturday sunday january february march april june july august september october november december
    when where what while then there here this that these those because before after although however never always
    maybe perhaps nothing something everyone nobody sorry thanks please hello goodbye welcome okay great really
    finally initial final first second third money health business sports politics science technology women winner
    winners losers loser killed dead alive found lost stolen freedom justice peace christmas easter thanksgiving
    halloween ramadan ukip snp dup fdp spd cdu csu bundestag bundesrat eilmeldung uno otan onu опек нато оон ссср рпц
    мвф вто νατο οηε
    """
)
"""Other words of six letters or more, and organisations, that are no place, casefolded."""

VENUES = words_in(
    """
    academy airport arena auditorium avenue ballroom bar beach cafe café cathedral celebration center centre chapel
    church cinema class club college community concert conference convention council court courthouse courtroom
    day dinner election event exhibition fair fairgrounds festival field final forum gallery game gala garden gardens
    green grounds gym hall hearing hospital hotel house inn kickoff lecture library lounge market match
    meeting monday museum night office opening opera panel parade park party pier plaza premiere pub race rally
    reception reading restaurant road room school semifinal semi-final service session show stadium stage station
    street studio summit theater theatre tour track trial university vote walk wedding week weekend workshop
    deadline due ends expires starts begins opens closes
    ayuntamiento auditorio biblioteca casa catedral centro cine colegio concierto escuela estadio feria fiesta festival
    iglesia museo palacio parque partido plaza reunión sala salón teatro universidad
    bibliothèque cathédrale centre cinéma école église fête gare hôtel mairie match musée palais parc place réunion
    salle stade théâtre
    bahnhof bibliothek dom fest gemeindehaus halle haus kino kirche konzert messe museum park platz rathaus schule
    sitzung spiel stadion stadthalle theater treffen turnhalle universität
    chiesa comune municipio palazzo partita piazza scuola stadio teatro igreja câmara estádio jogo
    """
)
"""Words of what takes place on a day at an hour, or where in a town: no place in which a story was written."""

SHORT_PLACES = words_in(
    """
    abuja accra aden agra akron alamo almer alta ames amman aosta apia arica asti athen aspen avila baku bali banda
    banff bari basel basle basra bath beira beja belem bern berne bergen bihar boise bogor bonn bondi boston braga
    brasov
    brest brno bronx bruges bursa busan butte cadiz cádiz cairo cali cannes caen capri cebu chad chile china chico
    chur cluj conde cork corfu cuba cusco cuzco dakar dallas davao davos delft delhi derby derry dhaka dijon dili doha
    douai dover dubai duluth eilat elgin elko enid epsom erie essen eton exton faro fargo fiji flint fresno gabon galle
    gary gaza gent ghent genoa genf gera ghana goa gomel graz haifa hagen haiti halle hanoi haren herat hilo homs hull
    idlib india iowa ipoh iran iraq irbid izmir jaffa jambi japan jena jenin jerez jinja juba juneau kabul kano karaj
    kassel kazan kenya kiel kiev kigali kobe korea kyiv kyoto köln lagos laos laval leeds leiden lens león leon lhasa
    libya liège lille lima linz lodi lodz łódź lomé lome lugo luton luxor lviv lyon lyons macon mainz malmö malta mali
    maine male malibu medan mecca metz miami milan minsk mosul mumbai namur nancy naples nauru neath nepal nice nimes
    nîmes niger oaxaca ocala odesa oman omaha omsk oran orel osaka oslo otley oulu ouro palma paris parma patna pécs
    penza perm perth peru pisa plano plzen poole porto praha prato pula pune qatar queens quito rabat reims remo reno
    riga rome roma rouen rugby sakai salem salta samoa sanaa seoul siena sidon sioux sligo sofia split spain stade
    sudan surat suva sydney syria taif taipei tampa tartu tokyo togo tomsk tours trier trent truro tulsa tunis turin
    turku tuzla ulm urfa utah utica utrecht vaduz vadodara varna vigo waco wales wien worms wuhan xian yalta york yemen
    yuma zagreb zaria zug zürich zurich texas idaho italy egypt aleppo maui nome ogden olbia orlando padua alger algiers
    киев київ львів одеса одесса минск мінск баку омск томск уфа пермь сочи рим париж лима осло дели токио сеул москва
    пекин софия варна ниш бар сплит рига алматы астана бишкек ташкент ереван тверь тула орёл чита якутск сумы суми луцк
    рівне мукачево
    αθήνα ρόδος βόλος ρώμη παρίσι κως σάμος χίος πάτρα
    """
)
"""Cities, states and countries of five letters or fewer (some with more), casefolded. Other short words in capitals are
often abbreviations, so that they are places only with a state, a day or an agency."""

CITIES = words_in(
    """
    berlin hamburg münchen köln frankfurt stuttgart düsseldorf leipzig dresden hannover nürnberg bremen wien graz linz
    salzburg innsbruck klagenfurt bregenz eisenstadt zürich genf basel bern lausanne luzern paris london rom madrid
    moskau washington peking tokio brüssel athen kairo damaskus bagdad jerusalem beirut teheran ankara istanbul kiew
    warschau prag budapest bratislava pressburg belgrad zagreb laibach ljubljana sarajevo sofia bukarest oslo stockholm
    kopenhagen helsinki reykjavík dublin lissabon barcelona mailand straßburg luxemburg amsterdam rotterdam new-york
    islamabad karachi lahore peshawar quetta rawalpindi kolkata chennai bengaluru hyderabad lucknow bhopal srinagar
    jammu ahmedabad guwahati bhubaneswar chandigarh kathmandu colombo dhaka new-delhi kabul neu-delhi delhi seoul
    pjöngjang bangkok manila jakarta singapur sydney canberra nairobi kapstadt
    johannesburg tripolis tunis algier rabat riad sanaa doha abu-dhabi dubai caracas bogotá lima santiago brasília
    rio-de-janeiro buenos-aires mexiko-stadt havanna toronto ottawa los-angeles chicago boston miami sacramento
    bruxelles rome genève berne londres moscou pékin athènes le-caire lisbonne varsovie
    duisburg dortmund bochum karlsruhe mannheim augsburg rostock lübeck bielefeld münster kassel wiesbaden mainz kiel
    koblenz braunschweig wolfsburg magdeburg erfurt potsdam schwerin saarbrücken trier greifswald villach wels leoben
    st-pölten kitzbühel bozen vatikanstadt hongkong diyarbakir aleppo raqqa philadelphia detroit houston dallas seattle
    vancouver tel-aviv monte-carlo hollywood bamako luanda trondheim göteborg malmö oslo bergen tallinn riga vilnius
    lyon marseille lille strasbourg nantes toulouse bordeaux montpellier rennes montréal québec dakar abidjan
    casablanca zaragoza málaga monterrey guadalajara medellín guayaquil den-haag utrecht antwerpen brussel gent
    warszawa kraków gdańsk wrocław poznań praha brno bratislava beograd zagreb ljubljana
    roma milano torino napoli firenze bologna palermo genova venezia bari bruxelles londra parigi berlino
    moscú pekín bruselas londres bogotá méxico quito caracas habana la-habana sevilla valencia bilbao montevideo
    asunción la-paz lisboa porto são-paulo salvador recife
    tokyo beijing moscow brussels rome athens cairo damascus baghdad kyiv warsaw prague vienna geneva zurich lisbon
    """
)
"""Cities that open a story in ordinary letters: `Wien - Der Hafen ...`. Casefolded, with a hyphen for a blank."""
