"""Parts of ``scripts/build_examples.py``: the Banyuasin examples, rebuilt from ``data/``."""
