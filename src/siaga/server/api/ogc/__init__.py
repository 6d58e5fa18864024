"""OGC API - Features: map layers for QGIS and other map programs."""
