"""A fragment is a part of the page: put in place of the old one, it gives what a full reload gives.

assert_fragment_equals_page(client, "/annuaire/", "/annuaire/?q=cantine", ["liste", "compte"], but=["recherche"])
"""

from collections.abc import Iterable, Iterator

from django.test.html import Element, parse_html


def assert_fragment_equals_page(
    client, before: str, after: str, ids: Iterable[str], *, but: Iterable[str] = (), headers: dict | None = None
) -> None:
    """Open `before`, ask for `after` as htmx does, put each element of `ids` in its place, compare with `after` whole.

    `but`: ids of elements left aside, because the person's own typing changed them.
    """
    page = _parsed(client.get(before))
    fragment = _parsed(client.get(after, headers={"HX-Request": "true", **(headers or {})}))
    expected = _parsed(client.get(after))
    for name in ids:
        new = _find(fragment, name)
        assert new is not None, f"the fragment has no #{name}"
        assert _replace(page, name, new), f"{before} has no #{name}"
    for name in but:
        _replace(page, name, Element("gap", ()))
        _replace(expected, name, Element("gap", ()))
    shown, whole = _main(page), _main(expected)
    assert shown == whole, _first_difference(shown, whole)


def _parsed(response) -> Element:
    assert response.status_code == 200, response.status_code
    return parse_html(response.content.decode())


def _main(page: Element) -> Element:
    found = next((one for one in _elements(page) if one.name == "main"), None)
    assert found is not None, "no main in the page"
    return found


def _id(element: Element) -> str:
    return dict(element.attributes).get("id") or ""


def _elements(root: Element) -> Iterator[Element]:
    for child in root.children:
        if isinstance(child, Element):
            yield child
            yield from _elements(child)


def _find(root: Element, name: str) -> Element | None:
    return next((one for one in (root, *_elements(root)) if _id(one) == name), None)


def _replace(root: Element, name: str, new: Element) -> bool:
    for parent in (root, *_elements(root)):
        for place, child in enumerate(parent.children):
            if isinstance(child, Element) and _id(child) == name:
                parent.children[place] = new
                return True
    return False


def _first_difference(one: Element, other: Element) -> str:
    """Where two trees part, as words."""
    if one.name != other.name or one.attributes != other.attributes:
        return f"{str(one)[:300]}\n≠\n{str(other)[:300]}"
    for left, right in zip(one.children, other.children, strict=False):
        if left == right:
            continue
        if isinstance(left, Element) and isinstance(right, Element):
            return _first_difference(left, right)
        return f"in <{one.name}>: {str(left)[:300]!r} ≠ {str(right)[:300]!r}"
    return f"in <{one.name} {one.attributes}>: {len(one.children)} parts ≠ {len(other.children)}"
