"""Decide which stories are public and at which addresses, and answer the questions of pages about them."""
