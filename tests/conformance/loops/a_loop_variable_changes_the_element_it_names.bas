leads = [{"name": "a"}, {"name": "b"}]
FOR EACH lead IN leads
  lead.score = LEN(lead.name) * 10
NEXT
TALK leads[1].score              ' expect: 10
