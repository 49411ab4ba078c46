"""Small numbers: no person can be found in a published table (domain 6, "small numbers", rules 1-8).

`protect(figures, threshold=5)` hides what is small, hides what else is needed so that it cannot be worked
out, and then *proves* it: `proof.intervals` plays a reader who knows every published number, every sum
between them and what each mark means, and computes with an integer solver what each hidden figure could be.

The criterion, for a threshold t:
* a small count (1…t-1, printed "<t") could still be every number from 1 to t-1;
* any other hidden count (printed "[c]") still has at least t-1 possible values;
* a remainder that is not printed but follows from two printed figures is treated the same way.

Pure code: no database, no clock, no request.
"""

from renate.reports.suppression.figures import Cell, Figures, Sum
from renate.reports.suppression.marks import Mark, Shown
from renate.reports.suppression.proof import Interval, intervals
from renate.reports.suppression.protect import Protected, protect

__all__ = ["Cell", "Figures", "Interval", "Mark", "Protected", "Shown", "Sum", "intervals", "protect"]
