"""Queries of plan, one module an area."""
