"""What is counted: each indicator once, with name, definition, unit, source and its aggregation in SQL.

Page, PDF, spreadsheet and API read these and nothing else. An indicator answers counts by key; counts
add up, so several organisations' counts can be summed before small numbers are protected.
"""

from renate.reports.indicators.base import Frame, Indicator, Measures, Words
from renate.reports.indicators.catalogue import INDICATORS, add_up, measure

__all__ = ["INDICATORS", "Frame", "Indicator", "Measures", "Words", "add_up", "measure"]
