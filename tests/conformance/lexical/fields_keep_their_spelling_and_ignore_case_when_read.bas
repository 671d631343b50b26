row = {"birthDate": "1990-01-02"}
TALK row.birthdate               ' expect: 1990-01-02
TALK row.BIRTHDATE               ' expect: 1990-01-02
TALK row                         ' expect: {"birthDate": "1990-01-02"}
