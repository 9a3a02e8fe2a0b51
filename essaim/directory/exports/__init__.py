"""Exports of a search: which formats there are, for what, up to how many organizations."""
