"""What can go wrong with an opinion, each in words for the person who asked and without theirs."""


class OpinionError(Exception):
    """There is no opinion; ``str()`` is a sentence or two that say why."""


class NothingSentError(OpinionError):
    """The same, and not a word has left this machine, so it cost nothing."""
