x = "12"
IF IS NUMERIC(x) THEN
  TALK "number"                  ' expect: number
END IF
IF NOT IS NUMERIC("twelve") THEN
  TALK "word"                    ' expect: word
END IF
