"""What members lent each other: the accounts, the statements that settle them, the agreements, what the club saved."""
