"""The words of the theme in the languages of papers: gettext catalogues, one folder for each language."""
