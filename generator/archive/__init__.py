"""The catalogue: every story, what is public of it, and how stories go together. One writer."""
