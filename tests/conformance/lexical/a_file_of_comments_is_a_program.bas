REM only this
' result: null
