"""The JSON of each command: plain dicts and lists made of judged values."""
