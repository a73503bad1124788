"""What crosses features: home, class header, search, the learner's page."""
