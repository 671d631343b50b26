TALK 7 \ 2                       ' expect: 3
TALK -7 \ 2                      ' expect: -3
TALK 7.9 \ 2                     ' expect: 3
