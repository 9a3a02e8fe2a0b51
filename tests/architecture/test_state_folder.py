"""Every byte of state lies under one folder."""

from pathlib import Path

from config.settings import base


def test_mail_without_server_is_written_under_the_state_folder():
    assert Path(base.EMAIL_FILE_PATH).is_absolute()
    assert base.ESSAIM_HOME in Path(base.EMAIL_FILE_PATH).parents


def test_the_database_and_the_files_too():
    assert base.ESSAIM_HOME in Path(base.MEDIA_ROOT).parents
    assert base.ESSAIM_HOME in Path(base.STATIC_ROOT).parents
