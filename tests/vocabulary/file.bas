' The drive.
text = READ "notes.txt"
rows = READ "people.csv" AS TABLE
rows = READ "people.csv" AS LINES
WRITE "notes.txt", text
WRITE "people.csv", CSV(rows)
WRITE text TO "notes.txt"
WRITE text TO "notes.txt" APPEND
WRITE rows TO "people.csv" AS TABLE
WRITE rows TO "people.csv" AS LINES APPEND
DELETE FILE "notes.txt"
DELETE_FILE "notes.txt"
COPY "a.txt", "b.txt"
COPY "a.txt" TO "b.txt"
MOVE "a.txt", "b.txt"
MOVE "a.txt" TO "b.txt"
files = LIST "inbox"
files = LIST "inbox" FILTER "*.pdf"
files = LIST "inbox" FILTER "*.pdf" RECURSIVE
files = LIST "inbox" RECURSIVE
files = DIR "inbox"
link = UPLOAD photo
link = UPLOAD photo, "photos"
link = UPLOAD photo TO "photos"
link = UPLOAD photo TO "photos" AS "front.jpg"
doc = DOWNLOAD "https://example.com/menu.pdf"
doc = DOWNLOAD "https://example.com/menu.pdf", "menus/today.pdf"
doc = DOWNLOAD "menus/today.pdf" AS "menu.pdf"
doc = DOWNLOAD "menus/today.pdf" AS LINK
DOWNLOAD "menus/today.pdf" TO username
DOWNLOAD "menus/today.pdf" AS "menu.pdf" TO username
COMPRESS ["a.pdf", "b.pdf"], "both.zip"
archive = COMPRESS ["a.pdf", "b.pdf"] TO "both.zip"
COMPRESS "backup.zip", "reports/*.csv"
EXTRACT "both.zip", "inbox"
files = EXTRACT "both.zip" TO "inbox"
pdf = GENERATE PDF "invoice.html", order, "invoices/7.pdf"
pdf = GENERATE_PDF "invoice.html", order, "invoices/7.pdf"
GENERATE PDF "invoices/7.pdf" WITH TEMPLATE "invoice" DATA order
pdf = MERGE PDF ["a.pdf", "b.pdf"], "both.pdf"
pdf = MERGE_PDF parts, "both.pdf"
letter = GENERATE FROM TEMPLATE "welcome.docx" WITH customer
link = GENERATE SECURE LINK "invoices/7.pdf" EXPIRES 7 DAYS
files = LIST USER DRIVE "invoices"
text = READ USER DRIVE "notes.txt"
SAVE USER DRIVE "notes.txt", text
DELETE USER DRIVE "notes.txt"
bytes = FOLDER_SIZE("inbox")
IF FILE_EXISTS("notes.txt") THEN TALK "There"
IF FILE EXISTS("notes.txt") THEN TALK "There"
IF FILE EXISTS ("notes.txt") THEN TALK "There"
kind = GET_FILE_TYPE("menu.pdf")
sum = MD5("text")
