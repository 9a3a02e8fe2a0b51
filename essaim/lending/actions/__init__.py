"""The only writers of accounts, statements, agreements and prices."""
