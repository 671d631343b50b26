FOR EACH x IN [1, 2] {
  TALK x
}
' expect: 1
' expect: 2
