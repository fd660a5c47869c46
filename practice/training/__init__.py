"""How the comparison's model is made: ``make train``. Nothing of it runs in the product.

The weights of a small pretrained encoder are fitted to labelled answers (``fixtures/coverage``) and
written, at eight bits, where :mod:`practice.matching.trained` reads them.
"""
