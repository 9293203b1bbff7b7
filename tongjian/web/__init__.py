"""The edges: what a person sees in a browser. One folder for each site; the sites never know one another.

A page asks queries and calls acts. It derives nothing, writes nothing itself and never opens the analytic store.
"""
