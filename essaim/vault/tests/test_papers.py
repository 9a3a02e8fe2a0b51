"""Papers come, replace one another, are shown to whom their people name, go."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate, now

from essaim.files.actions import sweep
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.duplicates.actions import merge
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .. import actions, personal, queries
from ..enums import Condition, PaperState, Visibility
from ..models import Consent, Paper
from ..types import shipped
from .factories import PURPOSE, an_owner, make_paper, pdf, purpose, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    return an_owner()


def refused(code, act, **arguments):
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    assert caught.value.code == code, caught.value
    return caught.value


def test_a_newer_one_replaces_and_the_old_one_is_history(owner):
    organization, user = owner
    old = make_paper(organization, "rib")
    new = actions.add_paper(organization=organization, actor=user, kind="rib", upload=upload())
    old.refresh_from_db()
    assert (new.replaces, old.in_force, new.in_force) == (old, False, True)
    assert old.replaced_by == new
    refused("twice", actions.add_paper, organization=organization, actor=user, kind="rib", upload=_same(new))
    actions.remove_paper(paper=old, actor=user)
    new.refresh_from_db()
    assert new.replaces is None
    verbs = list(Entry.objects.filter(subject_id=str(organization.pk)).order_by("pk").values_list("verb", flat=True))
    assert verbs == ["vault.add", "vault.replace", "vault.remove"]


def _same(paper):
    with paper.file.open("rb") as file:
        return upload(file.read())


def test_the_database_holds_one_in_force(owner):
    paper = make_paper(owner[0], "rib")
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.create(organization=owner[0], kind="rib", sha256="0" * 64, size=1, file_name="a.pdf")
    paper.replaced_at = now()
    paper.save()
    Paper.objects.create(organization=owner[0], kind="rib", sha256="0" * 64, size=1, file_name="a.pdf")


def test_several_stand_side_by_side(owner):
    for title in ("Lina", "Karim"):
        make_paper(owner[0], "cv", title=title)
    assert Paper.objects.filter(replaced_at=None).count() == 2
    refused("title", actions.add_paper, organization=owner[0], actor=None, kind="cv", upload=upload())


@pytest.mark.parametrize(
    ("kind", "facts", "field"),
    [
        ("sirene", {}, "issued_on"),
        ("sirene", {"issued_on": localdate() + timedelta(days=1)}, "issued_on"),
        ("assurance", {}, "ends_on"),
        ("assurance", {"issued_on": localdate(), "ends_on": localdate() - timedelta(days=1)}, "ends_on"),
        ("comptes", {}, "exercise"),
        ("comptes", {"exercise": 1212}, "exercise"),
        ("comptes", {"exercise": 2999}, "exercise"),
    ],
)
def test_dates_that_the_rule_lacks(owner, kind, facts, field):
    refusal = refused("date", actions.add_paper, organization=owner[0], actor=None, kind=kind, upload=upload(), **facts)
    assert refusal.field == field


def test_only_their_people_write(owner):
    stranger = make_user()
    refused("not_yours", actions.add_paper, organization=owner[0], actor=stranger, kind="rib", upload=upload())
    paper = make_paper(owner[0], "rib")
    refused("not_yours", actions.remove_paper, paper=paper, actor=stranger)
    refused("not_yours", actions.update_paper, paper=paper, actor=stranger)
    assert list(Paper.objects.all()) == [paper]
    actions.remove_paper(paper=paper, actor=owner[1])
    refused("gone", actions.remove_paper, paper=paper, actor=owner[1])
    refused("kind", actions.add_paper, organization=owner[0], actor=None, kind="autre", upload=upload())


def test_named_readers(owner):
    organization, _user = owner
    keeper, stranger = make_user(name="Ana"), make_user()
    make_representation(organization, keeper, kind=RepresentativeKind.CONTRIBUTOR)
    paper = make_paper(organization, "statuts")
    assert queries.keepers_of(organization) == [keeper]
    assert not queries.represents(keeper, organization)
    actions.update_paper(paper=paper, actor=None, visibility=Visibility.NAMED, readers=[keeper])
    assert list(queries.papers_of(organization, keeper)) == [paper]
    # The next version is for the same readers.
    new = make_paper(organization, "statuts")
    assert list(queries.papers_of(organization, keeper)) == [new]
    refused("stranger", actions.update_paper, paper=new, actor=None, visibility=Visibility.NAMED, readers=[stranger])
    bank = make_paper(organization, "rib")
    refused("sensitive", actions.update_paper, paper=bank, actor=None, visibility=Visibility.NAMED, readers=[keeper])


def test_without_representative_whoever_keeps_the_page_opens_the_vault():
    organization, keeper = make_organization(), make_user()
    make_representation(organization, keeper, kind=RepresentativeKind.CONTRIBUTOR)
    assert queries.represents(keeper, organization)
    make_representation(organization, make_user())
    assert not queries.represents(keeper, organization)


def test_a_date_by_hand(owner):
    paper = make_paper(owner[0], "sirene")
    until = paper.valid_until + timedelta(days=9)
    actions.update_paper(paper=paper, actor=None, issued_on=paper.issued_on, valid_until=until, by_hand=True)
    paper.refresh_from_db()
    assert (paper.valid_until, paper.dated_by_hand) == (until, True)
    actions.update_paper(paper=paper, actor=None, issued_on=paper.issued_on)
    paper.refresh_from_db()
    assert (paper.valid_until, paper.dated_by_hand) == (until - timedelta(days=9), False)
    refusal = refused(
        "date", actions.update_paper, paper=paper, actor=None, issued_on=paper.issued_on,
        valid_until=paper.issued_on - timedelta(days=1), by_hand=True,
    )  # fmt: skip
    assert refusal.field == "valid_until"


def test_states(owner):
    today = localdate()
    kind = shipped()["assurance"]
    paper = make_paper(owner[0], "assurance")
    for days, state in ((200, "valid"), (60, "ending"), (0, "ending"), (-1, "expired")):
        paper.valid_until = today + timedelta(days=days)
        assert queries.state_of(paper, kind, today) == state
    paper.valid_until = None
    paper.condition = Condition.ENCRYPTED
    assert queries.state_of(paper, kind, today) == PaperState.UNUSABLE
    assert queries.state_of(None, kind, today) == PaperState.MISSING


def test_the_file_goes_with_the_row_and_none_is_swept(owner, django_capture_on_commit_callbacks):
    paper = make_paper(owner[0], "rib")
    name = paper.file.name
    assert name.startswith(f"vault/s{owner[0].pk}/")
    sweep(localdate())
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_paper(paper=paper, actor=None)
    assert not default_storage.exists(name)


def test_reminders_are_told_once_for_each_of_their_days(owner):
    organization, user = owner
    today = localdate()
    make_paper(organization, "assurance", ends_on=today + timedelta(days=45))
    make_paper(organization, "certificat", title="Qualiopi", ends_on=today + timedelta(days=45))
    make_paper(organization, "statuts")

    def told(after):
        before = Message.objects.count()
        for _ in range(2):  # the worker may call twice on the same day
            actions.remind(today + timedelta(days=after))
        return Message.objects.count() - before

    assert [told(after) for after in (0, 1, 14, 15, 20, 38, 45, 46, 60)] == [1, 0, 0, 1, 0, 1, 0, 1, 0]
    last = Message.objects.order_by("pk").last()
    assert last.to == user.email
    assert last.subject == "2 pièces de La Brouette partagée arrivent à leur fin"
    assert "périmée depuis le" in last.text
    # Renewed: the next end is told anew.
    make_paper(organization, "assurance", ends_on=today + timedelta(days=80))
    assert told(21) == 1


def test_pages_merged_keep_both_papers(owner):
    other = make_organization("La Brouette")
    make_paper(owner[0], "rib")
    moved = make_paper(other, "rib")
    merge(kept=owner[0], removed=other, actor=None)
    moved.refresh_from_db()
    assert (moved.organization, moved.in_force) == (owner[0], True)
    # The next one replaces the one that stands alone.
    make_paper(owner[0], "rib")
    assert Paper.objects.filter(organization=owner[0], replaced_at=None).count() == 2


def test_what_is_kept_of_a_person(owner):
    organization, user = owner
    purpose(parts={organization.pk})
    paper = actions.add_paper(organization=organization, actor=user, kind="rib", upload=upload(pdf()))
    actions.give(paper=paper, purpose=PURPOSE, purpose_id=1, actor=user)
    data = personal.data_of(user)
    assert (len(data["papers"]), len(data["given"])) == (1, 1)
    personal.forget(user)
    assert personal.data_of(user) == {"papers": [], "given": [], "named_to_read": []}
    assert Consent.objects.get().given_by is None
