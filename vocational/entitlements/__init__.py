"""What support a learner has a right to, by which article, and why not more."""
