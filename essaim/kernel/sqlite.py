"""Put a sound SQLite under Django.

Debian 12 links SQLite 3.40.1, which carries the WAL-reset corruption bug (fixed in 3.51.3). The package
pysqlite3 bundles a recent SQLite in a wheel; it must take the place of the standard module before Django's
backend is imported. See docs/decisions/0002-sqlite.md.
"""

import sys


def install() -> None:
    """Make `import sqlite3` give pysqlite3. Harmless when called twice."""
    import pysqlite3
    import pysqlite3.dbapi2

    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
