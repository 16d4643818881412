"""Sphinx configuration: the project's own pages and the reference from docstrings."""

import cchc

project = "cchc"
author = "cchc contributors"
copyright = "cchc contributors, Apache License 2.0"
version = release = cchc.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "numpydoc"]
html_theme = "alabaster"
autosummary_generate = True
numpydoc_show_class_members = False
exclude_patterns = ["_build"]
