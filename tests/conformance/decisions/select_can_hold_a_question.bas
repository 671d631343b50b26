HEAR kind                        ' input: cat
SELECT CASE kind
  CASE "cat"
    HEAR name                    ' input: Tom
    TALK "A cat called " + name  ' expect: A cat called Tom
END SELECT
