"""Catalogue -> pages: which exist, and what each is made of."""
