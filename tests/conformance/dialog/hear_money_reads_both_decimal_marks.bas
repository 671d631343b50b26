HEAR a AS MONEY                  ' input: R$ 1.234,50
HEAR b AS MONEY                  ' input: $1,234.50
TALK a                           ' expect: 1234.5
TALK a = b                       ' expect: true
