"""Players, charts, maps and posts of other sites: their addresses, alone on a line, and the figures made of them."""
