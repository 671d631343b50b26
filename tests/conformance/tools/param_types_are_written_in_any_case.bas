param when as Date
PARAM who as string like "Ann" description "a name"
DESCRIPTION "books"
RETURN who + " " + when
' param: when="2025-03-07"
' param: who="Ann"
' result: "Ann 2025-03-07"
