HEAR c AS CREDITCARD             ' input: 4111 1111 1111 1111
TALK c                           ' expect: 4111 **** **** 1111
