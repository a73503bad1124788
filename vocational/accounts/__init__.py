"""People who sign in: users, their roles in institutions, passwords."""
