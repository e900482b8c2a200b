"""Photos as files beside stories: their names, the notes beside them, and what stories and copy say of them."""
