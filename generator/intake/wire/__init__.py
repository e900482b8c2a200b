"""Copy as agencies and press offices send it."""
