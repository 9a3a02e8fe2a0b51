"""For tests: which variables a template asked for and did not get."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.template import engines
from django.template.base import FilterExpression

from .messages import APPS

# These say what to show instead, so that the variable may be missing.
OPTIONAL = {"default", "default_if_none"}


class _Marker(str):
    """Takes the place of `string_if_invalid`: Django formats it with the variable that is missing."""

    def __new__(cls, missing: list[str]):
        marker = super().__new__(cls, "missing")
        marker.missing = missing  # type: ignore[attr-defined]
        return marker

    def __contains__(self, part: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        self.missing.append(str(variable))  # type: ignore[attr-defined]
        return ""


@contextmanager
def undefined_variables() -> Iterator[set[str]]:
    """Collect `template: {{ variable }}` for each variable that our templates show and that is not defined.

    A variable that may be missing is asked with `{% if x %}` or `|default`: these are not collected. Templates of
    libraries are left aside. Not for threads.
    """
    found: set[str] = set()
    missing: list[str] = []
    engine: Any = engines["django"]
    engine = engine.engine
    before, resolve = engine.string_if_invalid, FilterExpression.resolve

    def watched(self, context, ignore_failures=False):
        count = len(missing)
        result = resolve(self, context, ignore_failures)
        if len(missing) > count:
            del missing[count:]
            template = context.render_context.template or context.template
            ours = str(getattr(template.origin, "name", "")).startswith(str(APPS))
            if ours and not OPTIONAL & {function.__name__ for function, _arguments in self.filters[:1]}:
                found.add(f"{template.name}: {{{{ {self.token} }}}}")
        return result

    engine.string_if_invalid = _Marker(missing)
    FilterExpression.resolve = watched  # type: ignore[method-assign]
    try:
        yield found
    finally:
        engine.string_if_invalid = before
        FilterExpression.resolve = resolve  # type: ignore[method-assign]
