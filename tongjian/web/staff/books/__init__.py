"""Books: the text beside what it obliges, and the words that await a value."""
