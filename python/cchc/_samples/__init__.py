"""Parts of :mod:`cchc.samples`: the generator of the synthetic province.

Import from :mod:`cchc.samples`; nothing here is promised to stay where it is.
"""
