from django.apps import AppConfig
from django.core.checks import register


class PracticeConfig(AppConfig):
    """What a candidate does with the bank: drafts, hints, comparisons."""

    name = "practice"

    def ready(self) -> None:
        from practice.checks import check_comparison

        register(check_comparison)
