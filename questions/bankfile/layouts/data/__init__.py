"""Data with fields: JSON, YAML, fixtures, tables; our own formats and other people's."""
