"""Short vocational courses of an institution, from the catalogue to the certificate."""
