"""The labels over the key points of a live story. Another language is a row here and a test."""

KEY_POINTS = frozenset((
    "key points", "key point", "what we know", "what we know so far", "at a glance", "the latest", "in brief",
    "summary", "النقاط الرئيسية", "أبرز النقاط", "das wichtigste", "das wichtigste in kürze", "auf einen blick",
    "was wir wissen", "puntos clave", "claves", "lo que sabemos", "lo esencial", "l'essentiel", "l’essentiel",
    "ce que l'on sait", "ce que l’on sait", "points clés", "punti chiave", "in sintesi", "che cosa sappiamo", "要点",
    "これまでの経緯", "hoofdpunten", "wat we weten", "in het kort", "najważniejsze", "co wiemy",
    "najważniejsze informacje", "pontos principais", "o que sabemos", "destaques", "önemli noktalar", "öne çıkanlar",
    "ne biliyoruz", "головне", "що відомо",
))  # fmt: skip
