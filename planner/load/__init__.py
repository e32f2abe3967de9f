"""Daily load and the models on it."""
