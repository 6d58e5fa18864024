"""Views of plan, one module an area."""
