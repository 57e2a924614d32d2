from django.apps import AppConfig

from balance import checks


class BalanceConfig(AppConfig):
    name = "balance"
    verbose_name = "Balance kernel"

    def ready(self) -> None:
        checks.register_all()
