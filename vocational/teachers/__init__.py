"""Teachers and how they are qualified to teach."""
