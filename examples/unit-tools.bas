' Three tools in one file. Each begins with the remark that names it, its PARAM lines and its DESCRIPTION.

REM Celsius to Fahrenheit
PARAM celsius AS NUMBER LIKE 21.5 DESCRIPTION "Degrees Celsius"
DESCRIPTION "Converts a temperature."
RETURN ROUND(celsius * 9 / 5 + 32, 1)

REM Kilometres to miles
PARAM kilometres AS NUMBER LIKE 42.195 DESCRIPTION "Kilometres"
DESCRIPTION "Converts a distance."
RETURN shorten(kilometres / 1.609344)

REM Litres per 100 km
PARAM litres AS NUMBER LIKE 40 DESCRIPTION "Fuel used"
PARAM kilometres AS NUMBER LIKE 600 DESCRIPTION "Distance driven"
DESCRIPTION "Works out the fuel that a car needs."
IF kilometres <= 0 THEN THROW "the distance must be more than nothing"
RETURN shorten(litres / kilometres * 100)

FUNCTION shorten(n)
  RETURN ROUND(n, 2)
END FUNCTION
