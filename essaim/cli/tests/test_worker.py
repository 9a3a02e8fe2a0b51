"""The worker does the work of the day, then sends what it queued."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils.timezone import localdate

from essaim.cli.management.commands import worker
from essaim.cli.management.commands.worker import do_the_day
from essaim.kernel.hooks import daily_tasks
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import make_organization

pytestmark = pytest.mark.django_db


def test_a_stale_page_is_asked_about_once_and_the_message_leaves():
    organization = make_organization(name="La Brouette partagée", checked_on=localdate() - timedelta(days=500))
    Representation.objects.create(
        organization=organization, name="Odile", email="odile@example.org", kind=RepresentativeKind.REPRESENTATIVE
    )
    call_command("worker", once=True)
    call_command("worker", once=True)
    assert [message.to for message in mail.outbox] == [["odile@example.org"]]
    assert "Brouette" in mail.outbox[0].subject + mail.outbox[0].body


def test_a_task_that_fails_does_not_stop_the_others(monkeypatch):
    done = []

    def fails(today):
        raise ValueError(today)

    monkeypatch.setattr(daily_tasks, "_entries", {"a": (1, fails), "b": (2, done.append)})
    do_the_day(localdate())
    assert done == [localdate()]


@pytest.mark.usefixtures("_mailbox")
def test_a_worker_that_breaks_ends_wholly_so_that_it_is_started_again(monkeypatch):
    def breaks(_today):
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "do_the_day", breaks)
    with pytest.raises(ZeroDivisionError):
        call_command("worker")
    assert "incoming mail" not in [thread.name for thread in threading.enumerate()]


@pytest.fixture
def _mailbox(settings, tmp_path, monkeypatch):
    """One to read every minute, and no signal handler left behind, nor long work begun."""
    settings.ESSAIM_HOME, settings.ESSAIM_IMAP_URL = tmp_path, "imap://127.0.0.1:1"
    monkeypatch.setattr(worker.signal, "signal", lambda *_what: None)
    monkeypatch.setattr(worker, "do_long_work", lambda: False)
