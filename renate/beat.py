"""How often each sweep is poked. A poke that no worker took in time is dropped: the next does its work."""

SCHEDULE = {
    "follow-ups": {
        "task": "reintegration.tasks.sweep_follow_ups",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "mails": {
        "task": "renate.notices.tasks.send_waiting_mails",
        "schedule": 30.0,
        "options": {"expires": 25},
    },
    "heads": {"task": "renate.notices.tasks.mail_heads", "schedule": 3600.0, "options": {"expires": 3500}},
    "due": {
        "task": "renate.notices.tasks.remind_of_what_is_due",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "retention": {
        "task": "renate.rights.tasks.sweep_retention",
        "schedule": 3600.0,
        "options": {"expires": 3500},
    },
    "grants": {"task": "cases.tasks.sweep_ended_grants", "schedule": 3600.0, "options": {"expires": 3500}},
    "reports": {"task": "renate.reports.tasks.sweep_runs", "schedule": 60.0, "options": {"expires": 55}},
    "drafts": {"task": "renate.drafts.tasks.sweep", "schedule": 3600.0, "options": {"expires": 3500}},
    "packages": {"task": "referrals.tasks.expire_packages", "schedule": 300.0, "options": {"expires": 290}},
    "arrivals": {"task": "referrals.tasks.watch_arrivals", "schedule": 60.0, "options": {"expires": 55}},
}
