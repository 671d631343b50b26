lead = {"name": "Ana", "email": "ana@bakery.example", "phone": "+351 912 345 678", "company": "Bakery", "job_title": "CEO", "company_size": "50-200", "budget": 12000, "source": "referral"}
s = SCORE LEAD lead
TALK s.score + " " + s.grade + " " + s.status
' expect: 85 A hot
TALK s.breakdown.email + " " + s.breakdown.role + " " + s.breakdown.size
' expect: 15 20 5
TALK s.recommendations
' expect: ["send something worth reading and see whether it is opened"]
s = SCORE LEAD {"email": "ana@gmail.com"}
TALK s.score + " " + s.grade + " " + s.status
' expect: 5 F cold
