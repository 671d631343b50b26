id = CREATE LEAD "Ana", "ana@bakery.example"
SET LEAD SCORE id, 60
s = UPDATE LEAD SCORE id, 15, "asked for an offer"
TALK s.score + " " + s.status
' expect: 75 hot
s = UPDATE LEAD SCORE id, 50
TALK s.score
' expect: 100
s = UPDATE LEAD SCORE id, -300, "left"
TALK s.score + " " + s.grade
' expect: 0 F
FOR EACH a IN FIND "activities" WHERE type = "lead" AND record = id
    TALK a.description
NEXT
' expect: +15 points: asked for an offer
' expect: +50 points
' expect: -300 points: left
s = UPDATE LEAD SCORE 99, 1
' fault@-1: GB6004 "UPDATE LEAD SCORE finds no lead 99 in the table leads"
