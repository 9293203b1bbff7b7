"""The analytic store behind one small interface: scans over copies, results as whole generations.

Pure: no Django. Nothing below this folder is ever opened by a web process. The live database of the
application is never opened from here: see ``snapshot``.
"""
