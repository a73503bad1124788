"""The pages of admission, and those of applicants by receipt."""
