from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """What a candidate does with the bank: drafts, hints, comparisons."""

    name = "practice"
