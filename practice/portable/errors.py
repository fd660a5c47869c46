"""Why a file was not imported, in words for the person who gave it."""


class NotImportedError(Exception):
    """The file was not imported, and nothing was changed. The message says why."""


class BrokenFileError(NotImportedError):
    """The file is not what we write, at a place that the message names."""


class AlreadyPractisedError(NotImportedError):
    """The candidate has something already, and nobody said that it may be replaced."""


class MissingQuestionsError(NotImportedError):
    """The file needs questions or topics that are not in this bank."""

    def __init__(self, missing: list[str]) -> None:
        self.missing = missing
        super().__init__(f"These are not in this bank: {', '.join(missing)}.")
