"""Words of questions that say nothing of their subject."""

IDLE_WORDS = (
    "comment pourquoi quand combien quel quelle quelqu qui quoi avez aurait auriez avoir etre faire fait peut pouvez "
    "pourrait voulons veut vouloir savoir sait connait connaissez connaitre cherche cherchons recherche trouver trouve "
    "besoin aide aider conseil conseils avis idee idees exemple retour retours experience question probleme solution "
    "structure structures association associations club membre membres equipe projet projets action activite local "
    "locale locaux territoire nouveau nouvelle petit petite grand grande bon bonne meilleur mieux bien mal deja encore "
    "toujours jamais vraiment vite premier premiere jour jours semaine mois annee an ans heure heures fois temps matin "
    "soir partir mettre donner prendre passer venir aller arriver essayer essaye essayons demander demande dire parler "
    "chose choses gens personne personnes public plusieurs deux trois quatre cinq dix vingt autre autres meme chaque "
    "tout tous toute toutes trop peu plus moins beaucoup assez possible utile simple gratuit prix propose proposons "
    "partage partager commun ensemble utiliser utilise existe passe monter monte gerer lundi mardi mercredi jeudi "
    "vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre "
    "merci bonjour concret concretement fonctionne marche choisir choix face cas lieu place sujet type sorte facon "
    "cent cents mille trente quarante cinquante seize sept huit neuf onze douze fin debut "
    "salarie salaries service services travail travaille"
)
# Words that speak of the same need, one group a line, besides the synonyms of the search: verbs and what they lead to,
# things and the trades that see to them. A word answers for its group, worth less than itself.
KIN = """
laver lavage blanchisserie linge laverie pressing serviette nappe
nettoyer nettoyage menage proprete
livrer livraison tournee livreur
transporter transport vehicule camion camionnette fourgon minibus
refrigere frigorifique frais froid
stocker stockage entreposer entreposage hangar palette quai
heberger hebergement gite couchage internat lit
loger logement studio chambre location
chauffage chauffer energie isolation chaudiere thermique
electricite electrique solaire panneau photovoltaique
tissu textile coton toile drap couture
coudre couture retouche
imprimer impression affiche bache
filmer film video captation
site internet web
ordinateur informatique numerique
paie bulletin salaire
comptable comptabilite compte bilan tresorier tresorerie
subvention financement fondation dossier avance
emprunt pret credit banque
assurance assureur contrat mutuelle
juriste juridique statuts droit assemblee
embaucher embauche recruter recrutement poste remplacement interim
remplacer remplacant remplacement interim
alcool boire boit addiction
violence violences victime femme
dos posture ergonomie echauffement geste
secours secourisme secouriste
permis conduire conduite code
garder garde creche nounou
handicap autisme autiste accessible accessibilite
sourd signes interprete
traduire traduction interprete langue
lire lecture lisible illettrisme facile
demarche formulaire administratif
benevole benevolat
fete barnum tente chapiteau sono sonorisation
table chaise vaisselle
salle reunion location
cuisine cuisinier cuisiniere traiteur repas
restes biodechet dechet compost composter compostage
invendu glanage don collecte
jardin tondre tonte tondeuse espaces entretien
detruire destruction archive
numeriser numerisation archive
former formation formateur stage
velo cargo
gobelet consigne
demenager demenagement
reparer reparation depannage
peindre peinture
mediation conflit mediateur
psychologue ecoute souffrance burnout
logo graphisme graphiste affiche page
presse journal radio communication
marche appel offre clause
evaluer evaluation impact enquete
"""
