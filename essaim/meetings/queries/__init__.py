"""Reading meetings, one file per noun."""
