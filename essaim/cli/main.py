"""The console command `essaim`: the few verbs of an operator, each a Django management command.

It speaks French, or English where the terminal does (LANG=en…).
"""

import os
import sys

COMMANDS = {
    "demo": ("demo", "charger la démonstration et la servir", "load the demonstration and serve it"),
    "serve": ("serve", "servir pour de bon", "serve for real"),
    "init": ("init", "créer un club, en quelques questions", "create a club, in a few questions"),
    "import organizations": ("import_organizations", "importer un fichier de structures", "import organizations"),
    "import territory": ("import_territory", "mettre à jour les communes", "refresh the communes"),
    "calls read": ("read_calls", "lire les appels, d’une source ou d’un fichier", "read calls, of a source or a file"),
    "doctor": ("doctor", "dire ce qui va, ce qui manque, que faire", "say what is well, what is missing"),
    "backup": ("backup", "tout sauvegarder dans une archive", "write one archive of everything"),
    "restore": ("restore", "remettre une archive en place", "put an archive back"),
    "migrate": ("migrate", "mettre la base de données à jour", "bring the database up to date"),
    "worker": ("worker", "envoyer les messages en attente", "send the messages that wait"),
}


def language() -> str:
    """`en` where the terminal speaks English, else `fr`."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if spoken.lower().startswith("en") else "fr"


def usage() -> str:
    width = max(map(len, COMMANDS))
    english = language() == "en"
    lines = [f"  essaim {words:<{width}}  {about[2 if english else 1]}" for words, about in COMMANDS.items()]
    title = "Essaim, the platform of a club." if english else "Essaim, la plateforme d’un club."
    more = "essaim COMMAND --help says more." if english else "essaim COMMANDE --help en dit plus."
    return "\n".join([title, "", *lines, "", more])


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    for length in (2, 1):
        words = " ".join(arguments[:length])
        if words in COMMANDS:
            from django.core.management import execute_from_command_line

            execute_from_command_line(["essaim", COMMANDS[words][0], *arguments[length:]])
            return 0
    unknown = "There is no command" if language() == "en" else "Il n’y a pas de commande"
    print(f"{unknown} « {' '.join(arguments[:2])} ».\n\n{usage()}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
