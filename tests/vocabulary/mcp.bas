' Tools of other servers.
rows = USE MCP "crm", "find_contact", {"name": name}
names = MCP LIST TOOLS "crm"
rows = MCP INVOKE "crm.find_contact", {"name": name}
