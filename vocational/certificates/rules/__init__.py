"""How certificates are numbered, and what stands where on them."""
