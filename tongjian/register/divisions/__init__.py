"""Administrative divisions as organs: which rows are places, which organs a place has, which posts they have.

Pure but for files. Names of places are public; persons never come from here.
"""
