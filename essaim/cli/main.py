"""The console command `essaim`: the few verbs of an operator, each a Django management command."""

import os
import sys

COMMANDS = {
    "demo": ("demo", "load the demonstration and serve it"),
    "serve": ("serve", "serve for real, workers set by the cores"),
    "init": ("init", "ask the few questions of a new club"),
    "import organizations": ("import_organizations", "bring in a file of organizations"),
    "import territory": ("import_territory", "refresh communes, bring outlines and centroids"),
    "doctor": ("doctor", "say what is there, what is missing, what to do"),
    "backup": ("backup", "write one checksummed archive of everything"),
    "restore": ("restore", "put an archive back"),
    "migrate": ("migrate", "bring the database up to date"),
}


def usage() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  essaim {words:<{width}}  {about}" for words, (_command, about) in COMMANDS.items()]
    return "\n".join(["Essaim, the platform of a club of social-economy organizations.", "", *lines, "",
                      "essaim COMMAND --help says more."])  # fmt: skip


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
    print(f"There is no command « {arguments[0]} ».\n\n{usage()}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
