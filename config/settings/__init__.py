"""`base` is production; `test` loosens it for the suite."""
