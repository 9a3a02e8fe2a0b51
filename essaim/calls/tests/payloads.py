"""Payloads of the shapes of the real sources, invented: one row of each, and what is read in it."""

from decimal import Decimal

from essaim.calls.enums import Connector

AT_ROW = {
    "id": 156168, "slug": "ab12-cuisines", "url": "/aides/ab12-cuisines/", "name": "Cuisines partagées",
    "financers": ["Conseil régional des Hauts-de-France"], "instructors": [], "programs": ["Bien manger"],
    "description": "<p>Des cuisines <b>ouvertes</b><script>x()</script></p>", "eligibility": "<p>Trois structures</p>",
    "perimeter": "Hauts-de-France", "perimeter_scale": "Région", "perimeter_code": "32",
    "origin_url": "https://region.example.org/cuisines", "application_url": "https://region.example.org/deposer",
    "categories": ["Alimentation / Agriculture|Circuits courts"], "is_call_for_project": True,
    "targeted_audiences": ["Associations", "Communes"], "aid_types": ["Subvention"], "start_date": "2099-01-01",
    "submission_deadline": "2099-03-15", "subvention_rate_lower_bound": 20, "subvention_rate_upper_bound": 80,
    "subvention_comment": "Plafond de 50 000 €", "recurrence": "Ponctuelle",
    "date_created": "2098-12-01T10:00:00+01:00",
}  # fmt: skip
BOAMP_ROW = {
    "idweb": "26-1", "objet": "Nettoyage &amp; entretien des locaux", "nomacheteur": "Ville de Barlin",
    "dateparution": "2099-01-02", "datelimitereponse": "2099-03-10T12:00:00+01:00", "code_departement": ["62"],
    "type_marche": ["SERVICES"], "url_avis": "https://boamp.example.org/26-1", "etat": "INITIAL",
    "donnees": '{"MAPA": {"objet": {"cpv": {"objetPrincipal": {"classPrincipale": "90910000"}}, "texte": '
               '"March\\u00e9 r\\u00e9serv\\u00e9 aux structures d\'insertion par l\'activit\\u00e9 \\u00e9conomique '
               '(L2113-13)."}, "urlProfilAcheteur": "https://profil.example.org/7"}}',
}  # fmt: skip
SCHEMA = (
    "id,titre,promesse,description,eligibilite,types_aides,porteurs,url_source,cibles,eligibilite_geographique,"
    "date_ouverture,date_cloture\n"
    "7c78,Audit des fours,Moins de gaz,\"**Un audit** de vos fours.\n\nProjets liés au dispositif d'aide :\nÉnergie\n\n"
    "Montant de l'aide ou cout: Jusqu'à 70% du coût, dans un maximum de 50 000 €\n\n"
    'Contact public pour les questions sur le dispositif: https://contact.example.org",Tous secteurs,financement|étude,'
    '"[{""nom"":""CCI FRANCE""}]",https://aides.example.org/fours?utm_campaign=a,professionnels,REG-32|REG-28,'
    "2098-12-31T23:00:00.000Z,2099-01-04T23:00:00.000Z\n"
)
TRANSITION = [{
    "id": "audit-fours", "titre": "Audit des fours", "promesse": "Moins de gaz", "description": "**Un audit**",
    "fin de validité": "31/12/2099", "opérateur de contact": "ADEME", "url": "https://aides.example.org/fours",
    "nature de l'aide": "prêt", "montant du financement": "de 5 000 à 20 000 €",
    "objectifs": [{"description": "Appelez", "liens": [{"lien": "https://a.example.org", "texte": "le guide"}]}],
    "conditions d'éligibilité": {"secteur d'activité": ["Boulangerie"]},
    "eligibilityData": {"company": {"allowedRegion": ["Hauts-de-France"]}, "priorityObjectives": ["energy"]},
}]  # fmt: skip
ADEME = {"ListeDispositifs": [{
    "id": "1ed7", "titre": "Biomasse du bois", "type": "AAP", "date_debut": "2098-12-26T12:00:00+01:00",
    "date_fin": "2099-02-27T15:00:00+01:00", "description_longue": "<p>Chaleur</p>", "cible_projet": ["SCA1", "SCA3"],
    "thematiques": ["ENR"], "couverture_geo": {"code": "1", "libelle": "National"}, "regions": [],
    "url_agir": "https: //agir.example.org/bois",
}]}  # fmt: skip
ILE_DE_FRANCE = [{
    "title": "Radios locales", "reference": "Sy2", "statut": "PUBLIEE", "entete": "Cet appel à projets…",
    "objectif": "Des émissions", "publicsBeneficiaire": [{"title": "Associations"}], "notes": "A DEFINIR APRES REPRISE",
    "modalite": "50 % maximum, dans la limite de 15 000 €", "dateFinCampagne": "2099-07-07T22:00:00.000Z",
    "competences": [{"title": "Citoyenneté"}], "contact": "Service<br>a@example.org",
}]  # fmt: skip
DROME = {"count": 1, "next": None, "results": [{
    "id": 162, "name": "Marchés de producteurs", "description": "OPÉRATIONS<br><p>Marchés</p>", "perimeter": "Drôme",
    "origin_url": "https://drome.example.org/marches", "targeted_audiences": ["Communes", "Associations"],
    "aid_types": ["Ingénierie technique"], "submission_deadline": None, "recurrence": "Permanente",
    "financers": "Chambre d’agriculture", "categories": ["Alimentation"],
}]}  # fmt: skip
MANCHE = {"aides": [{
    "id": "36021", "name": "Appel à projets d&rsquo;un centre parental", "description": "", "recurrence": "Permanente",
    "origin_url": "https://manche.example.org/a", "targeted_audiences": ["Associations"], "aid_types": [],
    "categories": "['Jeunesse', 'Biodiversité']", "contact": "Service", "contact_phone": "0200000000",
}]}  # fmt: skip
CULTURE = [{
    "id": 315790, "creationDate": "2098-07-28T11: 40: 47+02: 00", "url": "https: //culture.example.org/pro",
    "title": "CulturePro", "deadline": "15 avril 2099", "type": ["Appels à projets & candidatures"],
    "eztag_theme": ["Musique"], "eztag_region": ["- France entière -"], "public": "Associations, Particuliers",
    "amount": "2.200.000 € à répartir entre les bénéficiaires", "summary": "<p>Aux &eacute;coles</p>", "link": None,
}]  # fmt: skip
EXPORT = (
    "Nom,Lien,Financeurs,Bénéficiaire,Types d'aides,AAP/AMI,Récurrence,Descriptif,Date Clôture\n"
    "Recycler une friche,https://aides-territoires.example.org/aides/3d9e-friche/,Conseil départemental de la Drôme,"
    '"Communes;Associations",Subvention,Oui,Ponctuelle,"Il peut :         appuyer ;          acquérir.",31/12/2099\n'
)
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Fondation du Clocher</title>
<item><guid>a1</guid><title>Appel à projets : jardins</title><link>https://fondation.example.org/jardins</link>
<description>&lt;p onclick="x()"&gt;Jusqu'à 5 000 €.
Candidatures jusqu'au 30 juin 2099 à 12h.&lt;/p&gt;</description>
<pubDate>Fri, 01 May 2099 10:00:00 +0200</pubDate><category>Nature</category></item>
<item><guid>a2</guid><title>Prix des voisins</title><link>https://fondation.example.org/prix</link></item>
</channel></rss>""".encode()
SHEET = (
    "Mes appels de la semaine;;\n"
    "Intitulé;Organisme;Date limite de dépôt;Heure limite;Montant max;Public cible;Territoire;Lien\n"
    "Semaine du goût;Ville de Béthune;15/03/2099;12h30;2 500,50 €;associations, écoles;Pas-de-Calais;"
    "www.bethune.example\n"
)
SHAPES = [
    (Connector.AIDES_TERRITOIRES, {"results": [AT_ROW]}, {
        "external_id": "156168", "title": "Cuisines partagées", "kind": "call_for_projects", "scale": "region",
        "places": ["region:32"], "deadline": "2099-03-15 23:59", "amount_max_cents": 5_000_000,
        "rate_min": Decimal(20), "rate_max": Decimal(80), "audiences": ["association", "commune"],
        "url": "https://aides-territoires.beta.gouv.fr/aides/ab12-cuisines/", "sectors": ["alimentation"],
        "themes": ["Circuits courts", "Bien manger"], "description": "<b>ouvertes</b>",
        "funders": ["Conseil régional des Hauts-de-France"],
    }),
    (Connector.BOAMP, {"results": [BOAMP_ROW]}, {
        "external_id": "26-1", "title": "Nettoyage & entretien des locaux", "kind": "reserved_tender",
        "reserved_for": ["siae"], "cpv": ["90910000"], "places": ["department:62"], "deadline": "2099-03-10 12:00",
        "application_url": "https://profil.example.org/7", "contract_folder": "boamp:26-1", "status": "open",
    }),
    (Connector.AID_SCHEMA, SCHEMA.encode(), {
        "external_id": "7c78", "kind": "grant", "funders": ["CCI France"], "places": ["region:32", "region:28"],
        "deadline": "2099-01-05 23:59", "amount_max_cents": 5_000_000, "rate_max": Decimal(70), "themes": ["Énergie"],
        "description": "<strong>Un audit</strong>", "contact": "https://contact.example.org",
    }),
    (Connector.TRANSITION, TRANSITION, {
        "external_id": "audit-fours", "kind": "loan", "amount_min_cents": 500_000, "amount_max_cents": 2_000_000,
        "places": ["region:32"], "deadline": "2099-12-31 23:59", "eligibility": "Boulangerie", "themes": ["Énergie"],
        "description": 'href="https://a.example.org"',
    }),
    (Connector.ADEME, ADEME, {
        "kind": "call_for_projects", "scale": "country", "deadline": "2099-02-27 15:00",
        "audiences": ["association", "private_sector"], "url": "https://agir.example.org/bois",
        "themes": ["Énergies renouvelables"],
    }),
    (Connector.ILE_DE_FRANCE, ILE_DE_FRANCE, {
        "kind": "call_for_projects", "places": ["region:11"], "deadline": "2099-07-08 23:59",
        "amount_max_cents": 1_500_000, "rate_max": Decimal(50), "eligibility": "", "contact": "Service\na@example.org",
    }),
    (Connector.DROME, DROME, {
        "kind": "support", "places": ["department:26"], "permanent": True,
        "funders": ["Chambre d’agriculture"],
    }),
    (Connector.MANCHE, MANCHE, {
        "title": "Appel à projets d’un centre parental", "kind": "call_for_projects", "places": ["department:50"],
        "themes": ["Jeunesse", "Biodiversité"], "contact": "Service\n0200000000",
    }),
    (Connector.CULTURE, CULTURE, {
        "kind": "call_for_projects", "scale": "country", "deadline": "2099-04-15 23:59", "amount_max_cents": None,
        "url": "https://culture.example.org/pro", "audiences": ["association", "private_person"],
        "description": "Aux écoles",
    }),
    (Connector.AIDES_TERRITOIRES_EXPORT, EXPORT.encode(), {
        "external_id": "3d9e-friche", "kind": "call_for_projects", "places": ["department:26"],
        "deadline": "2099-12-31 23:59", "audiences": ["association", "commune"], "description": "<p>appuyer ;</p>",
    }),
    (Connector.FEED, RSS, {
        "external_id": "a1", "kind": "call_for_projects", "deadline": "2099-06-30 12:00", "amount_max_cents": 500_000,
        "funders": ["Fondation du Clocher"], "themes": ["Nature"], "url": "https://fondation.example.org/jardins",
    }),
    (Connector.TABLE, SHEET.encode("cp1252"), {
        "title": "Semaine du goût", "funders": ["Ville de Béthune"], "deadline": "2099-03-15 12:30",
        "amount_max_cents": 250_050, "audiences": ["association", "public_org"], "places": ["department:62"],
        "url": "https://www.bethune.example",
    }),
]  # fmt: skip
