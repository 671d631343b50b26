TALK ("a" = "a") = TRUE          ' expect: true
TALK ("x") + "y"                 ' expect: xy
