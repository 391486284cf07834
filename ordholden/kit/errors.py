"""The one exception for a refused action."""


class NotPossible(Exception):
    """The domain says no. The sentence is for the person who asked, and names nobody else.

    Raised by actions; `kit.http` makes a page of it (409), the queue lets the task rest.
    `code` is a word for programs ("already_withdrawn").
    """

    refuses_reading = False  # whether it refuses to show somebody's data (`reading.refusals`)

    def __init__(self, sentence: str, *, code: str = "not_possible") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
