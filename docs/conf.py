"""Sphinx configuration: the project's own pages and the reference from docstrings.

The pages work offline: formulas become MathML, which browsers draw by themselves.
"""

from typing import Any

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml

import cchc

project = "cchc"
author = "cchc contributors"
copyright = "cchc contributors, Apache License 2.0"
version = release = cchc.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.autosummary", "numpydoc"]
myst_enable_extensions = ["dollarmath"]
html_theme = "alabaster"
html_theme_options = {"page_width": "1280px", "body_max_width": "1000px"}
html_math_renderer = "mathml"
autosummary_generate = True
numpydoc_show_class_members = False
exclude_patterns = ["_build"]


def _inline(translator: Any, node: nodes.math) -> None:
    translator.body.append(tex2mathml(node.astext()))
    raise nodes.SkipNode


def _block(translator: Any, node: nodes.math_block) -> None:
    translator.body.append(tex2mathml(node.astext(), as_block=True))
    raise nodes.SkipNode


def setup(app: Any) -> None:
    """Let Sphinx write formulas as MathML."""
    app.add_html_math_renderer("mathml", (_inline, None), (_block, None))
