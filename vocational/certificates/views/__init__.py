"""Pages of certificates: of a class, the registry, settings, and the public check."""
