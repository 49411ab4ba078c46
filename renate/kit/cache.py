"""The cache: Redis, shared by all processes; with Redis away, this process's memory: pages still come.

It holds counters of rate limits and nothing about people.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _with_spare(name: str) -> Callable[..., Any]:
    def call(self: "SpareRedisCache", *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(RedisCache, name)(self, *args, **kwargs)
        except RedisError:
            logger.warning("cache without Redis: limits count in each process alone")
            return getattr(self.spare, name)(*args, **kwargs)

    return call


class SpareRedisCache(RedisCache):
    """Redis with a spare: a limit that counts less strictly is better than a sign-in page that is down."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self.spare = LocMemCache("spare", {})

    add = _with_spare("add")
    get = _with_spare("get")
    set = _with_spare("set")
    incr = _with_spare("incr")
    delete = _with_spare("delete")
