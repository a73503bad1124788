"""Hours attended, the limits of the law, who is at risk, what may be marked."""
