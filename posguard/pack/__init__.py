"""Packs of advice: the model, its YAML reader, letters, contacts and search."""
