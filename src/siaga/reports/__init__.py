"""What people print and share: JSON, XLSX, PDF, GeoJSON, HTML."""
