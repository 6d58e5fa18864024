"""Requirement, posts, shortage, assignment, reserves, supervision, replan, explain."""
