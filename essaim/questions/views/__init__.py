"""The screens of questions, one file each."""
