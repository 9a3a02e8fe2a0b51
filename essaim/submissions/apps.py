from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "essaim.submissions"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from essaim.dossiers.tabs import DossierTab, dossier_tabs
        from essaim.kernel.hooks import forget_person, journaled, personal_data
        from essaim.vault.purposes import Purpose, purposes

        from . import actions, personal, purpose
        from .checking import budget, file, papers, team, time
        from .checks import checks

        purposes.add(purpose.PURPOSE, Purpose(purpose.facts, purpose.rights, purpose.takes_part))
        dossier_tabs.add("submissions.papers", DossierTab(_("Pièces"), "submissions:papers"), order=60)
        dossier_tabs.add("submissions.checks", DossierTab(_("Vérifier"), "submissions:checks"), order=70)
        checks.add("time.deadline", time.deadline_checks, order=10)
        checks.add("time.call", time.call_checks, order=20)
        checks.add("team", team.team_checks, order=30)
        checks.add("file", file.section_checks, order=40)
        checks.add("budget", budget.budget_checks, order=50)
        checks.add("papers", papers.paper_checks, order=60)
        checks.add("plan", file.plan_checks, order=70)
        journaled.connect(actions.follow_dossier)
        personal_data.add("submissions", personal.data_of)
        forget_person.add("submissions", personal.forget)
