"""青禾市（示例）: a fictional prefecture with three years of history, made by real acts from one seed.

Every name is invented, every area code and person number begins with 99, every organ says 示例. The same seed
gives the same database and the same duty keys. Refuses to touch a database that is not a demo.
"""
