"""Journeys in a real browser, over the real server and a database of its own."""
