"""Names that a page does not give its template are an error in tests.

Jinja shows a missing name as nothing, so that a renamed variable would empty a page in silence.
"""

from jinja2 import StrictUndefined, Undefined


class MissingName(Undefined):
    """Refuses a name that the template was not given; a missing attribute stays empty.

    Parts of a record may be absent by design (a row without a deputy's title); a name that stands
    alone is either given or asked for by `is defined`.
    """

    def __bool__(self) -> bool:
        self._refuse_name()
        return False

    def __iter__(self):
        self._refuse_name()
        return super().__iter__()

    def __len__(self) -> int:
        self._refuse_name()
        return 0

    def __str__(self) -> str:
        self._refuse_name()
        return ""

    def _refuse_name(self) -> None:
        if self._undefined_obj is StrictUndefined()._undefined_obj:
            self._fail_with_undefined_error()
