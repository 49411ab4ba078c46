"""Pages of referrals, packages and partners."""
