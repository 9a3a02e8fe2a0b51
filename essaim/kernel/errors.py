"""The one error that actions raise on purpose."""


class Refusal(Exception):
    """An act that cannot be done now. Its sentence is what the person reads: what happened, why, what is possible.

    `field` names the form field it speaks of, when there is one. `code` is stable, for tests and scripts.
    """

    def __init__(self, sentence: str, *, code: str = "refused", field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.field = field

    def __str__(self) -> str:
        return str(self.sentence)
