"""Admission by priority: ranking, minutes and decision, the waiting list and its offers."""
