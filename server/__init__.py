"""The server: bots from folders, conversations that outlive the process, channels. A thin host around the machine."""
