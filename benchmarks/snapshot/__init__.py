"""What a waiting conversation costs: bytes, and time to put away and take out."""
