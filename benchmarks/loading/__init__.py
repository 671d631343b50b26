"""All around the loop: from a file to a running bot, the host's calls, and conversations that wait."""
