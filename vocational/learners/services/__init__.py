"""Register and correct learners, their categories and copies of papers."""
