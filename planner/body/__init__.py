"""What the body says and carries: pain, illness, breaks, longest run, sides, exercises."""
