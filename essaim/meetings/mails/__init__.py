"""The messages of meetings, one file per noun."""
