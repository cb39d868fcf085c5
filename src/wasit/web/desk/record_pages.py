"""Every page of the record: incidents, timeline, map, tallies, readings, pairs, files."""

from wasit.web.desk import record_figures, record_files, record_incidents, record_judged

__all__ = ["PAGES"]

PAGES = [*record_incidents.PAGES, *record_figures.PAGES, *record_files.PAGES, *record_judged.PAGES]
