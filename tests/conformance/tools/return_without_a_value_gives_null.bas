RETURN
' result: null
