"""The officer's own text: Markdown in, a few harmless tags out; nothing that fetches or links."""

import nh3
from markdown_it import MarkdownIt

_TAGS = {"p", "h3", "h4", "h5", "ul", "ol", "li", "strong", "em", "blockquote", "br", "hr"}
# Headings of the text stand below those of the report.
_HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h5", "h5": "h5", "h6": "h5"}
_PARSER = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "link", "autolink", "html_inline", "html_block"]
)


def narrative_html(text: str) -> str:
    """Safe HTML of a narrative."""
    tokens = _PARSER.parse(text)
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag) if token.type.startswith("heading") else token.tag
    html = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return nh3.clean(html, tags=_TAGS, attributes={}, link_rel=None)
