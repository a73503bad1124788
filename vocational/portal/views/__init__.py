"""Pages that cross features: home, classes, search, learners, courses."""
