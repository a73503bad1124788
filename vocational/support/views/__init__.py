"""Support of one class, and of all."""
