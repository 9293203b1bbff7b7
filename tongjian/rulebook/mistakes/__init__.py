"""Every kind of mistake that a book can make: one class each, with what is wrong and the cure in two languages.

A new kind is one class here, made of its facts where it is found, and one line in ``tests/broken.py``.
"""
