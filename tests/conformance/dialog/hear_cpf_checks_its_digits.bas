HEAR c AS CPF
' input: 111.111.111-11
' expect~: CPF
' input: 529.982.247-25
TALK c                           ' expect: 529.982.247-25
