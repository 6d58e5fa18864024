"""The nouns, as frozen typed values. Stands on the standard library alone."""
