"""Plan, change, open and cancel classes."""
