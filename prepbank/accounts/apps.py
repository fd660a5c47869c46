from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, and the candidates that practise with or without an account."""

    name = "prepbank.accounts"
    label = "accounts"
