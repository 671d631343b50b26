' Administration.
s = SECURITY TOOL STATUS
s = SECURITY TOOL STATUS "firewall"
s = SECURITY RUN SCAN
s = SECURITY RUN SCAN "firewall"
s = SECURITY GET REPORT
s = SECURITY GET REPORT "firewall"
SECURITY UPDATE DEFINITIONS
SECURITY START SERVICE "firewall"
SECURITY STOP SERVICE "firewall"
SECURITY INSTALL TOOL "firewall"
TALK SECURITY HARDENING SCORE
records = DNS LIST "example.com"
DNS SET "shop.example.com", "A", "192.0.2.7"
id = CREATE PROJECT "New office"
id = CREATE PROJECT "New office", "Move by June"
SET PROJECT id
projects = LIST PROJECTS
ADD USER TO PROJECT "ana@example.com", id
CREATE MILESTONE "Furniture ordered"
CREATE MILESTONE "Furniture ordered", "2026-05-15"
board = CREATE DASHBOARD "Sales"
board = CREATE DASHBOARD "Sales", charts
SHOW DASHBOARD "Sales"
SHARE DASHBOARD "Sales" WITH "rui@example.com"
numbers = QUERY DASHBOARD "Sales"
numbers = QUERY DASHBOARD "Sales", "Which region grows?"
board = CREATE WHITEBOARD "Ideas"
SHARE WHITEBOARD board WITH people
EXPORT WHITEBOARD board TO "ideas.pdf"
ADD TO WHITEBOARD board, "More benches"
SHOW CHART picture
CREATE USER "ana@example.com" WITH NAME "Ana"
name = GET USER "name"
id = GET USER ID
