' only check
PARAM city AS STRING LIKE "Rio" DESCRIPTION "The city, as in ${city}"
DESCRIPTION "Weather of ${city},
today and
tomorrow"
TALK city
