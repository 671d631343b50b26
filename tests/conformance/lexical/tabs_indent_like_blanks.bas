IF 1 THEN
	TALK "tab"               ' expect: tab
	IF 2 THEN
		TALK	"deep"   ' expect: deep
	END IF
END IF
