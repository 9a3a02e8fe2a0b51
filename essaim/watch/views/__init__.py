"""The screens of watching."""
