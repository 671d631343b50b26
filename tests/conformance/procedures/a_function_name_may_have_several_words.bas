FUNCTION GET LABEL key$, lang$
  RETURN key$ + "." + lang$
END FUNCTION
x = GET LABEL "title", "pt"
TALK x                           ' expect: title.pt
