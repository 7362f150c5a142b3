"""The workbook: every table on its own sheet, with definitions, sources and figures."""
