"""What starts scripts without a person: times, events, tables, mail, files, web calls."""
