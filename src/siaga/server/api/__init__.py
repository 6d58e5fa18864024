"""The API for programs, the map layers for QGIS, and the tokens that open both."""
