"""What a person wrote in a reply, without what their mail program quotes under it."""

import re
from html.parser import HTMLParser

_SPACE = r"[ \t\u00a0\u202f]*"
# What begins a quotation, as French and English mail programs write it. Gmail and Apple Mail fold the line.
_BEGINS = [
    rf"^{_SPACE}Le\b(?=[^\n]*\d)[^\n]{{3,300}}(?:\n[^\n]{{0,200}}){{0,2}}?\ba\s+écrit{_SPACE}:{_SPACE}$",
    rf"^{_SPACE}On\b(?=[^\n]*\d)[^\n]{{3,300}}(?:\n[^\n]{{0,200}}){{0,2}}?\bwrote:{_SPACE}$",
    # Outlook, old and new; SFR, Orange and La Poste by the web.
    rf"^{_SPACE}-{{2,}}{_SPACE}(?:Message d.origine|Message original|Message d.origine|Original Message|Message initial"
    rf"|Message transféré|Forwarded message|E-mail d.origine){_SPACE}-{{2,}}{_SPACE}$",
    rf"^{_SPACE}\*?(?:De|From|Expéditeur){_SPACE}:\*?[^\n]+\n(?:[^\n]+\n){{0,1}}?{_SPACE}\*?(?:Envoyé|Sent|Date|À|To)"
    rf"(?: le)?{_SPACE}:",
    rf"^{_SPACE}_{{10,}}{_SPACE}\n{_SPACE}\*?(?:De|From){_SPACE}:",
    rf"^{_SPACE}> ?(?:Le\b[^\n]*a écrit|On\b[^\n]*wrote){_SPACE}:",
    rf"^{_SPACE}\d{{4}}-\d\d-\d\d \d\d:\d\d[^\n]*<[^\n>]+>{_SPACE}:{_SPACE}$",
]
_QUOTATION = re.compile("|".join(f"(?:{one})" for one in _BEGINS), re.MULTILINE | re.IGNORECASE)
# Two dashes and a space: the signature (RFC 3676 §4.3); what telephones add.
_SIGNATURE = re.compile(
    rf"^(?:-- ?|{_SPACE}(?:Envoyé (?:de|depuis) mon|Sent from my|Envoyé à partir de|Sent from (?:Outlook|Yahoo|Mail)"
    rf"|Obtenez Outlook|Télécharger Outlook|Get Outlook for)[^\n]*)$",
    re.MULTILINE | re.IGNORECASE,
)


def own_words(text: str) -> str:
    """The words of a reply. Who answers under the quotation keeps their words too; a message that only quotes is empty.

    When in doubt, more is kept: nothing that a person wrote is lost.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _QUOTATION.search(text)
    above = text[: found.start()] if found else text
    words = _own(above)
    if not words and found:
        words = _own(text[found.end() :])
    return words


def _own(text: str) -> str:
    kept = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(">"))
    if sign := _SIGNATURE.search(kept):
        kept = kept[: sign.start()]
    return re.sub(r"\n{3,}", "\n\n", kept).strip()


class _Reader(HTMLParser):
    """Text of a page: blocks on their own lines, quotations behind `>`."""

    BLOCKS = frozenset(
        ["p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4", "blockquote", "hr", "section"]
    )
    SILENT = frozenset(["script", "style", "head", "title"])

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.silent = self.quoted = 0
        self._divisions: list[bool] = []  # open `div`s: whether each quotes

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in self.SILENT:
            self.silent += 1
        if tag in self.BLOCKS:
            self._new_line()
        if tag == "blockquote":
            self.quoted += 1
        elif tag == "div":
            words = f"{dict(attributes).get('class') or ''} {dict(attributes).get('id') or ''}"
            # Gmail, Yahoo, Outlook on the web.
            quotes = bool(re.search(r"\bgmail_quote\b|\byahoo_quoted\b|\bdivRplyFwdMsg\b", words))
            self._divisions.append(quotes)
            self.quoted += quotes
        elif tag == "li":
            self.lines[-1] += "- "

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SILENT and self.silent:
            self.silent -= 1
        if tag == "blockquote" and self.quoted:
            self.quoted -= 1
        elif tag == "div" and self._divisions:
            self.quoted -= self._divisions.pop()
        if tag in self.BLOCKS and tag != "br":
            self._new_line()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        words = re.sub(r"\s+", " ", data)
        if not self.lines[-1]:
            words = words.lstrip()
            if words and self.quoted:
                self.lines[-1] = "> "
        self.lines[-1] += words

    def _new_line(self) -> None:
        if self.lines[-1].strip() or len(self.lines) < 2 or self.lines[-2].strip():
            self.lines.append("")


def text_of_html(html: str) -> str:
    """The text of a message that has only HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in reader.lines)).strip()
