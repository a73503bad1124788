"""The catalogue: occupations, courses with their versions and modules."""
