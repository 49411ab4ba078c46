"""One module a claim: `HELP`, `run(write, **options)`, and `add_arguments(parser)` where it takes options."""
