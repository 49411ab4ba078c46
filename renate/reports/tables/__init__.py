"""The tables of a report, T1 to T21 (domain 6): what is printed, of which figures, with which chart.

A part (`Part`) lays cells by key and binds their sums in a `Builder`; what it answers names cells and holds
no number, so nothing is printed that has not gone through the protection of small numbers.
"""

from renate.reports.tables.base import Builder, Chart, Column, Count, Part, Share, Table
from renate.reports.tables.catalogue import PARTS

__all__ = ["PARTS", "Builder", "Chart", "Column", "Count", "Part", "Share", "Table"]
