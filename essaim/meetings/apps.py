from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "essaim.meetings"

    def ready(self) -> None:
        from essaim.clubs.day import panels_of_the_day
        from essaim.organizations.duplicates.relations import settlers

        from . import preparing

        settlers.add("meetings.themesupport", preparing.one_support)
        panels_of_the_day.add("themes", preparing.themes_panel, order=60)
