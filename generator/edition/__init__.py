"""From the catalogue to pages: which pages exist, and what each is made of."""
