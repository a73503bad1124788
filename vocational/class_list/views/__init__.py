"""The page of a class and the papers of its learners."""
