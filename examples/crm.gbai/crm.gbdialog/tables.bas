' Leads, and everything that happened with them.

TABLE leads
  id integer key
  name string(120)
  email string(200) unique
  company string(120)
  interest string(200)
  stage string(20)
  owner string(60)
  contacts integer
  next_contact date
  created datetime
END TABLE

TABLE activities
  id integer key
  lead references leads
  kind string(20)
  note text
  at datetime
END TABLE

CREATE INDEX leads_by_day ON leads(stage, next_contact)
