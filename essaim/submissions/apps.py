from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "essaim.submissions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from essaim.budgets.kinds import BudgetKind, budget_kinds
        from essaim.clubs.day import tasks_of_the_day
        from essaim.dossiers.tabs import DossierTab, dossier_tabs, reads_file
        from essaim.kernel.hooks import daily_tasks, forget_person, journaled, mail_previews, personal_data
        from essaim.vault.purposes import Purpose, purposes

        from . import actions, budgeting, day, personal, previews, purpose
        from .checking import budget, file, papers, team, time
        from .checks import checks

        purposes.add(purpose.PURPOSE, Purpose(purpose.facts, purpose.rights, purpose.takes_part))
        budget_kinds.add(
            budgeting.KIND, BudgetKind(budgeting.rights, budgeting.url, budgeting.in_club, budgeting.guests)
        )
        dossier_tabs.add(
            "submissions.budget", DossierTab(_("Budget"), "submissions:budget", visible=reads_file), order=50
        )
        dossier_tabs.add("submissions.papers", DossierTab(_("Pièces"), "submissions:papers"), order=60)
        dossier_tabs.add("submissions.checks", DossierTab(_("Vérifier"), "submissions:checks"), order=70)
        checks.add("time.deadline", time.deadline_checks, order=10)
        checks.add("time.call", time.call_checks, order=20)
        checks.add("team", team.team_checks, order=30)
        checks.add("file", file.section_checks, order=40)
        checks.add("budget", budget.budget_checks, order=50)
        checks.add("papers", papers.paper_checks, order=60)
        checks.add("plan", file.plan_checks, order=70)
        dossier_tabs.add("submissions.sending", DossierTab(_("Envoyer"), "submissions:sending"), order=80)
        dossier_tabs.add(
            "submissions.after", DossierTab(_("Suite"), "submissions:after", visible=day.has_after), order=90
        )
        journaled.connect(actions.follow_dossier)
        journaled.connect(actions.follow_budget)
        daily_tasks.add("submissions", actions.every_day)
        tasks_of_the_day.add("submissions", day.tasks, order=30)
        mail_previews.add("submissions", previews.PREVIEWS)
        personal_data.add("submissions", personal.data_of)
        forget_person.add("submissions", personal.forget)
