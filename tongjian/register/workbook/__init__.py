"""The register as a workbook: what its sheets hold, an empty one to fill in, and how a filled one is read.

Pure but for files. All errors are collected, each at its cell; writing is the business of `acts.imports`.
"""
