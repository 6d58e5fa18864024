"""Words of the API's own area."""
