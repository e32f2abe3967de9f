"""Many athletes: each is one task, and what comes out are tables and a row of triage."""
