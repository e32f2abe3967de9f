"""From paths to watch files: folders walked, archives read in place, content decides the type."""
