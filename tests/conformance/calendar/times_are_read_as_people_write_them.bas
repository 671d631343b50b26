' today is Thursday, 2026-01-01, 12:00
FOR EACH t IN ["tomorrow 14", "in 2 hours", "04/05/2026 09:30", "next monday at 10am", "amanhã às 16h30"]
    id = BOOK "A", "", t
    TALK FIND("calendar_events", "id", id).starts
NEXT
' expect: 2026-01-02 14:00:00
' expect: 2026-01-01 14:00:00
' expect: 2026-05-04 09:30:00
' expect: 2026-01-05 10:00:00
' expect: 2026-01-02 16:30:00
