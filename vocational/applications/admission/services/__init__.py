"""What may be done in admission: settings, runs, their signing, offers of freed seats."""
