"""Why a file is not taken, as a word for the program outside."""


class Refusal(Exception):
    """code: one of `ordholden.papers.refusals.SENTENCES`. numbers: for its sentence."""

    def __init__(self, code: str, **numbers: int) -> None:
        super().__init__(code)
        self.code, self.numbers = code, numbers
