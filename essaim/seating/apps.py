from django.apps import AppConfig


class SeatingConfig(AppConfig):
    name = "essaim.seating"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from essaim.clubs.day import tasks_of_the_day
        from essaim.kernel.hooks import forget_person, personal_data
        from essaim.meetings.panels import attendance_panels, eve_lines
        from essaim.meetings.tabs import MeetingTab, meeting_tabs

        from . import day, parts, personal

        def runs(request, _meeting) -> bool:
            return request.standing.is_organiser

        meeting_tabs.add("seating", MeetingTab(_("Tables"), "seating:plan", runs, "day"), order=60)
        meeting_tabs.add("door", MeetingTab(_("Arrivées"), "seating:door", runs, "day"), order=70)
        meeting_tabs.add("my_table", MeetingTab(_("Ma table"), "seating:mine", parts.has_tables, "day"), order=65)
        attendance_panels.add("seating", parts.path_panel)
        tasks_of_the_day.add("seating", day.tasks, order=5)
        eve_lines.add("seating", parts.eve_lines)
        personal_data.add("seating", personal.data_of)
        # Before meetings, which unname the person there.
        forget_person.add("seating", personal.forget, order=40)
