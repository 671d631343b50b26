' Reads all pages of the customer list and merges them by id. The last page that came is kept, whatever comes after it.
SET SCHEDULE "*/30 * * * *"

SET HEADER "Authorization" = "Bearer " + crm_key
SET PAGE MODE "auto"

TRY
  answer = GET crm_url + "/customers?limit=${page_size}"
  IF answer.status <> 200 THEN THROW "The other system answers ${answer.status} ${answer.statusText}."
  rows = []
  FOR EACH item IN answer.customers
    rows.PUSH({"id": item.id, "name": TRIM(item.name), "email": LCASE(item.contact.email), "city": item.address.city OR "", "orders": UBOUND(item.orders), "seen": NOW()})
  NEXT
  result = MERGE "customers" WITH rows BY "id"
  SAVE "sync_runs", {"at": NOW(), "read": COUNT(rows), "inserted": result.inserted, "updated": result.updated, "error": ""}
  CLEAR HEADERS
  RETURN WITH ok AS true, read AS COUNT(rows), inserted AS result.inserted, updated AS result.updated, message AS ""
CATCH e
  CLEAR HEADERS
  SAVE "sync_runs", {"at": NOW(), "read": 0, "inserted": 0, "updated": 0, "error": LEFT(e.message, 300)}
  SEND MAIL "operator", "The customers could not be read", "${e.message}

The copy is as it was. The next try is in half an hour."
  RETURN WITH ok AS false, message AS e.message
END TRY
