"""The page of a coach: many athletes on one screen, who needs a word first."""
