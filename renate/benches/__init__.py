"""Speed claims, as ratios of one run: absolute times say more about the machine than about the code.

`manage.py bench <claim>` runs one module of `claims`: it fills an otherwise empty database of its own,
measures, prints, and throws the database away.
"""
