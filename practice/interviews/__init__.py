"""Mock interviews: drawing the questions, holding one turn by turn, and the report at the end."""
