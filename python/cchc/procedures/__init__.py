"""Administrative procedures (TTHC) and their case files.

What to use when:

- `procedures` : the list of procedures, new and abolished, what is online, files in short;
- `read_case_files`, `case_files` : the file-handling form by field, with its four identities, the
  carry-over between periods, on-time and online rates;
- `form_columns` : which column of which printed form is which indicator.

The denominator of every rate is named: online shares are of all procedures, the on-time rate is of
files resolved (of files received beside it), the online rate is of new files or of all received.
"""

from __future__ import annotations

from cchc.procedures.case_files import IDENTITIES, CaseFileRow, CaseFileTable, case_files
from cchc.procedures.form_columns import FormColumn, column_forms, form_columns
from cchc.procedures.reading import read_case_files
from cchc.procedures.table import ProcedureRow, ProcedureTable, procedures

__all__ = [
    "IDENTITIES",
    "CaseFileRow",
    "CaseFileTable",
    "FormColumn",
    "ProcedureRow",
    "ProcedureTable",
    "case_files",
    "column_forms",
    "form_columns",
    "procedures",
    "read_case_files",
]
