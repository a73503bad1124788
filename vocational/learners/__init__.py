"""Learners: who they are, their priority categories and the papers that prove them."""
