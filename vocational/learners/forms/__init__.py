"""Forms about learners: the person, and priority categories with their papers."""
