"""Which stances the words take, before it is known on which matter."""
