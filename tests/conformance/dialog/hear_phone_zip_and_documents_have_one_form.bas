HEAR a AS MOBILE                 ' input: 11987654321
HEAR b AS CEP                    ' input: 01310100
HEAR c AS CPF                    ' input: 52998224725
HEAR d AS CNPJ                   ' input: 11222333000181
TALK a                           ' expect: (11) 98765-4321
TALK b                           ' expect: 01310-100
TALK c                           ' expect: 529.982.247-25
TALK d                           ' expect: 11.222.333/0001-81
