ADD SUGGESTION "old"
CLEAR SUGGESTIONS
ADD_SUGGESTION "new"
TALK "pick"
' expect: pick
' button: new
