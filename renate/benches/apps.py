from django.apps import AppConfig


class BenchesConfig(AppConfig):
    name = "renate.benches"
