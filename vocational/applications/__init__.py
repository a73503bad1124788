"""Every way into a class: the counter now."""
