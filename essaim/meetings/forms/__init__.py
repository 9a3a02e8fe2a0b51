"""What is typed about meetings, one file per screen."""
