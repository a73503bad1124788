"""Pictures of the product: served, signed in, taken, checked."""
