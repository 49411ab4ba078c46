"""Handover between organisations: partners, referrals and the consented package (R-25)."""
