HEAR a AS URL                    ' input: example.com/x
HEAR b AS UUID                   ' input: 6F9619FF-8B86-D011-B42D-00C04FC964FF
HEAR c AS COLOR                  ' input: #36f
HEAR d AS LANGUAGE               ' input: Portuguese
TALK a                           ' expect: https://example.com/x
TALK b                           ' expect: 6f9619ff-8b86-d011-b42d-00c04fc964ff
TALK c                           ' expect: #3366FF
TALK d                           ' expect: pt
