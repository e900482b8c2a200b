"""Move a paper in: read what another program kept, and write it as plain files that editors can read."""
