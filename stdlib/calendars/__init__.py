"""The calendar of a bot: its events, its free times, and invitations to them."""
