"""Actions of plan, one module an area."""
