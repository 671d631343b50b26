"""The vocabulary (keywords and pure functions, each declared once), the ports they need and the adapters behind."""
