"""Priority categories, the papers that prove them, and when they count."""
