"""Read the files of news agencies: each format has one reader, bytes -> `WireItem`s."""
