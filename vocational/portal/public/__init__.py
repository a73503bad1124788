"""The pages for everybody: what is open now, the public catalogue, one course."""
