"""Mail as text: addresses, messages written for the wire, messages read from it. No I/O."""
