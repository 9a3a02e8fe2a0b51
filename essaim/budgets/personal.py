"""What budgets keep of a person: which lines they wrote last. The lines are the file's: they stay, without the name."""

from essaim.accounts.models import User

from .models import Line


def data_of(person: User) -> dict[str, list[dict]]:
    rows = Line.objects.filter(author=person).select_related("budget").order_by("pk")
    return {"lines": [{"budget": row.budget.title, "label": row.label} for row in rows]}


def forget(person: User) -> None:
    Line.objects.filter(author=person).update(author=None)
