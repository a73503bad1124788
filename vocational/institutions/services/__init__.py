"""An institution's names and signatories, its numbers and who signs decisions."""
