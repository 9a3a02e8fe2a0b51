"""Files that people send, for any app: a row of its own that inherits `models.KeptFile`.

1. A model inherits `KeptFile` and adds what it is about (a meeting, a practice, a damage). What
   belongs to no club (a paper of an organization) inherits `models.StoredFile`.
2. Its action stores it, in the transaction that saves the row::

       document = PracticeDocument(club=club, practice=practice, **read_upload(upload))
       with storing(document, upload), transaction.atomic():
           document.save()

   `read_upload` refuses what is too big, of no kind that everybody can open, or infected; `read_picture` makes a
   photograph small and forgets where it was taken.
3. Its view answers with `serving.as_attachment(document)`, or `serving.as_picture(photo)`, after its own gate.
4. `remove(document)` takes row and file away; what a crash left is swept each day.
"""
