HEAR AS name                     ' input: Ann
TALK name                        ' expect: Ann
