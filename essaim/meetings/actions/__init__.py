"""The only writers of meetings, one file per noun."""
