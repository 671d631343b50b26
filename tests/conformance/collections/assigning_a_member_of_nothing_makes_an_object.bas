new_customer.name = "Ann"
new_customer.address.city = "Rome"
TALK new_customer                ' expect: {"name": "Ann", "address": {"city": "Rome"}}
