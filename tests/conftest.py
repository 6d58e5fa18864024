"""What holds for every test: Hypothesis asserts nothing about wall-clock time."""

from hypothesis import settings

settings.register_profile("siaga", deadline=None)
settings.load_profile("siaga")
