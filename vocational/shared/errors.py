"""The refusals a person can mend, told apart from defects.

Sentences for people are found by code in the `messages.py` of each package:
nothing here is translated.
"""


class RuleViolation(Exception):
    """A rule of law or of the institution forbids what was asked; the user can mend it.

    `code` is `<package>.<reason>`, `field` the form field or dotted path it belongs to
    (None: the whole form), `params` what the sentence names.
    """

    def __init__(self, code: str, field: str | None = None, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.params = params


class Refused(Exception):
    """The actor may not do this; answered as 403.

    `reason` is for the log, never for the page.
    """

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


class Unavailable(Exception):
    """A key or a store of the installation does not work; an operator mends it. Answered as 503.

    `code` finds the sentence for people; the message is for the log.
    """

    code = "installation.unavailable"


class InputError(Exception):
    """Input of a command that cannot be read, said for machines.

    `code` is one of `missing`, `invalid`, `unknown`, `not_in_force`; `field` a dotted
    path such as `learner.categories[0].code`, None where none fits.
    """

    def __init__(self, code: str, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
