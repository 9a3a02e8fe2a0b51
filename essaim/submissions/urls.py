"""Addresses under /<club>/dossiers/<pk>/. Verbs are POST. The pages serve outside partners too: `dossiers.gate`."""

from django.urls import path

from .views import after, budget, checks, papers, sending

app_name = "submissions"
urlpatterns = [
    path("budget/", budget.budget, name="budget"),
    path("budget/preparer/", budget.prepare, name="prepare_budget"),
    path("envoi/", sending.sending, name="sending"),
    path("envoi/choisir/", sending.plan, name="plan"),
    path("envoi/archive/", sending.archive, name="archive"),
    path("envoi/documents/<slug:name>.<slug:form>", sending.document, name="document"),
    path("envoi/fichiers/", sending.attach, name="attach"),
    path("envoi/fichiers/<int:attachment_pk>/", sending.attachment, name="attachment"),
    path("envoi/fichiers/<int:attachment_pk>/retirer/", sending.detach, name="detach"),
    path("envoi/parti/", sending.record, name="record"),
    path("envoi/envoye.zip", sending.sent, name="sent"),
    path("envoi/preuves/", sending.add_proof, name="add_proof"),
    path("envoi/preuves/<int:proof_pk>/", sending.proof, name="proof"),
    path("suite/", after.after, name="after"),
    path("suite/reponse/", after.outcome, name="outcome"),
    path("suite/questions/", after.ask, name="ask"),
    path("suite/questions/<int:question_pk>/", after.answer, name="answer"),
    path("suite/versements/", after.pay, name="pay"),
    path("suite/versements/<int:payment_pk>/retirer/", after.remove_payment, name="remove_payment"),
    path("suite/versements/<int:payment_pk>/<slug:step>/", after.mark_payment, name="mark_payment"),
    path("suite/comptes-rendus/", after.report, name="report"),
    path("suite/comptes-rendus/<int:report_pk>/envoye/", after.mark_report, name="mark_report"),
    path("suite/comptes-rendus/<int:report_pk>/retirer/", after.remove_report, name="remove_report"),
    path("suite/indicateurs/", after.indicator, name="indicator"),
    path("suite/indicateurs/<int:indicator_pk>/compter/", after.count, name="count"),
    path("suite/indicateurs/<int:indicator_pk>/retirer/", after.remove_indicator, name="remove_indicator"),
    path("suite/pratique/", after.practice, name="practice"),
    path("pieces/", papers.papers, name="papers"),
    path("pieces/liste/", papers.checklist, name="checklist"),
    path("pieces/liste/reprendre/", papers.use_list, name="use_list"),
    path("pieces/liste/<int:asked_pk>/retirer/", papers.drop, name="drop_paper"),
    path("pieces/<int:partner_pk>/donner/", papers.give, name="give_papers"),
    path("pieces/<int:partner_pk>/deposer/<slug:code>/", papers.add_direct, name="add_direct"),
    path("pieces/deposees/<int:direct_pk>/retirer/", papers.remove_direct, name="remove_direct"),
    path("pieces/deposees/<int:direct_pk>/lire/", papers.read_direct, name="read_direct"),
    path("pieces/gardees/<int:given_pk>/lire/", papers.read_given, name="read_given"),
    path("verifier/", checks.checks, name="checks"),
]
