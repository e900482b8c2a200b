"""The kinds of host. Each implements `contract.Host`, and the rest of delivery knows nothing else of it."""
