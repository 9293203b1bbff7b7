"""The ledger of duties: the list, one duty with its why, and what a person does about it."""
