"""Read courses and open classes of all institutions."""
