FUNCTION status(code)
  SWITCH code
    CASE 200
      RETURN "ok"
    CASE 404, 410
      RETURN "gone"
    DEFAULT
      RETURN "odd"
  END SWITCH
END FUNCTION
TALK status(200)                 ' expect: ok
TALK status("410")               ' expect: gone
TALK status(1)                   ' expect: odd
