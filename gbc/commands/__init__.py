"""One module per command of ``gbc``; each is imported only when its command runs."""
