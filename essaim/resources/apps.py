from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    name = "essaim.resources"
