"""Forms of applications: the counter's, the public's, the registrar's."""
