"""What API and token pages change."""
