' Books an appointment: dates and hours, arithmetic with them, no bookings at weekends.

CONST length = 45

TALK "Dr. Lima's practice. Let us find you a time."
HEAR day AS DATE WITH "Which day suits you?"
DO WHILE WEEKDAY(day) = 1 OR WEEKDAY(day) = 7
  TALK "${FORMAT(day, "DD/MM/YYYY")} is a weekend; the next working day is ${FORMAT(next_working_day(day), "DD/MM/YYYY")}."
  HEAR day AS DATE WITH "Which day suits you?"
LOOP

HEAR hour AS HOUR WITH "At what time?"
starts = DATEADD(day + " " + hour, 0, "minute")
ends = DATEADD(starts, length, "minute")
IF starts.hour < 8 OR ends.hour >= 18 THEN
  TALK "We are open from 8 to 18, so I put you at 8:00."
  starts = DATEADD(day + " 08:00", 0, "minute")
  ends = starts + length * 60
END IF

TALK "You have an appointment on ${FORMAT(starts, "YYYY-MM-DD")} from ${FORMAT(starts, "HH:mm")} to ${FORMAT(ends, "HH:mm")}."

reminder = DATEADD(starts, -1, "day")
TALK "I will remind you on ${FORMAT(reminder, "DD/MM/YYYY")} at ${FORMAT(reminder, "HH:mm")}."
TALK "Your next check-up: ${DATEADD(DATEVALUE(day), 6, "month")}."
RETURN {"starts": starts, "minutes": DATEDIFF("minute", starts, ends)}

FUNCTION next_working_day(date)
  candidate = DATEVALUE(date)
  DO
    candidate = candidate + 1
  LOOP WHILE WEEKDAY(candidate) = 1 OR WEEKDAY(candidate) = 7
  RETURN candidate
END FUNCTION
