"""Numbers, quantities, dates, names, folding of scripts: what checks, record and reader read."""
