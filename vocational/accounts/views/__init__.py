"""The pages of accounts: set-up, sign-in, own account, users."""
