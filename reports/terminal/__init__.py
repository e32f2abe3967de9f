"""Text for a terminal: tables that fit 80 columns, bars, and colour that carries nothing alone."""

from reports.terminal.colour import CLASS_COLOURS, paint
from reports.terminal.table import Column, bar, columns_wide, table, wrapped

__all__ = ["CLASS_COLOURS", "Column", "bar", "columns_wide", "paint", "table", "wrapped"]
