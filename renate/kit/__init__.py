"""Small parts without models: encrypted fields, public ids, the clock, folding, forms."""
