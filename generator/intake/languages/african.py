"""Languages of Africa."""

from generator.intake.languages.row import Row

AFRICAN = (
    Row(
        code="sw",
        embargo="embargo|zuio la kuchapisha|zuio",
        forbidden="usichapishe|msichapishe|isichapishwe|kisichapishwe|marufuku kuchapisha|marufuku kutangaza|"
        "usitangaze|si kwa kuchapishwa|si ya kuchapishwa|tafadhali usichapishe|isitangazwe|"
        "subiri idhini|subiri ruhusa",
        hold="subiri|shikilia",
        draft="rasimu|rasimu ya kwanza",
        release="kuchapishwa|tarehe ya kuchapishwa|itachapishwa",
        uncleared="haijahaririwa|siri|kwa matumizi ya ndani|inasubiri idhini",
        until="hadi|mpaka|kabla ya|kuanzia|tarehe",
        none="hakuna|hapana",
        private="si kwa ajili ya kuchapishwa|kwa wahariri tu",
        sender="kutoka",
        sent="imetumwa|tarehe",
        to="kwa",
        subject="mada|kichwa",
        forwarded="ujumbe uliosambazwa|ujumbe asilia",
        wrote="aliandika",
        greeting="habari|mpendwa|ndugu|salamu",
        farewell="asante|ahsante|wako mwaminifu|wako katika ujenzi wa taifa",
        press="taarifa kwa vyombo vya habari|taarifa kwa umma",
        contact="mawasiliano|kwa maelezo zaidi|kwa taarifa zaidi",
        about="kuhusu",
        ends="mwisho",
        notes="maelezo kwa wahariri",
        event="saa|mahali|wakati|ukumbi|kiingilio",
        history="siku kama ya leo",
    ),
)
