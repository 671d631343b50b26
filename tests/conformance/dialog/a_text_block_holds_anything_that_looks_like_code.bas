BEGIN TALK
IF x THEN "unbalanced
REM and {this} and $5
END IF
END TALK
' expect: IF x THEN "unbalanced
' expect: REM and {this} and $5
' expect: END IF
