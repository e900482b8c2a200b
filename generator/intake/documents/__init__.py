"""Read documents of word processors, web pages and saved mails as Markdown, which is then read like any other copy."""
