PARAM unit AS "celsius", "fahrenheit"
PARAM size AS STRING ENUM ["s", "m"]
DESCRIPTION "temperature"
RETURN unit + size
' param: unit="celsius"
' param: size="m"
' result: "celsiusm"
