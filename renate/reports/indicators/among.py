"""`pk__among=[…]`: membership in a list of ids as one array parameter.

Populations are fetched once as ids and handed to each count. A subquery in its place would be planned anew in
every count, and with statistics that are not fresh PostgreSQL then takes minutes for a hundred persons.
"""

from typing import Any

from django.db.models import Field, Lookup


@Field.register_lookup
class Among(Lookup):
    """`column = ANY(array)`; no limit on the number of ids as with IN."""

    lookup_name = "among"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [list(value)]

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, column_params = self.process_lhs(compiler, connection)
        _, params = self.get_db_prep_lookup(self.rhs, connection)
        return f"{column} = ANY(%s::bigint[])", [*column_params, *params]
