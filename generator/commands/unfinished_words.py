"""The words in square brackets by which writers mark what isn't finished, by language: `[check spelling]`."""

BRACKETED = {
    "de": "prüfen|bitte prüfen|checken|nachtragen|ergänzen|folgt|fehlt|name folgt|zitat folgt|zahl folgt|stimmt das",
    "en": "check|confirm|verify|fact[- ]check|insert|to come|(?:name|quote) to come|add|needs?|missing|is this right",
    "es": "verificar|comprobar|revisar|completar|confirmar|por confirmar|falta|faltan|pendiente|añadir|insertar",
    "fr": "vérifier|à vérifier|compléter|à compléter|confirmer|à confirmer|ajouter|manque|à venir|insérer",
    "it": "verificare|da verificare|controllare|completare|da completare|confermare|manca|mancano|inserire|aggiungere",
    "ja": "要確認|確認中|未確認|後送|追記予定",
    "nl": "checken|nakijken|controleren|aanvullen|volgt|ontbreekt|navragen|invullen|toevoegen",
    "pl": "sprawdzić|uzupełnić|potwierdzić|brak|dodać|wstawić|do sprawdzenia|do uzupełnienia",
    "pt": "verificar|conferir|checar|confirmar|completar|falta|faltam|a confirmar|inserir|acrescentar",
    "ru": "проверить|уточнить|дополнить|вставить|подтвердить",
    "tr": "kontrol et|kontrol|teyit et|teyit|eklenecek|tamamlanacak|doğrula",
    "uk": "перевірити|уточнити|доповнити|вставити|підтвердити",
    "zh": "待核实|待確認|待确认|待补|待補|需核实|核实",
}
"""Language -> regular expression. Quotations aren't looked at: there, a word in brackets belongs to what was said."""
TO_COME = frozenset({"en"})
"""The languages in which TK, “to come”, is nothing else: in German it is an insurer."""
SPACED_QUESTIONS = frozenset({"fr"})
"""The languages that put a space before a question mark, so that ` ??` may end a sentence."""
LETTERS_FOR_NUMBERS = frozenset({"de", "es", "fr", "it", "nl", "pl", "pt", "tr"})
"""The languages in which `xxx` stands for what isn't known yet."""
