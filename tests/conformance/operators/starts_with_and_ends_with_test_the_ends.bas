file = "report.pdf"
TALK file STARTS WITH "rep"      ' expect: true
TALK file ENDS WITH ".pdf"       ' expect: true
TALK file STARTS WITH "port"     ' expect: false
TALK file ENDS WITH "report"     ' expect: false
