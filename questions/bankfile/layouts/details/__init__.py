"""Questions whose answers are folded away in ``<details>``."""
