"""The staff site over the fictional river city: who sees what, and what each page can do."""
