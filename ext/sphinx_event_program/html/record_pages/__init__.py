"""Pages that nobody has to write: one for each session, person, track, room, tag and day of a website."""
