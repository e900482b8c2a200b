"""Mails, as files of a mail program and as text that was pasted from one."""
