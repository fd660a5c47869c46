"""How far the comparison can be believed: engines against a corpus that readers labelled.

``make eval`` prints the figures of docs/comparison.md. Needs no database and no Django.
"""
