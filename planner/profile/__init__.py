"""Who the runner is: profile.toml, its keys, its limits."""
