"""The checks of this app, by subject; `checks` gathers them."""
