"""Views of core, one module an area."""
