"""What a ref in an address may look like; anything else is no address of ours."""

from django.urls import register_converter


class RefConverter:
    """A public id: short, lower case, no signs. Written `<ref:ref>`."""

    regex = "[0-9a-z]{1,16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(RefConverter, "ref")
