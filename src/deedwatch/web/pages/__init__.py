"""One file a noun: what each page shows, asked of the book."""
