from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "essaim.search"

    def ready(self) -> None:
        from essaim.kernel.hooks import organizations_changed

        from .actions import reindex
        from .organizations import ORGANIZATIONS
        from .sources import sources

        sources.add(ORGANIZATIONS.name, ORGANIZATIONS)

        def follow(*, ids: list[int]) -> None:
            reindex(source=ORGANIZATIONS.name, ids=ids)

        organizations_changed.connect(follow)
