"""A form about a person that a citizen card fills in."""

from vocational.applications.services.cards import CardFields
from vocational.learners.forms.papers import put
from vocational.learners.forms.people import LearnerForm


class CardForm(LearnerForm):
    """Who a person is, read from the card where there is one."""

    def put_card(self, card: CardFields) -> None:
        """Show what a card says; what it does not say stays as it was typed."""
        put(self.citizen_number, card.citizen_number or self.citizen_number.data)
        if card.full_name:
            put(self.full_name, card.full_name)
        if card.birth_date:
            put(self.birth_date, card.birth_date)
        if card.sex:
            put(self.sex, card.sex.value)
        if card.hamlet:
            put(self.hamlet, card.hamlet)
        if card.commune:
            put(self.commune, card.commune.label)
            put(self.commune_code, card.commune.code)
