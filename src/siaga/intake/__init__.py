"""Spreadsheets, CSV and GeoJSON to model; every bad row named with its place and remedy."""
