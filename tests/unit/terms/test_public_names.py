"""What a notebook may import is listed, and what is listed is there."""

import inspect

import wasit.terms


def test_all_equals_the_public_names() -> None:
    """A name that is exported by accident becomes a promise."""
    public = {
        name
        for name, value in vars(wasit.terms).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert set(wasit.terms.__all__) == public
    assert all(inspect.getdoc(getattr(wasit.terms, name)) for name in wasit.terms.__all__)
