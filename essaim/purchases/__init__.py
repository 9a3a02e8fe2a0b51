"""Group purchases: a campaign that a member leads, offers side by side, commitments that may hang on how many come,
whole cases shared fairly, a bill split to the cent. Amounts are in cents, quantities in units of the purchase."""
