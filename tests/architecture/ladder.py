"""Who may import whom (docs/architecture.md). An app imports only from lower steps."""

LADDER: list[set[str]] = [
    {"kernel"},
    {"ui"},
    {"accounts", "territory"},
    {"organizations"},
    {"clubs"},
    {"journal", "mail", "files", "search", "writing", "mutualaid"},
    {
        "imports",
        "directory",
        "calls",
        "vault",
        "budgets",
        "resources",
        "charter",
        "practices",
        "recruitment",
        "purchases",
    },
    {"meetings", "lending", "watch"},
    {"minutes", "seating", "joining", "questions", "dossiers"},
    {"introductions", "governance", "submissions"},
    {"showcase", "api", "home"},
    {"demo"},
    {"cli"},
]
STEP = {app: step for step, apps in enumerate(LADDER) for app in apps}
