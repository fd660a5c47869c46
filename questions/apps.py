from django.apps import AppConfig
from django.db.models.signals import post_migrate


class QuestionsConfig(AppConfig):
    """The bank: what is asked. It knows nothing of practice."""

    name = "questions"

    def ready(self) -> None:
        from questions.editors import set_up_editors

        post_migrate.connect(set_up_editors, sender=self)
