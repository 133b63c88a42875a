"""File formats: header, checked lines, records, migrations."""
