"""Names of places that tell which rank a body has."""

__all__ = ["CENTRAL_CITIES"]

#: Cities that are provinces, folded; any other city is of the rank of a district.
CENTRAL_CITIES = ("ha noi", "hai phong", "da nang", "can tho", "ho chi minh", "hue")
