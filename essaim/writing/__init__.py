"""Texts that several people write at once: merge, versions, remarks, proposed changes.

How an app embeds a text:

1. In its `apps.py`, it says what a kind of text allows to whom, and on which page it stands::

       text_kinds.add("charter.article", TextKind(rights=access.rights_on_article, url=queries.url_of_article))

   `rights(request, text) -> Rights` reads `request.standing`, which is set; `url(text) -> str`. Maybe also
   `settled(text, revision, actor)`, called in the transaction of each version that matters to a reader.
2. An action of its own makes the text: `actions.create_text(club=club, kind="charter.article", content="…",
   actor=actor)`; its model points to it by a foreign key.
3. Its view gives the template what it draws, and its page loads `writing/writing.css` and `writing/editor.js`:

   - `screen.editor(request, text)` → `{% include "writing/_editor.html" with editor=editor %}`: the field where one
     writes. Several may stand on one page.
   - `screen.reading(request, text)` → `{% include "writing/_text.html" with reading=reading %}`: the text, its remarks
     and proposed changes, each with its forms. `_remarks.html` and `_proposals.html` are its parts.
   - `screen.history(text)` → `{% include "writing/_history.html" with history=history %}`.
   - `markup.render(content)` → safe HTML alone.

The addresses that these post to are the app's own (`writing:save`, `writing:history`…, under /<club>/textes/): nothing
else to wire. Whoever has no right gets 404.
"""
