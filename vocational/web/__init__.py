"""What every page shares: forms, lists, formats, errors, headers."""
