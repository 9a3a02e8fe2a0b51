"""« S'entraider »: the page from which members ask and give, and the fair picture of who helped whom.

An app with a way to help adds, in its `apps.py`, a door (`doors.doors`) and what was given through it
(`help.register_help`). This one knows none of them.
"""
