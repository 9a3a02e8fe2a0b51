"""No model change without its migration."""

import pytest
from django.core.management import call_command


@pytest.mark.django_db
def test_no_missing_migration(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(f"run manage.py makemigrations:\n{capsys.readouterr().out}")
    assert "No changes detected" in capsys.readouterr().out
