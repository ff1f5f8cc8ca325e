"""What to say next: pure functions from what happened so far to the next move."""
