"""Around all of it, for people at work: watching, building again, showing what stands."""
