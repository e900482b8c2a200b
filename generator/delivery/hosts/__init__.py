"""The kinds of host, one module each. All of them do what `contract.Host` says, and nothing else is known of them."""
