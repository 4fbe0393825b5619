"""What a coach does: assignments handed out, submissions collected, cohorts reported on."""
