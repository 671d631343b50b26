"""What a deployment keeps of its conversations: the port (``store.port``) and its adapter over SQLite."""
