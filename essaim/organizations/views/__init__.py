"""The screens of organizations, one file each."""
