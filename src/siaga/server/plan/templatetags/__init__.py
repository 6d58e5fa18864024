"""Template tags of the plan desk."""
