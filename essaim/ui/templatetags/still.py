"""`{% still %}…{% endstill %}`: a part of a template that says the same on every page of a language.

Icons, addresses of static files and translated words, drawn once for each language and process instead of at each
page. What depends on anything else (a variable, the request) stands outside.
"""

from django import template
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, VariableNode
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class StillNode(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self._drawn: dict[str | None, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        if language not in self._drawn:
            self._drawn[language] = self.nodelist.render(context)
        return self._drawn[language]


@register.tag
def still(parser: Parser, token: Token) -> StillNode:
    nodelist = parser.parse(("endstill",))
    parser.delete_first_token()
    for node in nodelist.get_nodes_by_type(VariableNode):
        expression: FilterExpression = node.filter_expression  # type: ignore[attr-defined]
        raise parser.error(token, f"a part that stands still shows no variable: {expression.token}")
    return StillNode(nodelist)
