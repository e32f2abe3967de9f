"""Files for other programs: tables, calendar, workouts."""
