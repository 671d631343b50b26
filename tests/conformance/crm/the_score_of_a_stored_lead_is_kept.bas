id = CREATE LEAD "Ana", "ana@bakery.example", "+351 912 345 678", "website"
TALK GET LEAD SCORE id
' expect: {"score": 30, "grade": "D", "status": "cold", "qualified": false}
lead = {"id": id, "company": "Bakery", "job_title": "Owner", "budget": 500}
s = SCORE LEAD lead
TALK s.score
' expect: 68
s = GET LEAD SCORE "ana@bakery.example"
TALK s.score + " " + s.status
' expect: 68 warm
TALK (SCORE LEAD id).score
' expect: 30
s = GET LEAD SCORE 99
IF s IS NULL THEN TALK "no such lead"
' expect: no such lead
