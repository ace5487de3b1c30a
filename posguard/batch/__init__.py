"""Many interviews at once: lines of answers in, lines of plans or of differences out."""
