' Every weekday morning: a friendly mail to each lead whose day has come, and one list to every owner.
' A lead that never answers is given up after most_contacts mails.
SET SCHEDULE "0 9 * * 1-5"

due = FIND "leads" WHERE next_contact <= TODAY() AND stage <> "won" AND stage <> "lost" ORDER BY owner, name
lists = {}
sent = 0

FOR EACH lead IN due
  IF lead.contacts >= most_contacts THEN
    CALL give_up(lead)
  ELSE
    CALL write_to(lead)
    sent += 1
  END IF
  lists[lead.owner] = lists[lead.owner] + "- ${lead.name} (${lead.company}), ${lead.email}\n"
NEXT

FOR EACH group IN GROUP_BY(due, "owner")
  SEND MAIL group.key, "Follow-ups of today: ${group.count}", "Good morning,

these leads were written to or given up today:

${lists[group.key]}"
NEXT
LOG INFO "${sent} of ${COUNT(due)} leads were written to"
RETURN sent

SUB write_to(lead)
  interest = lead.interest OR "our services"
  BEGIN MAIL lead.email
  Subject: Your interest in ${interest}

  Dear ${lead.name},

  you asked us about ${interest}. May we make you an offer?
  Just answer this mail.

  ${company}
  END MAIL
  UPDATE "leads" SET contacts = contacts + 1, stage = IIF(lead.stage = "new", "contacted", lead.stage), next_contact = DATEADD(TODAY(), days_between_contacts, "day") WHERE id = lead.id
  SAVE "activities", {"lead": lead.id, "kind": "mail", "note": "Follow-up ${lead.contacts + 1}", "at": NOW()}
END SUB

SUB give_up(lead)
  UPDATE "leads" SET stage = "lost", next_contact = null WHERE id = lead.id
  SAVE "activities", {"lead": lead.id, "kind": "lost", "note": "No answer to ${most_contacts} mails", "at": NOW()}
END SUB
