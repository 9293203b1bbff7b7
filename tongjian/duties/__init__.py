"""Who owes what, by when, by which words: derived from books, register, calendar and exhibits, never typed.

Refuses a duty that nobody adopted, a deadline made binding by whoever owes it, and a state entered by hand.
"""
