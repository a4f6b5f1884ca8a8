"""Everything detente raises on purpose.

DetenteError
├── InputError      a report, file or option that cannot be used
├── LexiconError    a rule or table that does not load: file, line and rule are named
├── EvidenceError   a quote that is not where it says it is
└── StoreError      a record file that cannot be opened, is locked, or is of another schema
"""


class DetenteError(Exception):
    """Base of all: its message says what was expected, what was found, and where."""


class InputError(DetenteError):
    """A report, file or option cannot be used."""


class LexiconError(DetenteError):
    """A rule or table of the lexicon does not load."""


class EvidenceError(DetenteError):
    """A quote is not found at the place it names."""


class StoreError(DetenteError):
    """A record file cannot be opened, written or understood."""


def place_of(error: BaseException) -> str:
    """File and line where an error was raised, for a message about a bug."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace else "an unknown place"
