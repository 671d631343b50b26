state = "b"
label = SWITCH state
  CASE "a" : "Alpha"
  CASE "b", "c" : "Beta or " + "Gamma"
  DEFAULT : "Other"
END SWITCH
TALK label                       ' expect: Beta or Gamma
