"""Addresses under /<club>/prets/."""

from django.urls import path

from .views import agreements, ledger, statements, value

app_name = "lending"
urlpatterns = [
    path("", ledger.index, name="index"),
    path("avec/<int:organization_pk>/", ledger.pair, name="pair"),
    path("noter/", ledger.add, name="add"),
    path("lignes/<int:pk>/annuler/", ledger.undo, name="undo"),
    path("tenir/", ledger.kept, name="kept"),
    path("tenir/releves/", statements.propose_all, name="propose_all"),
    path("avec/<int:organization_pk>/releve/", statements.propose, name="propose"),
    path("releves/<int:pk>/", statements.detail, name="statement"),
    path("releves/<int:pk>/oui/", statements.agree, name="agree"),
    path("releves/<int:pk>/a-revoir/", statements.dispute, name="dispute"),
    path("releves/<int:pk>/refaire/", statements.propose_again, name="propose_again"),
    path("releves/<int:pk>/retirer/", statements.withdraw, name="withdraw_statement"),
    path("releves/<int:pk>/regler/", statements.settle, name="settle"),
    path("releves/<int:pk>/fichier/<slug:form>/", statements.export, name="statement_file"),
    path("conventions/", agreements.index, name="agreements"),
    path("conventions/verifier/", agreements.checks, name="checks"),
    path("conventions/nouvelle/", agreements.begin, name="begin_agreement"),
    path("conventions/reservation/<int:pk>/", agreements.begin_from_booking, name="agreement_of_booking"),
    path("conventions/<int:pk>/", agreements.detail, name="agreement"),
    path("conventions/<int:pk>/completer/", agreements.edit, name="edit_agreement"),
    path("conventions/<int:pk>/signer/", agreements.sign, name="sign"),
    path("conventions/<int:pk>/papier/", agreements.paper, name="sign_on_paper"),
    path("conventions/<int:pk>/avenant/", agreements.rider, name="note_rider"),
    path("conventions/<int:pk>/rouvrir/", agreements.rework, name="rework_agreement"),
    path("conventions/<int:pk>/abandonner/", agreements.drop, name="drop_agreement"),
    path("conventions/<int:pk>/document/<int:document_pk>/", agreements.document, name="agreement_document"),
    path("valeur/", value.year, name="year"),
    path("valeur/fichier/<slug:form>/", value.year_file, name="year_file"),
    path("valeur/prix/", value.prices, name="prices"),
    path("valeur/mes-moyens/", value.references, name="references"),
]
