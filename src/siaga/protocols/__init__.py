"""Wire formats, one pure codec each: no database, no web framework, no clock of their own."""
