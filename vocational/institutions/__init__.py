"""The institution: its names, signatories and counters."""
