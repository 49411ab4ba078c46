"""What stands above the list of endpoints: what holds for all of them."""

TEXT = """
A program sees and does what its member sees and does on the pages, through the same operations, so under
the same rules. It says who it is with a key made under *Your account* (`Authorization: Bearer …`). A key may
be confined to reading, or to some of what its member may do.

* What one may not see is not there: 404. A rule that forbids something answers 422 with its reasons, each
  beside its field, as `application/problem+json`.
* Where a row may have changed since it was read, send its ETag as `If-Match`: 428 without, 412 when stale.
* A handover: *offer* a referral without a name, to one or several organisations; one of them *answers*;
  record the person's *consent* that names it, and the sections in both open there; services given there are
  *logged* and *reported*; *withdrawing* the consent closes the sections at once; a transfer is *taken over*.
* To ask another organisation about a person always gets the same answer. Whether they are known there is told
  by a referral, with the person's consent, or not at all.

Left to the pages, because they ask for the password again or show something once: the protected file for a
body without an account and its password, exports of a file, keys.
"""
