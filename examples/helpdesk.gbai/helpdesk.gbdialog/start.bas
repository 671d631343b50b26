' The help desk's conversation, for everybody who has a problem and for the team that solves it.

TALK "${team}. What can we do for you?"
HEAR me AS EMAIL WITH "Who are you? Please tell me your mail address."

menu:
HEAR task AS "Report a problem", "My tickets", "Search", "Work on a ticket", "Leave"
ON ERROR GOTO trouble
SELECT CASE task
  CASE "Report a problem"
    HEAR subject WITH "What is wrong, in a few words?"
    HEAR description WITH "Please tell me more."
    ticket = CALL "open-ticket.bas", subject, description, me
    TALK "Your ticket is #${ticket.id}, priority ${ticket.priority}. You get a mail when something happens."
  CASE "My tickets"
    CALL show(CALL "find-tickets.bas", null, me)
  CASE "Search"
    HEAR words WITH "Which words?"
    CALL show(CALL "find-tickets.bas", words)
  CASE "Work on a ticket"
    HEAR id AS INTEGER WITH "Which ticket?"
    HEAR state AS "in work", "waiting", "solved", "closed", "open"
    HEAR note WITH "What was done?"
    done = CALL "change-ticket.bas", id, state, note
    TALK "#${done.id}: ${done.before} -> ${done.state}"
  CASE ELSE
    TALK "Have a quiet day."
    EXIT
END SELECT
GOTO menu

trouble:
TALK ERROR MESSAGE
GOTO menu

SUB show(tickets)
  IF NOT tickets THEN
    TALK "There are none."
    EXIT SUB
  END IF
  FOR EACH ticket IN tickets
    TALK "#${ticket.id} ${ticket.subject}: ${ticket.state}${ticket.priority = "urgent" ? ", urgent" : ""}"
  NEXT
END SUB
