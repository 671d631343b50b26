' The sales team's conversation.

TALK "Hello! This is the lead book of ${company}."

DO
  HEAR task AS "New lead", "Due today", "Move a lead", "Pipeline", "History", "Done"
  SELECT CASE task
    CASE "New lead"
      CALL new_lead
    CASE "Due today"
      CALL due_today
    CASE "Move a lead"
      CALL move_lead
    CASE "Pipeline"
      CALL pipeline
    CASE "History"
      CALL history
  END SELECT
LOOP UNTIL task = "Done"
TALK "Good luck!"

SUB new_lead
  HEAR name AS NAME WITH "Who is it?"
  HEAR email AS EMAIL WITH "Which mail address?"
  HEAR firm WITH "Which company?"
  HEAR interest WITH "What are they interested in?"
  lead = CALL "new-lead.bas", name, email, firm, interest, "rui"
  IF lead.fresh THEN
    TALK "Lead ${lead.id} is written down."
  ELSE
    TALK "We know this address already: lead ${lead.id}, ${lead.stage}."
  END IF
END SUB

SUB due_today
  due = FIND "leads" WHERE next_contact <= TODAY() ORDER BY name
  IF due IS NULL THEN
    TALK "Nobody is waiting for us today."
    EXIT SUB
  END IF
  FOR EACH lead IN due
    TALK "${lead.id}  ${lead.name}, ${lead.company}: ${lead.stage}"
  NEXT
END SUB

SUB move_lead
  HEAR id AS INTEGER WITH "Which lead?"
  HEAR stage AS "new", "contacted", "offer", "won", "lost"
  HEAR note WITH "What happened?"
  TRY
    moved = CALL "move-lead.bas", id, stage, null, note
    TALK "${moved.name} went from ${moved.before} to ${moved.stage}."
  CATCH e
    TALK e.message
  END TRY
END SUB

SUB pipeline
  FOR EACH group IN SORT(GROUP_BY(FIND "leads", "stage"), "key")
    TALK "${group.key}: ${group.count}"
  NEXT
END SUB

SUB history
  HEAR id AS INTEGER WITH "Which lead?"
  FOR EACH entry IN (CALL "lead-history.bas", id)
    TALK "${entry.kind}: ${entry.note}"
  NEXT
END SUB
