"""Local amounts and overrides of the law, in the shape of the law, edited on screen."""
