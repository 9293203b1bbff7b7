"""Wiring: settings, the console command, the reference pages.

It knows every part and decides nothing: arguments are translated, one call is made, the answer is printed.
"""
