"""The second half of the hatch: row security lets the receiver read, and only read, what was addressed to it.

The schema editor makes the policy `tenant` for the sender. These are permissive policies beside it, in the
form that keeps plans fast (security.md 1.3.11): an initplan, never a correlated EXISTS.
"""

TABLES = (
    "referrals_referralpackage",
    "referrals_packagereading",
    "referrals_packagemessage",
    "referrals_personrequest",
    "referrals_referralpackageuserobjectpermission",
    "referrals_referralpackagegroupobjectpermission",
)

ADD_RECEIVER = "".join(
    f"CREATE POLICY receiver ON {table} FOR SELECT USING (receiver_id = (SELECT app.org()));\n"
    for table in TABLES
)
DROP_RECEIVER = "".join(f"DROP POLICY receiver ON {table};\n" for table in TABLES)
