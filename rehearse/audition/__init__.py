"""The audition: a persona and an engine under scripted pressure, and what became of it."""
