"""What may be done with applications: at the counter, by the public, by the registrar."""
