"""A form about a person that a citizen card fills in."""

from vocational.applications.services.cards import CardFields
from vocational.learners.forms.papers import set_value
from vocational.learners.forms.people import LearnerForm


class CardForm(LearnerForm):
    """Who a person is, read from the card where there is one."""

    def fill_from_card(self, card: CardFields) -> None:
        """Show what a card says; what it does not say stays as it was typed."""
        set_value(self.citizen_number, card.citizen_number or self.citizen_number.data)
        if card.full_name:
            set_value(self.full_name, card.full_name)
        if card.birth_date:
            set_value(self.birth_date, card.birth_date)
        if card.sex:
            set_value(self.sex, card.sex.value)
        if card.hamlet:
            set_value(self.hamlet, card.hamlet)
        if card.commune:
            set_value(self.commune, card.commune.label)
            set_value(self.commune_code, card.commune.code)
