"""Queries of core, one module an area."""
