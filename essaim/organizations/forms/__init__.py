"""Input of the organizations' screens, one file per noun."""
