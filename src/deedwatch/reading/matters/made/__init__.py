"""Which matters a report tells: by statements, in its own voice, by a noun, as a wish, in passing."""
