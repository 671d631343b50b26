"""The desk: people who take over conversations from bots."""
