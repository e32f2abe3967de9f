"""Views: commands, terminal text, figures, the page, calendar and watch workouts."""
