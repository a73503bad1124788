"""Training classes and their practice groups: the hub after which everything hangs."""
