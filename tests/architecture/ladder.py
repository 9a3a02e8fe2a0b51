"""Who may import whom (docs/architecture.md). An app imports only from lower steps."""

LADDER: list[set[str]] = [
    {"kernel"},
    {"ui"},
    {"accounts", "territory"},
    {"organizations"},
    {"clubs"},
    {"journal", "mail", "files", "search", "writing"},
    {"imports", "directory", "calls", "resources", "charter"},
    {"meetings", "mutualaid", "dossiers"},
    {"minutes", "seating", "joining"},
    {"introductions", "governance"},
    {"showcase", "api", "home"},
    {"demo"},
    {"cli"},
]
STEP = {app: step for step, apps in enumerate(LADDER) for app in apps}
