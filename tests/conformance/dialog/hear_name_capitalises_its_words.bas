HEAR n AS NAME                   ' input: ana maria d'ávila
TALK n STARTS WITH "Ana Maria"   ' expect: true
HEAR other AS NAME
' input: R2D2
' expect~: .
' input: bob
TALK other                       ' expect: Bob
