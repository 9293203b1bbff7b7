"""权限: who acts for which organ, with which powers, until when; and what is closed to whom.

An account leads to a person, a person to mandates; never an account to an organ.
"""
