"""登记册: organs, leading bodies, posts, office-holders, tenures and superior relations, as of any day.

Nothing is overwritten: a change ends one span and begins another, a correction closes what was recorded and
says it anew. The register refuses two holders of one post on one day, two superiors of one kind, and circles.
It keeps no citizen numbers, ranks nobody and knows nothing of duties.
"""
