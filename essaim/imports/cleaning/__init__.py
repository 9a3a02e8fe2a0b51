"""From the cells of a file to clean values. Nothing here knows the database."""
