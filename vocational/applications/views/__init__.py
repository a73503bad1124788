"""Pages of applications: the counter, the public form, the registrar's review."""
