' only check
data = [1]
email = "a@b.co"
SEND EMAIL TO email SUBJECT "hi" BODY "text"
SEND FILE "report.pdf"
link = GENERATE SECURE LINK "a.pdf" EXPIRES 7 DAYS
MERGE "contacts" WITH data BY "id"
COPY "a.txt" TO "b.txt"
TALK link
