' The bot that `make run` starts: a small café. It remembers people, asks typed questions and calls other scripts.

BEGIN SYSTEM PROMPT
You work in a small café. You are friendly and brief.
END SYSTEM PROMPT

TALK "Welcome to the Café of Commands!"
name = RECALL "guest_name"
IF name THEN
  TALK "Good to see you again, ${name}."
ELSE
  HEAR name AS NAME WITH "What may I call you?"
  REMEMBER "guest_name", name
  TALK "Nice to meet you, ${name}."
END IF

order = []

menu:
HEAR wish AS "Order", "Bill", "Riddle", "Leave"

SELECT CASE wish
  CASE "Order"
    line = CALL "order.bas"
    IF line THEN
      order.PUSH(line)
      TALK "Noted: ${line.qty} x ${line.what}."
    END IF
  CASE "Bill"
    CALL show_bill
  CASE "Riddle"
    CALL "riddle.bas", name
  CASE ELSE
    GOTO goodbye
END SELECT
GOTO menu

goodbye:
IF order THEN CALL show_bill
REMEMBER "guest_name", name
TALK "Goodbye, ${name}. Come back soon!"

SUB show_bill
  IF NOT order THEN
    TALK "Nothing ordered yet."
    EXIT SUB
  END IF
  total = 0
  FOR EACH line IN order
    TALK "${line.qty} x ${line.what}: ${FORMAT(line.qty * line.price, "#,##0.00")}"
    total += line.qty * line.price
  NEXT
  TALK "Total: ${FORMAT(total, "#,##0.00")}"
END SUB
