"""Text for a terminal: tables that fit 80 columns, bars, and colour that carries nothing alone."""

from reports.terminal.table import CLASS_COLOURS, Column, bar, columns_wide, paint, table, wrapped

__all__ = ["CLASS_COLOURS", "Column", "bar", "columns_wide", "paint", "table", "wrapped"]
