"""Stress test of a plan: incidents over voting day and response times."""
