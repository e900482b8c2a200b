"""List the words of notes that agencies and editors put beside a story. Another language is a row here and a test."""

CORRECTIONS = (
    "correction", "corrections", "clarification", "correction and clarification", "corrected", "erratum",
    "korrektur", "berichtigung", "richtigstellung", "klarstellung", "correctif", "rectificatif", "précision", "corrigé",
    "corrección", "rectificación", "fe de errores", "aclaración", "correção", "correcção", "retificação", "errata",
    "correzione", "rettifica", "errata corrige", "correctie", "rectificatie", "rättelse", "rettelse", "oikaisu",
    "sprostowanie", "oprava", "helyesbítés", "исправление", "уточнение", "виправлення", "διόρθωση", "düzeltme",
    "تصحيح", "תיקון", "ralat", "更正", "訂正", "정정",
)  # fmt: skip
"""Labels of corrections, casefolded, which a colon follows."""

EDITORS_NOTES = (
    "editor's note", "editors' note", "editors note", "editor’s note", "editors’ note", "ed. note", "publisher's note",
    "publisher’s note", "note to readers", "author's note", "author’s note", "disclosure", "disclaimer",
    "trigger warning", "content warning", "anmerkung der redaktion", "anm. d. red.", "redaktioneller hinweis",
    "hinweis der redaktion",
    "note de la rédaction", "ndlr", "note de l'éditeur", "nota de la redacción", "nota del editor", "nota de redacción",
    "nota da redação", "nota do editor", "nota della redazione", "nota del redattore", "noot van de redactie",
    "redaktionens anmärkning", "red. anm.", "redaktionel note", "toimituksen huomautus", "od redakcji", "od redakce",
    "a szerk.", "szerkesztői megjegyzés", "от редакции", "примечание редакции", "від редакції", "σημείωση της σύνταξης",
    "editörün notu", "ملاحظة المحرر", "הערת המערכת", "catatan redaksi", "编者按", "編者按", "編集部注",
    "편집자 주", "편집자주",
)  # fmt: skip
"""Labels of notes to readers, casefolded, which a colon follows."""

REMARK_VERBS = (
    "add", "adds", "added", "adding", "update", "updates", "updated", "updating", "recast", "recasts", "recasting",
    "repeat", "repeats", "repeating", "refile", "refiles", "refiling", "rewrite", "rewrites", "writes through",
    "new throughout", "removes", "fixes", "clarifies", "restores", "inserts", "edits", "changes", "drops", "deletes",
    "neu", "neu:", "ergänzt", "aktualisiert", "erweitert", "überarbeitet", "wiederholung", "durchgehend neu",
    "ajoute", "actualise", "actualisé", "répète", "précise", "añade", "agrega", "actualiza", "repite", "amplía",
    "acrescenta", "atualiza", "repete", "aggiunge", "aggiorna", "ripete", "voegt toe", "herhaling",
    "добавляет", "добавлены", "обновляет", "повтор",
)  # fmt: skip
"""Words that open a remark in brackets on what changed in a story: `(Adds quote, details)`."""
CORRECTING_VERBS = (
    "corrects", "correct", "correcting", "correction", "corrected", "berichtigt", "korrigiert", "corrige", "rectifie",
    "rectifica", "corrigiendo", "corregge", "corrigeert", "исправляет", "исправлено",
)  # fmt: skip

EDITED = (
    "edited", "reported", "rewritten", "edição", "edición", "edizione", "edited and uploaded", "reportagem",
    "reportage", "reportaje", "editor", "editora", "redaktur", "penyunting", "uploader", "redazione", "redação",
    "redacción", "oprac.", "opracowanie", "editing", "édité",
)  # fmt: skip
"""What opens a line under agency copy that names whoever worked on it, casefolded; `by`, `de` or a colon follow."""
REPORTING = (
    "reporting", "additional reporting", "writing", "editing", "compiled", "compiling", "screenwriting", "graphics",
    "translating", "translated", "production", "additional research", "research",
)  # fmt: skip
"""Work that Reuters credits in brackets, before `by`."""
CREDIT_OPENINGS = (
    "reportage", "reportage de", "édité par", "edité par", "rédigé par", "version française", "avec la contribution de",
    "reporte de", "reporte por", "información de", "editado por", "escrito por", "traducido por", "con información de",
    "bericht von", "berichte von", "redigiert von", "geschrieben von", "bearbeitet von", "reporter", "mitarbeit",
    "reportagem de", "edição de", "por", "in redazione", "tradotto da", "editing", "geschreven door", "bewerkt door",
    "إعداد", "تحرير", "تغطية", "كتابة", "شارك في التغطية", "گزارش", "ویرایش", "דיווח", "ערך",
    "сообщил", "редактор", "перевел", "перевела", "記者", "编辑", "編集", "編譯",
)  # fmt: skip

RIGHTS = (
    "all rights reserved", "alle rechte vorbehalten", "tous droits réservés", "todos los derechos reservados",
    "reservados todos los derechos", "prohibida su reproducción", "prohibida la reproducción",
    "todos os direitos reservados", "tutti i diritti riservati", "riproduzione riservata", "alle rechten voorbehouden",
    "alla rättigheter", "alle rettigheder", "alle rettigheter", "kaikki oikeudet", "wszelkie prawa zastrzeżone",
    "všechna práva vyhrazena", "minden jog fenntartva", "toate drepturile rezervate", "sva prava pridržana",
    "все права защищены", "усі права захищені", "με επιφύλαξη παντός", "tüm hakları saklıdır", "hak cipta",
    "hak cipta terpelihara", "جميع الحقوق محفوظة", "כל הזכויות שמורות", "版权所有", "版權所有", "無断転載", "무단 전재",
    "저작권자", "may not be published, broadcast", "may not be reproduced", "click for restrictions",
    "from a syndicated feed", "reprint permission",
    "redistributed without permission", "without prior written permission",
)  # fmt: skip
"""Phrases of notices about rights, casefolded."""

INITIALS_LABELS = (
    "foto",
    "fotos",
    "photo",
    "photos",
    "vídeo",
    "video",
    "vidéo",
    "audio",
    "infografía",
    "gráfico",
    "bild",
    "bilder",
)
