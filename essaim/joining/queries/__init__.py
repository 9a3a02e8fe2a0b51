"""Reading campaigns, prospects and applications, one file per noun."""
