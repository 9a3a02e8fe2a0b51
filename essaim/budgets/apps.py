from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    name = "essaim.budgets"

    def ready(self) -> None:
        from essaim.kernel.hooks import forget_person, personal_data

        from . import personal

        personal_data.add("budgets", personal.data_of)
        forget_person.add("budgets", personal.forget)
