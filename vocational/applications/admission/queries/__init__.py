"""Read the order of admission, kept seats, runs, the waiting list and its offers."""
