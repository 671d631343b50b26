"""Tables behind the data keywords: names, filters as SQL, values of columns, roles. No database is opened here."""
