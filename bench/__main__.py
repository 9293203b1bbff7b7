"""`python -m bench`: the derivation benchmark; the other measurements are started by their own names."""

from bench.derivation import main

main()
