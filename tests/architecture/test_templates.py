"""Templates: each is used, extends what exists, holds no inline script, handler or style (the CSP refuses them)."""

import re

import pytest
from django.template import engines
from django.template.loader_tags import ExtendsNode, IncludeNode

from .sources import product_files, templates

# Found by their name by Django or allauth, not by our code.
BY_CONVENTION = re.compile(
    r"^(account|mfa|socialaccount|usersessions|allauth|django|openid)/|^ui/(form|field)\.html$|^\d+\.html$"
)


def name_of(path) -> str:
    return str(path).split("/templates/", 1)[1]


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_compiles_and_its_parts_exist(path):
    template = engines["django"].get_template(name_of(path)).template
    for node in template.nodelist.get_nodes_by_type((ExtendsNode, IncludeNode)):
        filter_expression = node.parent_name if isinstance(node, ExtendsNode) else node.template
        if isinstance(filter_expression.var, str):
            engines["django"].get_template(filter_expression.var)
    assert template.name == name_of(path)


# Mail programs read styles only where they are used.
MAIL = {"accounts/mail.html", "mail/email/_footer.html"}


@pytest.mark.parametrize("path", [path for path in templates() if name_of(path) not in MAIL], ids=name_of)
def test_nothing_inline(path):
    text = path.read_text()
    assert not re.search(r"""\son(click|change|submit|load|input)=|<style|\sstyle=["']|javascript:""", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)", text)


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_a_key_is_no_number_to_read(path):
    """`{{ row.pk }}` gives « 1 234 » past a thousand, which no address knows: `{{ row.pk|key }}`."""
    assert not re.findall(r"\{\{ ?(?:[\w.]+\.)?(?:pk|\w+_pk) ?\}\}", path.read_text())


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_no_page_hides_its_origin(path):
    """With `no-referrer` a browser posts with `Origin: null`, and the form is refused as forged. The site's header
    (`same-origin`) already keeps the addresses of links from other sites."""
    assert "no-referrer" not in path.read_text()


def test_every_template_is_used():
    code = "\n".join(path.read_text() for path in product_files())
    html = "\n".join(path.read_text() for path in templates())
    unused = [
        name
        for name in map(name_of, templates())
        if not BY_CONVENTION.match(name) and f'"{name}"' not in code and f'"{name}"' not in html
    ]
    assert unused == []
