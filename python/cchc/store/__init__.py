"""The register: every report that came in, kept in one SQLite file and never erased.

What to use when:

- `Register` : open or make a register, add reports, ask what was known on a day;
- `Register.diff` : what a correction changed;
- `export_register`, `import_register` : the whole register as CSV or Parquet files, and back.
"""

from cchc.store.exchange import export_register, import_register
from cchc.store.records import Added, CellChange, KnownReport, UnitInDoubt
from cchc.store.register import Register

__all__ = [
    "Added",
    "CellChange",
    "KnownReport",
    "Register",
    "UnitInDoubt",
    "export_register",
    "import_register",
]
