"""The pages of support: what each learner is due, and why."""
