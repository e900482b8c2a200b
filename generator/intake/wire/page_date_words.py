"""The words with which pages of papers label the times and the sources of their stories, by language."""

PUBLISHED = {
    "en": "published|first published|originally published|published on|published at|posted|posted on|posted at",
    "de": "veröffentlicht|veröffentlicht am|erschienen|erschienen am|publiziert|publiziert am|erstellt|erstellt am",
    "fr": "publié|publié le|publiée le|créé le|mis en ligne le",
    "es": "publicado|publicado el|publicada|creado|creado el",
    "pt": "publicado em|publicada em|criado em",
    "it": "pubblicato|pubblicato il|pubblicata il",
    "nl": "gepubliceerd|gepubliceerd op|geplaatst|geplaatst op",
    "sv": "publicerad|publicerat|publicerades",
    "nb da": "publisert|publiceret|offentliggjort|udgivet",
    "fi": "julkaistu",
    "pl": "opublikowano|data dodania|dodano",
    "cs sk": "publikováno|zveřejněno|publikované|zverejnené",
    "hu": "megjelent|közzétéve|publikálva",
    "ro": "publicat|publicat la|publicat în",
    "hr sr": "objavljeno|објављено",
    "tr": "giriş|giriş tarihi|yayınlanma|oluşturulma|oluşturulma tarihi|eklenme",
    "ru uk": "опубликовано|размещено|опубліковано",
    "el": "δημοσιεύθηκε|δημοσιεύτηκε|δημοσίευση",
    "ar": "نشر|نُشر|نشر في|نُشر في",
    "ja": "公開|公開日時|配信|掲載",
    "zh": "发布|发布时间|发表时间|發布|發布時間|發佈時間",
    "ko": "입력|기사입력|기사 입력|등록|송고|송고시간|승인|발행",
    "id": "diterbitkan|dipublikasikan",
}
UPDATED = {
    "en": "updated|last updated|updated on|updated at|modified|last modified",
    "de": "aktualisiert|aktualisiert am|zuletzt aktualisiert|zuletzt aktualisiert am|letzte aktualisierung|geändert am",
    "fr": "mis à jour|mis à jour le|mise à jour|mise à jour le|modifié le",
    "es": "actualizado|actualizado el|actualizada|actualización|última actualización|modificado",
    "pt": "atualizado|atualizado em|atualizada em|atualização|última atualização|modificado em",
    "it": "aggiornato|aggiornato il|aggiornato alle|ultimo aggiornamento|modifica il|modificato il|ultima modifica",
    "nl": "bijgewerkt|bijgewerkt op|laatst bijgewerkt|laatste update|aangepast|gewijzigd",
    "sv": "uppdaterad|uppdaterat|senast uppdaterad",
    "nb da": "oppdatert|sist oppdatert|opdateret|senest opdateret",
    "fi": "päivitetty|muokattu",
    "pl": "aktualizacja|zaktualizowano|ostatnia aktualizacja|aktualizowano",
    "cs sk": "aktualizováno|aktualizované|aktualizované",
    "hu": "frissítve|frissült|módosítva",
    "ro": "actualizat|actualizat la|ultima actualizare",
    "hr sr": "ažurirano|zadnja izmjena|ажурирано",
    "tr": "güncelleme|güncelleme tarihi|son güncelleme|son güncellenme|güncellendi",
    "ru uk": "обновлено|изменено|оновлено",
    "el": "ενημερώθηκε|τελευταία ενημέρωση|ενημέρωση",
    "ar": "آخر تحديث|تحديث|تم التحديث",
    "ja": "更新|更新日時|最終更新",
    "zh": "更新|更新时间|更新時間|最后更新",
    "ko": "수정|기사수정|최종수정|업데이트",
    "id": "diperbarui",
}
SOURCES = {"en": "source", "de": "quelle", "es": "fuente", "pt it": "fonte", "zh": "来源|來源|稿件来源", "ko": "출처"}
"""What stands before the name of an agency or a paper, with a colon."""
AUTHORS = {"zh": "作者|记者|記者|文"}
EDITORS = {"zh": "编辑|編輯|责编|责任编辑|責任編輯|值班编辑"}
"""What stands before the names of the author, and of the editor, who is for the desk alone, in such lines."""
READING_BEFORE = (
    "temps de lecture|lesedauer|lesezeit|leestijd|tiempo de lectura|tempo de leitura|tempo di lettura|reading time|"
    "lukuaika|lästid|lesetid|læsetid|czas czytania|время чтения|час читання|okuma süresi"
)
READING_BEHIND = (
    "read|reading|to read|reading time|de lecture|lesezeit|lesen|leestijd|de lectura|de leitura|di lettura|lukuaika|"
    "lästid|lesetid|læsetid|czytania|чтения|читання|okuma"
)
"""How long a story takes to read, before and behind the minutes."""
