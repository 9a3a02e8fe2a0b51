"""Who is read as asking: their name, or what stands for it when they would rather not say."""

from django.utils.translation import gettext as _

from .models import Question


def knows_asker(question: Question, user, *, is_organiser: bool) -> bool:
    """Whether this reader may read who asks."""
    return not question.anonymous or is_organiser or (user is not None and question.author_id == user.pk)


def name_of_asker(question: Question, user, *, is_organiser: bool) -> str:
    """The name that this reader reads."""
    if not knows_asker(question, user, is_organiser=is_organiser):
        return _("Un membre du club")
    return str(question.author or question.organization or _("Un membre du club"))
