"""The pages of clubs, one file per place of the menu."""
