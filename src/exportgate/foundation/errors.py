"""What can stop a command, and the exit code it stops with.

ExportgateError                 3  could not evaluate
├── UsageError                  2  the command line asks for something that is not there or does not fit
├── InputError                  3  a shipment, mapping or name file cannot be read as what it should be
├── RuleError                   3  rule files with errors; carries every diagnostic
├── ListError                   3  a party list cannot be read, or is refused
├── FetchError                  3  a party list cannot be downloaded
├── StoreError                  3  the store is damaged or cannot be written
└── WorkerError                 3  a process that shared the work died

Bad rows, bad list entries and rule slips are collected as data; an exception is for what stops the run.
"""


class ExportgateError(Exception):
    """Stops a command; the message names the thing, the place, what was expected and the next step."""

    exit_code = 3


class UsageError(ExportgateError):
    """The command line names something that does not exist or combines what does not fit."""

    exit_code = 2


class InputError(ExportgateError):
    """A file given as input cannot be read as what it should be."""


class ListError(ExportgateError):
    """A party list cannot be read, or holds less than it should."""


class FetchError(ExportgateError):
    """A party list cannot be downloaded, or what came is not what was asked for."""


class StoreError(ExportgateError):
    """The store of lists is damaged or cannot be written."""


class WorkerError(ExportgateError):
    """A process that shared the work ended before it gave its answers."""
