TALK "Name?"                     ' expect: Name?
HEAR name                        ' input: Ann
TALK "Hi " + name                ' expect: Hi Ann
