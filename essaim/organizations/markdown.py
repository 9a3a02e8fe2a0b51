"""The description of an organization: Markdown in, safe HTML out."""

import nh3
from markdown_it import MarkdownIt

# "commonmark" without raw HTML: what looks like a tag is shown as text. Images are left out, so that opening a page
# asks nothing of another site.
_PARSER = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "html_block", "html_inline"])
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "pre", "hr", "h3", "h4"}


def render(text: str) -> str:
    """Return safe HTML. Titles begin at h3, since the page's own sections are h2."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3" if token.tag in ("h1", "h2", "h3") else "h4"
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    # The parser already refuses scripts; the cleaner is a second wall, with its own list.
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="nofollow noopener ugc",
    )
