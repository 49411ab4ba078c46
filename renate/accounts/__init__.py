"""People who work in organisations: users, memberships, roles, permissions, sign-in."""
