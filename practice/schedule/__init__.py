"""What to practise next: grades, review cards by FSRS, the plan of days, and Today."""
