"""A person as a row of a paper: one way of writing name, birth, sex and home."""

from vocational.learners.models import PersonColumns


def person_row(person: PersonColumns) -> dict[str, object]:
    """Give `name`, `birth_date`, `sex` and `residence` of a learner or applicant as printed."""
    return {
        "name": person.full_name,
        "birth_date": person.born.statutory(),
        "sex": person.sex.on_papers,
        "residence": person.residence,
    }
