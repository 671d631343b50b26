' Looks customers up in the copy, and runs the sync by hand.

DO
  HEAR task AS "Find a customer", "Write a note", "Sync now", "Last runs", "Done"
  SELECT CASE task
    CASE "Find a customer"
      HEAR words WITH "Name, mail address or city?"
      found = CALL "find-customer.bas", words
      FOR EACH customer IN found
        TALK "${customer.id}  ${customer.name}, ${customer.city OR "no city"}: ${customer.email}, ${customer.orders} orders"
      NEXT
      IF NOT found THEN TALK "Nobody like that."
    CASE "Write a note"
      HEAR id WITH "About whom? (their id)"
      HEAR note WITH "What shall I write?"
      TRY
        done = CALL "send-note.bas", id, note
        TALK done.message
      CATCH e
        TALK e.message
      END TRY
    CASE "Sync now"
      result = CALL "sync-customers.bas"
      IF result.ok THEN
        TALK "${result.read} read, ${result.inserted} new, ${result.updated} changed."
      ELSE
        TALK "It did not work: ${result.message}"
      END IF
    CASE "Last runs"
      FOR EACH run IN (FIND "sync_runs" ORDER BY id DESC LIMIT 5)
        TALK "${run.read} read, ${run.inserted} new, ${run.updated} changed${run.error ? ": " + run.error : ""}"
      NEXT
  END SELECT
LOOP UNTIL task = "Done"
TALK "Bye."
