"""The queue's application. `celery -A renate worker`, `celery -A renate beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renate.settings")

app = Celery("renate")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
