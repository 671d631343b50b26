' Tools that the model may call, and other programs.
ADD TOOL "book-table"
USE TOOL "book-table"
USE_TOOL("book-table.bas")
USE TOOL "book-table" ALLOW "SEND MAIL"
ADD TOOL "book-table" ALLOW ["SEND MAIL", "POST"]
CLEAR TOOLS
REMOVE TOOL "book-table"
tools = LIST TOOLS
CALL "other.bas"
CALL "other.bas", 7
result = CALL "other.bas", order
result = CALL "/storage/save", path, content
CALL "/crm/tickets/create", {"title": "Broken"}
CALL greet
CALL greet_by_name("Ana")
RUN "auth.bas"
SUB greet
    TALK "Hello"
END SUB
SUB greet_by_name(who)
    TALK "Hello " + who
END SUB
