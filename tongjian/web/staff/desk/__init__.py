"""The desk: what waits for whom is logged in."""
