' only check
email = "a@b.co"
user = FIND "users" WHERE email = email AND age >= 18 ORDER BY name DESC LIMIT 5
first_one = FIND "users" WHERE name LIKE "%" + email + "%" FIRST
all_users = FIND ALL "users"
filtered = FIND "users", "email = '${email}' AND age > 3"
IF user IS NULL THEN TALK "none"
TALK first_one.name + all_users[0].name + filtered.name
