"""List the subjects of mails that say what comes with them, and how letters to the editor begin."""

import re

NO_HEADLINES = frozenset(
    {
        "letter for publication", "letter to the editor", "letter", "for publication", "story", "article", "my story",
        "press release", "news release", "for the paper", "submission", "news", "copy", "new story", "draft", "column",
        "opinion piece", "op-ed", "op-ed submission", "text", "leserbrief", "artikel", "pressemitteilung",
        "communique de presse", "courrier des lecteurs", "carta al director", "nota de prensa", "nota", "materia",
        "release", "comunicato stampa", "comunicado de prensa", "tekst", "informacja prasowa", "no subject",
        "(no subject)",
    }
)  # fmt: skip
"""Subjects, folded, that say what comes with the mail and are no headline."""
LETTER_TO_EDITOR = re.compile(
    r"to the editor\b|letters? (?:to (?:the )?editor|for publication)|leserbrief|leserzuschrift|courrier des lecteurs|"
    r"cartas? al director|carta ao (?:editor|diretor|leitor)|letter[ae] al direttore|ingezonden brief|lezersbrief|"
    r"insändare|læserbrev|leserbrev|mielipidekirjoitus|list do redakcji|письмо в редакцию|読者投稿",
    re.IGNORECASE,
)
"""How a letter begins, or its subject, that is meant to be printed with its writer's name."""
