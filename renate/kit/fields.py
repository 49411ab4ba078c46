"""Encrypted columns and their blind indexes.

Values are opened lazily, on first access of the attribute: a list that shows only codes decrypts nothing.
Ciphertext cannot be filtered, ordered or bulk-updated; `values()` gives the sealed bytes.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.forms import CharField as CharFormField
from django.forms import DateField as DateFormField
from django.forms import Textarea

from renate.kit.crypto import key_version_of, keyed_hash, open_sealed, seal
from renate.kit.folding import fold
from renate.kit.keyring import keyring


class Sealed(bytes):
    """Bytes as they stand in the database."""

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__


def _place(instance: Any, field: "_EncryptedField") -> bytes:
    table, column = instance._meta.db_table, field.column
    place = f"{instance.organisation_id}|{table}|{column}|{instance.public_id}"
    return "|".join([place, *(str(getattr(instance, name)) for name in field.bound_to)]).encode()


class _OpeningAttribute(DeferredAttribute):
    """Opens the sealed bytes of the row when somebody looks."""

    field: Any

    def __get__(self, instance: Any, cls: type | None = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = instance.__dict__[self.field.attname] = self.field.open(instance, value)
        return value

    # With __set__ this is a data descriptor: without it the instance's own dictionary would win.
    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class _SealedColumn(models.Field):
    """A bytea column. Not a BinaryField: its placeholder would keep bulk inserts from PostgreSQL's UNNEST."""

    def get_internal_type(self) -> str:
        return "BinaryField"


class _EncryptedField(_SealedColumn):
    descriptor_class = _OpeningAttribute
    empty_values = [None, ""]
    empty: Any = None
    # Columns beside this one that the seal covers too: a cell whose neighbours were changed does not open.
    bound_to: tuple[str, ...] = ()
    # How many rows are sealed anew at once, at most.
    at_once = 1000

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["null"] = True
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        del kwargs["null"]
        kwargs.pop("editable", None)
        return name, path, args, kwargs

    def to_bytes(self, value: Any) -> bytes:
        return self.to_text(value).encode()

    def from_bytes(self, content: bytes) -> Any:
        return self.from_text(content.decode())

    def to_text(self, value: Any) -> str:
        raise NotImplementedError

    def from_text(self, text: str) -> Any:
        raise NotImplementedError

    def open(self, instance: Any, cell: bytes) -> Any:
        """Decrypt one cell of `instance`. Raises SealBroken when it was altered or moved."""
        key = keyring().data_key(instance.organisation_id, key_version_of(cell))
        return self.from_bytes(open_sealed(key, cell, _place(instance, self)))

    def close(self, instance: Any, value: Any) -> bytes | None:
        """Encrypt one value for its place in `instance`; nothing stays NULL."""
        if value in (None, ""):
            return None
        organisation_id = instance.organisation_id
        version = keyring().current_version(organisation_id)
        key = keyring().data_key(organisation_id, version)
        return seal(key, self.to_bytes(value), _place(instance, self), key_version=version)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return self.empty if value is None else Sealed(value)

    def pre_save(self, model_instance: Any, add: bool) -> Sealed | None:
        raw = model_instance.__dict__.get(self.attname)
        if isinstance(raw, Sealed):
            if key_version_of(raw) == keyring().current_version(model_instance.organisation_id):
                return raw
            raw = self.open(model_instance, raw)  # or saving would bring a rotated-out key back
        cell = self.close(model_instance, raw)
        return None if cell is None else Sealed(cell)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or isinstance(value, Sealed):
            return value if value is None else super().get_db_prep_value(bytes(value), connection, prepared)
        raise TypeError(f"{self.name} is encrypted: set it on the instance and save()")

    def get_default(self) -> Any:
        return self.empty

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is encrypted and is not serialised")

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is encrypted and can't be searched by {lookup_name}")
        return super().get_lookup(lookup_name)


class EncryptedTextField(_EncryptedField):
    """Text sealed under the organisation's key; "" is stored as NULL."""

    empty = ""

    def __init__(self, *args: Any, long: bool = False, max_chars: int = 20_000, **kwargs: Any) -> None:
        self.long, self.max_chars = long, max_chars
        super().__init__(*args, **kwargs)

    def to_text(self, value: Any) -> str:
        return str(value)

    def from_text(self, text: str) -> str:
        return text

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value or None, model_instance)
        if value and len(value) > self.max_chars:
            raise ValidationError(f"Ensure this has at most {self.max_chars} characters.")

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        options = {
            "required": not self.blank,
            "label": self.verbose_name.capitalize(),
            "help_text": self.help_text,
        }
        options["max_length"] = self.max_chars if self.long else min(self.max_chars, 200)
        if self.long:
            options["widget"] = Textarea
        return CharFormField(**{**options, **kwargs})


_DATE: Any = models.DateField()


class EncryptedDateField(_EncryptedField):
    """A date sealed under the organisation's key."""

    def to_python(self, value: Any) -> date | None:
        return _DATE.to_python(value or None)

    def to_text(self, value: Any) -> str:
        day = self.to_python(value)
        return day.isoformat() if day else ""

    def from_text(self, text: str) -> date:
        return date.fromisoformat(text)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        options = {
            "required": not self.blank,
            "label": self.verbose_name.capitalize(),
            "help_text": self.help_text,
        }
        return DateFormField(**{**options, **kwargs})


class EncryptedBytesField(_EncryptedField):
    """A piece of a document, sealed together with the columns beside it that say which piece it is."""

    at_once = 16  # pieces are large

    def __init__(self, *args: Any, bound_to: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.bound_to = tuple(bound_to)
        super().__init__(*args, **{"editable": False, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "bound_to": self.bound_to}

    def to_bytes(self, value: Any) -> bytes:
        return bytes(value)

    def from_bytes(self, content: bytes) -> bytes:
        return content


class BlindIndexField(_SealedColumn):
    """Exact search over an encrypted sibling: a keyed hash of its folded value, per organisation."""

    def __init__(self, *args: Any, source: str = "", **kwargs: Any) -> None:
        self.source = source
        kwargs.update(null=True, blank=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for implied in ("null", "blank", "editable"):
            kwargs.pop(implied, None)
        return name, path, args, {**kwargs, "source": self.source}

    @staticmethod
    def normalise(value: Any) -> str:
        """What counts as the same value: case, marks, alphabet, blanks and dashes do not matter."""
        return fold(value.isoformat() if isinstance(value, date) else str(value)).replace(" ", "")

    @classmethod
    def key_for(cls, value: Any) -> bytes:
        """The index entry of `value` in the organisation in scope, to filter by."""
        ring = keyring()
        return keyed_hash(ring.index_key(ring.scope_organisation()), cls.normalise(value))

    def pre_save(self, model_instance: Any, add: bool) -> bytes | None:
        value = getattr(model_instance, self.source)
        entry = None
        if value not in (None, "") and self.normalise(value):
            key = keyring().index_key(model_instance.organisation_id)
            entry = keyed_hash(key, self.normalise(value))
        setattr(model_instance, self.attname, entry)
        return entry
