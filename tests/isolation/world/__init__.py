"""Two organisations and a third, with every role, file and package that the proofs ask about."""

from tests.isolation.world.build import World, build, tear_down

__all__ = ["World", "build", "tear_down"]
