id = BOOK "Haircut", "Ana", "whenever"
' fault@-1: GB6003 "BOOK needs a time such as 2026-05-04 14:00, not whenever"
' ---
id = BOOK "Haircut", "Ana", "2026-05-04"
' fault@-1: GB6003 "BOOK needs a time"
' ---
id = BOOK " ", "Ana", "2026-05-04 14:00"
' fault@-1: GB6004 "BOOK needs a title"
' ---
id = BOOK "A", "", "2026-05-04 14:00", 1
id = BOOK "B", "", "2026-06-04 14:00", 44640
TALK "a minute and a month"
' expect: a minute and a month
id = BOOK "C", "", "2026-09-04 14:00", 44641
' fault@-1: GB6004 "BOOK takes 1 to 44640 minutes, not 44641"
' ---
id = BOOK "C", "", "2026-09-04 14:00", 0
' fault@-1: GB6004 "BOOK takes 1 to 44640 minutes, not 0"
