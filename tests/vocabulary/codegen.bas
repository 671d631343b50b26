' Codes and sites.
code = GENERATE CODE 6
url = CREATE SITE "summer", "landing", "A page for our sale"
url = CREATE_SITE "summer", "landing", "A page for our sale"
