"""Debian's IMAP server, as a process of its own on a free port, with a folder of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = shutil.which("dovecot") or ("/usr/sbin/dovecot" if Path("/usr/sbin/dovecot").exists() else None)
CONFIGURATION = """
base_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
first_valid_uid = 1
{users}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
  {chroot}
}}
service anvil {{
  {chroot}
}}
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
"""


@contextmanager
def imap_server() -> Iterator[str]:
    """Gives `imap://user:secret@127.0.0.1:port/INBOX`; any name may sign in. Yields once the server answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="essaim-imap-"))
    folder.chmod(0o755)
    (folder / "mail").mkdir()
    root = os.getuid() == 0
    who = pwd.getpwnam("nobody") if root else pwd.getpwuid(os.getuid())
    if root:
        os.chown(folder / "mail", who.pw_uid, who.pw_gid)
    name = who.pw_name
    settings = ("default_internal_user", "default_login_user", "default_internal_group")
    users = "" if root else "\n".join(f"{setting} = {name}" for setting in settings)
    configuration = folder / "dovecot.conf"
    configuration.write_text(
        CONFIGURATION.format(
            folder=folder, port=port, uid=who.pw_uid, gid=who.pw_gid, users=users, chroot="" if root else "chroot ="
        )
    )
    server = subprocess.Popen([str(PROGRAM), "-F", "-c", str(configuration)])
    try:
        limit = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > limit or server.poll() is not None:
                    log = (folder / "log").read_text() if (folder / "log").exists() else ""
                    raise RuntimeError(f"dovecot does not answer: {log}") from None
                time.sleep(0.05)
        yield f"imap://essaim:secret@127.0.0.1:{port}/INBOX"
    finally:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)
