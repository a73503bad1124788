"""Read what the public sees, over all institutions of the installation."""
