' Web calls.
data = GET "https://api.example.com/items"
data = GET host + "/items"
data = GET "https://api.example.com/items" WITH page = 1, size = 20
data = GET "https://api.example.com/items" WITH page, size
GET "https://api.example.com/items" INTO data
data = GET "/api/crm/contacts"
r = POST "/api/crm/contacts", {"name": "Ana"}
r = PUT "/api/crm/contacts/7", {"name": "Ana"}
r = PATCH "/api/crm/contacts/7", {"name": "Ana"}
text = GET "announcements/news.pdf"
id = GET "session.user_id"
code = GET "case_data.code"
code = GET code_name
limit = GET "config", "limit"
mail = GET LAST "email_received_events"
picture = GET IMAGE "a lighthouse"
POST "https://api.example.com/orders", order
r = POST "https://api.example.com/orders", order, "application/x-www-form-urlencoded"
r = POST "https://api.example.com/orders", name, email, phone
r = POST "https://api.example.com/orders" WITH name = "Ana", count = 2
r = PUT "https://api.example.com/orders/7", order
r = PUT "https://api.example.com/orders/7" WITH count = 3
r = PATCH "https://api.example.com/orders/7", {"count": 3}
r = PATCH "https://api.example.com/orders/7" WITH count = 3
r = DELETE HTTP "https://api.example.com/orders/7"
r = DELETE_HTTP "https://api.example.com/orders/7"
SET HEADER "Authorization", "Bearer " + token
SET HEADER "Authorization" = "Bearer " + token
SET HEADER "Authorization" AS "Bearer " + token
SET_HEADER "Authorization", "Bearer " + token
CLEAR HEADERS
CLEAR_HEADERS
r = GRAPHQL "https://api.example.com/graphql", "{ me { name } }"
r = GRAPHQL "https://api.example.com/graphql", "query($id: ID!) { user(id: $id) { name } }", {"id": 7}
r = GRAPHQL "https://api.example.com/graphql" WITH query = "{ me { name } }"
r = SOAP "https://bank.example.com/rates?wsdl", "GetRate", {"currency": "EUR"}
site = WEBSITE OF company
WEBHOOK POST "/hooks/paid" WITH order
