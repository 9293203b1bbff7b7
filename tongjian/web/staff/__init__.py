"""The site for officials: one folder for each area of work, each with its views and templates.

Every page names who is looking (``request.by``), asks one query for each thing it shows, and says why it refuses.
"""
