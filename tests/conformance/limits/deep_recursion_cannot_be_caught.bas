FUNCTION down(n)
  RETURN down(n + 1) + 1         ' fault: GB6902
END FUNCTION
TRY
  TALK down(1)
CATCH e
  TALK "no"
END TRY
