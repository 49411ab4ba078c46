"""Person, case, team, consent, contact, risk, notes: the file of one person in one organisation."""
