"""Pages of the API's own area."""
