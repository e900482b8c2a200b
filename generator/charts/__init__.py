"""Tables become drawings: plain numbers and words, which a template sets as SVG."""
