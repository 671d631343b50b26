HEAR c AS "Large pizza", "Small pizza"
' button: Large pizza
' button: Small pizza
' input: pizza
' expect~: Large pizza.*Small pizza
' input: small
TALK c                           ' expect: Small pizza
