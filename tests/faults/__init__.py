"""Reminders under faults: real servers, workers, beats and mails, killed at random (issue 5)."""
