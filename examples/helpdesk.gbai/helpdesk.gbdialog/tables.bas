' Tickets and what was said about them.

TABLE tickets
  id integer key
  subject string(150)
  description text
  state string(20)
  priority string(10)
  requester string(200)
  late boolean
  opened datetime
  changed datetime
END TABLE

TABLE ticket_notes
  id integer key
  ticket references tickets
  state string(20)
  note text
  at datetime
END TABLE

CREATE INDEX tickets_by_requester ON tickets(requester, state)
