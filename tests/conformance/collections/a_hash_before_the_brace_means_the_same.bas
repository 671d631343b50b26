row = #{name: "Ann", "age": 5}
TALK row                         ' expect: {"name": "Ann", "age": 5}
empty = #{}
TALK empty                       ' expect: {}
