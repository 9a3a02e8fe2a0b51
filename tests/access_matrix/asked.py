"""The cast's question, asked by another member of the club, with an answer and its file; and its rows in the table."""

from django.core.files.base import ContentFile

from essaim.clubs.models import Club
from essaim.questions.models import Answer, AnswerFile, Question

from .rows import CLUB, MEMBERS, MEMBERS_ACT, ORGANISERS_ACT, Row

QUESTION = {**CLUB, "pk": "question_pk"}
ANSWER = {**QUESTION, "answer_pk": "question_answer_pk"}
MINE = {**CLUB, "pk": "own_question_pk"}
MY_ANSWER = {**MINE, "answer_pk": "own_answer_pk"}
# What the member of the cast alone does: they asked, or answered.
MEMBER_ALONE = (302, 404, 200, 404, 404, 404)
MEMBER_ALONE_ACTS = (302, 404, 302, 404, 404, 404)

QUESTIONS: dict[str, Row] = {
    "questions:index": Row(MEMBERS, CLUB),
    "questions:ask": Row(MEMBERS, CLUB),
    "questions:similar": Row(MEMBERS, CLUB),
    "questions:detail": Row(MEMBERS, QUESTION),
    "questions:answer": Row(MEMBERS_ACT, QUESTION, "post", {"text": "Demandez à la buanderie."}),
    "questions:me_too": Row(MEMBERS_ACT, QUESTION, "post"),
    "questions:not_for_me": Row(MEMBERS_ACT, QUESTION, "post"),
    "questions:thank": Row(MEMBERS_ACT, ANSWER, "post"),
    "questions:file": Row(MEMBERS, {**QUESTION, "file_pk": "question_file_pk"}),
    "questions:turn": Row(ORGANISERS_ACT, QUESTION, "post", {"verb": "hide", "reason": "Un essai."}),
    "questions:turn_answer": Row(ORGANISERS_ACT, ANSWER, "post", {"verb": "hide", "reason": "Un essai."}),
    "questions:as_theme": Row(ORGANISERS_ACT, QUESTION, "post"),
    "questions:as_practice": Row(ORGANISERS_ACT, QUESTION, "post"),
    "questions:edit": Row(MEMBER_ALONE, MINE),
    "questions:outcome": Row(MEMBER_ALONE, MINE),
    "questions:accept": Row(MEMBER_ALONE_ACTS, {**MINE, "answer_pk": "answer_to_mine_pk"}, "post"),
    "questions:edit_answer": Row(MEMBER_ALONE, MY_ANSWER),
}


class AskedCast:
    club: Club
    people: dict

    question_pk = property(lambda self: self.question(None).pk)
    question_answer_pk = property(lambda self: self.answer(self.question(None), None).pk)
    own_question_pk = property(lambda self: self.question(self.people["member"]).pk)
    own_answer_pk = property(lambda self: self.answer(self.question(self.people["member"]), self.people["member"]).pk)
    answer_to_mine_pk = property(lambda self: self.answer(self.question(self.people["member"]), None).pk)

    def question(self, author) -> Question:
        title = "Où faire laver trois cents serviettes ?"
        return Question.objects.get_or_create(club=self.club, author=author, title=title)[0]

    def answer(self, question: Question, author) -> Answer:
        return Answer.objects.get_or_create(
            club=self.club, question=question, author=author, text="À la buanderie.", from_asker=author is not None
        )[0]

    @property
    def question_file_pk(self) -> int:
        answer = self.answer(self.question(None), None)
        if known := AnswerFile.objects.filter(answer=answer).first():
            return known.pk
        kept = AnswerFile(club=self.club, answer=answer, file_name="tarifs.pdf", size=5, sha256="0" * 64)
        kept.content_type = "application/pdf"
        kept.file.save("tarifs.pdf", ContentFile(b"%PDF-"), save=False)
        kept.save()
        return kept.pk
