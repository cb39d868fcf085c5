"""The error tree: stable codes, one way to show them."""

from wasit.errors import Refused, WasitError, describe


def test_describe_gives_code_message_and_advice() -> None:
    """Command line and web must not word the same error differently."""

    class Example(Refused):
        code = "example"
        advice = "Ask."

    assert describe(Example("seen")) == {"code": "example", "message": "seen", "advice": "Ask."}
    assert issubclass(Example, WasitError)
