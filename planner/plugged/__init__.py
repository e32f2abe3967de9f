"""What plug-ins say of an athlete's day: asked when all of ours is judged, and shown beside it."""
