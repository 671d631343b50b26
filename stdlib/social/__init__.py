"""Posts on social networks: what is published, and the interface of each network."""
