"""The words of mails, press releases and restraint, by language: one row a language."""
