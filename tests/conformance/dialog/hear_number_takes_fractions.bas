HEAR n AS NUMBER                 ' input: 3.5
TALK n * 2                       ' expect: 7
HEAR f AS FLOAT                  ' input: 2,5
TALK f * 2                       ' expect: 5
